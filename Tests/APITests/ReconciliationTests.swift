import Capabilities
import Crypto
import Foundation
import HTTP
import Store
import TestSupport
import Testing

@testable import API

@Suite struct ReconciliationTests {
    @Test("X-13 · the manifest names every service, under the key that it was asked with")
    func manifest() async throws {
        try await Desk.withCatalogue { desk in
            let answer = try await desk.reconcile()
            #expect(answer.fields["Access-Control-Allow-Origin"] == "*")
            let manifest = answer.json
            #expect(manifest["versions"] as? [String] == ["0.1", "0.2"])
            #expect((manifest["defaultTypes"] as? [[String: String]])?.map { $0["id"] } == ["company", "person"])
            let base = "https://loam.example.org" + desk.endpoint
            #expect((manifest["view"] as? [String: String])?["url"] == base + "/view/{{id}}")
            #expect((manifest["preview"] as? [String: Any])?["url"] as? String == base + "/preview/{{id}}")
            let suggest = try #require(manifest["suggest"] as? [String: [String: String]])
            for what in ["entity", "property", "type"] {
                #expect(suggest[what]?["service_url"] == base)
                #expect(suggest[what]?["flyout_service_path"] == "/flyout/\(what)/${id}")
            }
        }
    }

    @Test("X-13 · a batch of queries is answered under its names, by form and by address")
    func queries() async throws {
        try await Desk.withCatalogue { desk in
            let batch = """
                {"q0": {"query": "Acme Looms", "type": "company", "type_strict": "should", "limit": 3, "properties": \
                [{"p": "Site", "pid": "website", "v": "https://acme.example/"}, {"pid": "city", "v": ["Berlin", 3]}]},
                "q1": {"query": "Ada Weaver", "type": ["person"], "properties": \
                [{"pid": "company", "v": {"id": "c1", "name": "Acme Looms"}}, {"pid": "email", "v": "ada@acme.example"}]},
                "q2": {"query": "c2"}, "q3": {"properties": [{"pid": "website", "v": "tarn3widgets.example"}]},
                "q4": {"query": "Zzyzx Unheard"}}
                """
            for answer in [
                try await desk.reconcile(form: ["queries": batch]), try await desk.reconcile("", ["queries": batch]),
            ] {
                func first(_ name: String) -> [String: Any] {
                    (answer.object(name)["result"] as? [[String: Any]])?.first ?? [:]
                }
                #expect(first("q0")["id"] as? String == "c1" && first("q0")["match"] as? Bool == true)
                #expect(first("q0")["name"] as? String == "Acme Looms")
                #expect((first("q0")["type"] as? [[String: String]])?.first?["id"] == "company")
                #expect((first("q0")["score"] as? Int ?? 0) >= 70)
                let features = try #require(first("q0")["features"] as? [[String: Any]])
                #expect(features.contains { $0["id"] as? String == "domain" && ($0["value"] as? Double ?? 0) > 0 })
                #expect(first("q1")["id"] as? String == "p1")
                #expect(first("q2")["id"] as? String == "c2" && first("q2")["score"] as? Int == 100)
                #expect(first("q3")["name"] as? String == "Tarn 3 Widgets")
                #expect((answer.object("q4")["result"] as? [Any])?.contains { $0 is [Any] } == false)
            }
        }
    }

    @Test("X-13 · values of entities are fetched, companies as entities of their own")
    func extend() async throws {
        try await Desk.withCatalogue { desk in
            let proposed = try await desk.reconcile("/properties", ["type": "company", "limit": "3"])
            #expect(proposed.list("properties").count == 3 && proposed.json["type"] as? String == "company")
            let order =
                #"{"ids": ["c1", "p1", "c99999", "nonsense"], "properties": [{"id": "website"}, {"id": "parent"}, {"id": "company"}]}"#
            let answer = try await desk.reconcile(form: ["extend": order])
            let meta = answer.list("meta")
            #expect(meta.map { $0["name"] as? String } == ["Website", "Parent company", "Company"])
            #expect((meta[1]["type"] as? [String: String])?["id"] == "company")
            let rows = try #require(answer.json["rows"] as? [String: [String: [[String: String]]]])
            #expect(rows["c1"]?["website"] == [["str": "acme.example"]])
            #expect(rows["c1"]?["parent"] == [["id": "c2", "name": "Beta Holding"]])
            #expect(rows["p1"]?["company"] == [["id": "c1", "name": "Acme Looms"]])
            #expect(rows["c99999"]?["website"] == [] && rows["nonsense"]?["parent"] == [])
        }
    }

