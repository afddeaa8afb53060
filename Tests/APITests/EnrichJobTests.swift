import Capabilities
import HTTP
import Store
import Telemetry
import TestSupport
import Testing

@testable import API

/// Jobs of Scheduled Enrich over the API and a real org.
@Suite struct EnrichJobTests {
    @Test("X-21 · A program keeps jobs as documents: verified, made, changed and taken away", .tags(.slow))
    func examples() async throws {
        try await Desk.withConnection { desk, connection in
            try await withLiveServer(desk.router) { live in
                func run(_ name: String, _ arguments: String...) async throws -> Answer {
                    try await Example.run(name, arguments, desk, port: live.port)
                }
                #expect(try await run("verify-enrich-job", connection).list("faults").isEmpty)
                let made = try await run("create-enrich-job", connection)
                let id = try #require(made.json["id"] as? String)
                #expect(made.json["isOn"] as? Bool == false && made.json["interval"] as? String == "Weekly")
                #expect(try await run("turn-enrich-job-on", id).json["nextRunAt"] as? String != nil)
                let changed = try await run("change-enrich-job", id, "2")
                #expect(changed.json["name"] as? String == "Accounts by hand" && changed.json["revision"] as? Int == 3)
                #expect(try await run("turn-enrich-job-off", id).json["isOn"] as? Bool == false)
                let clone = try await run("clone-enrich-job", id)
                #expect(clone.json["name"] as? String == "Copy of Accounts by hand")
                #expect(try await run("list-enrich-jobs").list("jobs").count == 2)
                _ = try await run("delete-enrich-job", clone.json["id"] as? String ?? "")
                let shown = try await run("show-enrich-job", id)
                #expect(shown.object("document")["alerts"] as? Bool == false)
                let report = try await run("test-mapping", connection)
                #expect(report.json["written"] as? Int == 2 && report.list("faults").isEmpty)

                // What the document says of the answers holds.
                for path in ["", "/\(id)"] {
                    #expect(try await desk.ask(.get, "/v1/enrich-jobs" + path, as: .auditor).status == 200)
                }
                #expect(try await desk.ask(.delete, "/v1/enrich-jobs/\(id)", as: .auditor).status == 403)
                #expect(try await desk.ask(.put, "/v1/enrich-jobs/\(id)/activation").status == 200)
            }
        }
    }

    @Test("S-12 · what is wrong with a job is told by section and row, and nothing is saved")
    func faults() async throws {
        try await Desk.withConnection { desk, connection in
            let document = """
                {"settings": {"name": "", "batch_size": 300, "mapping": {"object": "Account", "rows": [
                {"source": "company.name", "target": "Name"}, {"source": "company.city", "target": "Gone__c"}]}}}
                """
            let body = "{\"connection\": \"\(connection)\", \"document\": \(document)}"
            let told = try await desk.ask(.post, "/v1/enrich-job-verifications", body)
            #expect(told.status == 200)
            #expect(told.list("faults").map { $0["section"] as? String } == ["job", "advanced", "mapping"])
            let refused = try await desk.ask(.post, "/v1/enrich-jobs", body)
            #expect(refused.status == 422 && refused.code == "enrich-job.faulty")
            #expect(refused.wrongFields == ["advanced", "job", "mapping.1"])
            let unreadable = "{\"connection\": \"\(connection)\", \"document\": {\"settings\": 7}}"
            let answer = try await desk.ask(.post, "/v1/enrich-jobs", unreadable)
            #expect(answer.status == 422 && answer.code == "enrich-job.unreadable")
            #expect(try await desk.ask(.get, "/v1/enrich-jobs").list("jobs").isEmpty)
        }
    }

    @Test("Of two programs that change a job at once the second is told")
    func conflict() async throws {
        try await Desk.withConnection { desk, connection in
            let document = """
                {"settings": {"name": "A", "mapping": {"object": "Account", "rows": [
                {"source": "company.name", "target": "Name"}]}}}
                """
            let made = try await desk.ask(
                .post,
                "/v1/enrich-jobs",
                "{\"connection\": \"\(connection)\", \"document\": \(document)}"
            )
            #expect(made.status == 201)
            let path = "/v1/enrich-jobs/\(made.json["id"] as? String ?? "")"
            #expect(made.fields[.location] == path)
            let body = "{\"revision\": 1, \"document\": \(document.replacing("\"A\"", with: "\"B\""))}"
            #expect(try await desk.ask(.put, path, body).status == 200)
            let second = try await desk.ask(.put, path, body)
            #expect(second.status == 409 && second.code == "enrich-job.changed")
        }
    }
}
