import HTTP
import Telemetry
import Testing

@testable import Sandbox

struct DiscoveryTests {
    @Test(
        "X-04 · versions have the seasons in which they came",
        arguments: [
            (31, "Summer '14"), (32, "Winter '15"), (34, "Summer '15"), (60, "Spring '24"), (61, "Summer '24"),
            (67, "Summer '26"),
        ]
    )
    func labels(number: Int, label: String) throws {
        #expect(try APIVersion(pathComponent: "v\(number).0").label == label)
    }

    @Test(
        "X-04 · a version is answered with itself, a retired one is gone, others do not exist",
        arguments: [
            ("v31.0", 200), ("v67.0", 200), ("v30.0", 410), ("v21.0", 410), ("v20.0", 404), ("v68.0", 404),
            ("v60", 404),
            ("60.0", 404), ("v6x.0", 404),
        ]
    )
    func versions(version: String, status: Int) async throws {
        let reply = try await RESTDesk().send(.get, "\(version)/")
        #expect(reply.status == status)
        if status == 200 { #expect(try reply.value("sobjects")?.text == "/services/data/\(version)/sobjects") }
    }

    @Test("X-04 · the list of versions needs no session")
    func versionList() async throws {
        let desk = try await RESTDesk()
        let reply = try await desk.send(.get, "")
        #expect(reply.status == 200)
        #expect(try reply.json().array?.count == 37)
        #expect(try reply.value("36.version") == .text("67.0"))
        #expect(desk.calls.total == 0)
    }

    @Test("X-04 · describe global lists the objects with their addresses, with a slash at the end too")
    func global() async throws {
        let desk = try await RESTDesk()
        for path in ["v59.0/sobjects", "v59.0/sobjects/"] {
            let objects = try #require(try await desk.send(.get, path).value("sobjects")?.array)
            let account = try #require(objects.first { $0.object?["name"] == .text("Account") }?.object)
            #expect(account.members.count == 28)
            #expect(account["keyPrefix"] == .text("001"))
            #expect(account["urls"]?.object?["rowTemplate"] == .text("/services/data/v59.0/sobjects/Account/{ID}"))
        }
    }

    @Test("X-04 · describe has every key that clients decode strictly")
    func describe() async throws {
        let desk = try await RESTDesk()
        let reply = try await desk.send(.get, "v60.0/sobjects/aCCount/describe/")
        let account = try #require(try reply.json().object)
        #expect(account["name"] == .text("Account"))
        #expect(account["sobjectDescribeOption"] == .text("FULL"))
        for key in [
            "actionOverrides", "childRelationships", "compactLayoutable", "defaultImplementation", "extendedBy",
            "extendsInterfaces", "fields", "implementedBy", "implementsInterfaces", "listviewable", "lookupLayoutable",
            "namedLayoutInfos", "networkScopeFieldName", "recordTypeInfos", "searchLayoutable", "supportedScopes",
            "urls",
        ] {
            #expect(account.contains(key), "\(key)")
        }
        let fields = try #require(account["fields"]?.array)
        #expect(Set(fields.map { $0.object?.members.count }) == [57])
        let owner = try #require(fields.first { $0.object?["name"] == .text("OwnerId") }?.object)
        #expect(owner["type"] == .text("reference"))
        #expect(owner["referenceTo"] == .array([.text("User")]))
        #expect(owner["byteLength"] == .integer(18))
        let children = try #require(account["childRelationships"]?.array)
        #expect(children.contains { $0.object?["relationshipName"] == .text("Contacts") })
        #expect(try await desk.send(.get, "v60.0/sobjects/Nothing/describe").status == 404)
    }

    @Test("X-04 · a description that has not changed is not sent again")
    func notModified() async throws {
        let desk = try await RESTDesk()
        let first = try await desk.send(.get, "v60.0/sobjects/Lead/describe")
        let stamp = try #require(first.fields["Last-Modified"])
        for path in ["v60.0/sobjects/Lead/describe", "v60.0/sobjects"] {
            let again = try await desk.send(.get, path, "", ["If-Modified-Since": stamp])
            #expect(again.status == 304)
            #expect(again.text.isEmpty)
        }
        let old = try await desk.send(
            .get,
            "v60.0/sobjects",
            "",
            ["If-Modified-Since": "Sun, 06 Nov 1994 08:49:37 GMT"]
        )
        #expect(old.status == 200)
    }

    @Test("X-04 · a picklist that depends on another says for which values each is offered")
    func dependentPicklist() throws {
        var country = Field("Country__c", .picklist)
        country.picklist = Picklist(["Austria", "Belgium", "Chad"])
        var state = Field("State__c", .picklist)
        var picklist = Picklist(["Vienna", "Antwerp"])
        picklist.controllerName = "Country__c"
        picklist.values[0].validFor = ["Austria"]
        picklist.values[1].validFor = ["Belgium", "Chad"]
        state.picklist = picklist
        let object = try #require(
            Schema(
                [ObjectDraft("Place__c", "a00", .record, [country, state])],
                version: 1,
                modified: Timestamp(seconds: 0)
            )
            .object("Place__c")
        )
        var json = JSONWriter()
        try #require(object.field("State__c")).write(to: &json, in: object)
        let field = try #require(try JSONReader.read(json.bytes).object)
        let values = try #require(field["picklistValues"]?.array)
        #expect(values.map { $0.object?["validFor"] } == [.text("gA=="), .text("YA==")])
        #expect(field["dependentPicklist"] == .flag(true))
    }

    @Test("X-04 · an unknown address, a method that is not taken and a bad body answer as arrays")
    func refusals() async throws {
        let desk = try await RESTDesk()
        let unknown = try await desk.send(.get, "v60.0/sobjects/Account/describe/nothing/at/all")
        #expect(unknown.status == 404)
        let method = try await desk.send(.put, "v60.0/sobjects/Account/describe", "{}")
        #expect(method.status == 405)
        #expect(try method.value("0.errorCode") == .text("METHOD_NOT_ALLOWED"))
        #expect(try method.value("0.message") == .text("HTTP Method 'PUT' not allowed. Allowed are HEAD,GET"))
        let body = try await desk.send(.post, "v60.0/sobjects/Account", "{\"Name\":}")
        #expect(body.status == 400)
        #expect(try body.value("0.errorCode") == .text("JSON_PARSER_ERROR"))
    }

    @Test("X-04 · limits tell the budget of calls, and the batches by the name of the version")
    func limits() async throws {
        let desk = try await RESTDesk()
        let now = try await desk.send(.get, "v60.0/limits/")
        #expect(try now.value("DailyApiRequests.Max") == .integer(100_000))
        #expect(try now.value("DailyApiRequests.Remaining") == .integer(99_999))
        #expect(try now.value("DailyBulkApiBatches.Max") == .integer(15_000))
        let old = try await desk.send(.get, "v48.0/limits")
        #expect(try old.value("DailyBulkApiRequests.Max") == .integer(15_000))
    }
}