    @Test("X-13 · entities, properties and types are suggested while somebody types, and shown")
    func suggestions() async throws {
        try await Desk.withCatalogue { desk in
            let entities = try await desk.reconcile("/suggest/entity", ["prefix": "Acme Looms"]).list("result")
            #expect(entities.first?["id"] as? String == "c1")
            #expect(entities.first?["description"] as? String == "Textiles · Berlin, Germany · acme.example")
            let begun = try await desk.reconcile("/suggest/entity", ["prefix": "tarn 12 wid", "type": "company"])
            #expect(begun.list("result").first?["name"] as? String == "Tarn 12 Widgets", "\(begun.text)")
            let byID = try await desk.reconcile("/suggest/entity", ["prefix": "p1"]).list("result")
            #expect(byID.contains { $0["name"] as? String == "Ada Weaver" })
            let properties = try await desk.reconcile("/suggest/property", ["prefix": "Web"]).list("result")
            #expect(properties.map { $0["id"] as? String }.contains("website"))
            let all = try await desk.reconcile("/suggest/type", ["prefix": ""]).list("result")
            #expect(all.count == 2)
            #expect(try await desk.reconcile("/suggest/type", ["prefix": "", "cursor": "1"]).list("result").count == 1)
            let flyout = try await desk.reconcile("/flyout/entity/c1")
            #expect(
                flyout.json["html"] as? String
                    == "<p><strong>Acme Looms</strong></p><p>Textiles · Berlin, Germany · acme.example</p>"
            )
            #expect(try await desk.reconcile("/flyout/property/website").json["id"] as? String == "website")
            #expect(try await desk.reconcile("/flyout/type/person").json["id"] as? String == "person")
        }
    }

    @Test("X-13 · a preview is a page that any site may frame, and that may do nothing")
    func preview() async throws {
        try await Desk.withCatalogue { desk in
            let page = try await desk.reconcile("/preview/c1")
            #expect(
                page.status == 200 && page.text.contains("<h1>Acme Looms</h1>") && page.text.contains("Beta Holding")
            )
            let policy = try #require(page.fields[.contentSecurityPolicy])
            #expect(policy.contains("frame-ancestors *") && !policy.contains("script-src"))
            #expect(page.fields["Referrer-Policy"] == "no-referrer")
            #expect(try await desk.reconcile("/preview.css").fields[.contentType] == "text/css; charset=utf-8")
            #expect(try await desk.reconcile("/preview/c404").status == 404)
            let view = try await desk.reconcile("/view/p1")
            #expect(view.status == 303 && view.fields["Location"] == "https://loam.example.org/people/1")
        }
    }

    @Test("X-13 · who has no key, asks nonsense or too much is refused, and may read why from any site")
    func refusals() async throws {
        try await Desk.withCatalogue { desk in
            let stranger = try await desk.answer(Request(.get, "/reconcile/loam_nobody"))
            #expect(stranger.status == 401 && stranger.fields["Access-Control-Allow-Origin"] == "*")
            for text in ["[]", "{", #"{"q0": {}}"#, #"{"q0": "Acme"}"#] {
                #expect(try await desk.reconcile(form: ["queries": text]).code == "reconciliation.unreadable")
            }
            #expect(try await desk.reconcile(form: ["extend": #"{"ids": ["c1"]}"#]).code == "reconciliation.unreadable")
            #expect(try await desk.reconcile("", ["colour": "red"]).code == "reconciliation.nothing-asked")
            let many = (0...200).map { #""q\#($0)": {"query": "Acme"}"# }.joined(separator: ",")
            #expect(try await desk.reconcile(form: ["queries": "{\(many)}"]).status == 413)
            let options = try await desk.answer(Request(.options, desk.endpoint))
            #expect(options.status == 204 && options.fields["Access-Control-Allow-Methods"] == "GET, POST")
        }
    }
}

extension Desk {
    /// As a tool has it, with the key of the auditor.
    fileprivate var endpoint: String { "/reconcile/\(keys[.auditor]?.reveal() ?? "")" }

    fileprivate func reconcile(_ path: String = "", _ query: Query = [:]) async throws -> Answer {
        try await answer(Request(.get, endpoint + path + (query.isEmpty ? "" : "?" + query.encoded)))
    }

    fileprivate func reconcile(form: Query) async throws -> Answer {
        let fields: Fields = [.contentType: "application/x-www-form-urlencoded;charset=UTF-8"]
        return try await answer(Request(.post, endpoint, fields: fields, body: .text(form.encoded)))
    }

    fileprivate func answer(_ request: Request) async throws -> Answer {
        let response = await router.handle(request)
        return Answer(
            status: response.status.code,
            fields: response.fields,
            text: String(decoding: try await response.body.collect(), as: UTF8.self)
        )
    }
}
