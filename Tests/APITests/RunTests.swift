import Capabilities
import Database
import Enrichment
import HTTP
import Store
import Telemetry
import TestSupport
import Testing

@testable import API

/// Runs of enrichment over the API.
@Suite struct RunTests {
    private static let record = "001000000000001AAA"

    /// Gives a run one record, as a worker would, and ends it.
    private static func end(_ id: String, in desk: Desk) async throws {
        let run = ID<Run>(rawValue: id)
        let organisation = desk.ada.organisation
        let now = desk.clock.now
        var outcome = Plan.Outcome(try #require(CRMID(record)), version: "", .noMatch(.noCandidate))
        outcome.patch = Patch([Patch.Entry("Name", before: .blank, .set(.text("Acme")), .undone)])
        let task = FollowUp(.task, for: .person(1), at: .company(2), linkedTo: outcome.record)
        outcome.followUps = [task]
        let plan = Plan(.account, [outcome])
        let lacking = [
            RunShortfall(object: "Loam__Scoop__c", record: plan.outcomes[0].record, words: "No room."),
            RunShortfall(object: "Loam__Intent__c", record: plan.outcomes[0].record, words: "No room."),
        ]
        try await desk.database.write { db in
            try RunBatch.insert(0, of: run, in: organisation, plan: 1, on: db)
            let document = plan.document
            try RunBatch.keep(document, digest: "d", of: 0, of: run, in: organisation, at: now, on: db)
            try RunRecord.insert(plan, at: document.places, batch: 0, of: run, in: organisation, on: db)
            let connection = try #require(try Run.find(run, in: organisation, on: db)).connection
            try RunFollowUp.insert(plan, batch: 0, of: run, connection: connection, in: organisation, on: db)
            try Run.settled(Counts(plan), fields: 1, of: run, in: organisation, on: db)
            try RunShortfall.add(lacking, of: run, in: organisation, on: db)
            _ = try Run.end(run, in: organisation, .succeeded, at: now, on: db)
        }
    }

    @Test("S-14 · S-21 · a program previews, carries out, watches, pauses, stops and undoes runs", .tags(.slow))
    func examples() async throws {
        try await Desk.withConnection { desk, connection in
            try await withLiveServer(desk.router) { live in
                func run(_ name: String, _ arguments: String...) async throws -> Answer {
                    try await Example.run(name, arguments, desk, port: live.port)
                }
                let job = try #require(try await run("create-enrich-job", connection).json["id"] as? String)
                let preview = try #require(try await run("start-run", job).json["id"] as? String)
                #expect(try await run("list-runs").list("runs").map { $0["id"] as? String } == [preview])
                #expect(try await run("pause-run", preview).json["state"] as? String == "paused")
                #expect(try await run("resume-run", preview).json["state"] as? String == "working")
                try await Self.end(preview, in: desk)
                let shown = try await run("show-run", preview)
                #expect(shown.json["ending"] as? String == "succeeded" && shown.json["total"] as? Int == 1)
                let records = try await run("list-run-records", preview).list("records")
                #expect(records.map { $0["record"] as? String } == [Self.record])
                let fields = try await run("show-run-record", preview, Self.record).list("fields")
                #expect(fields.map { $0["after"] as? String } == ["Acme"])
                let followUps = try await run("list-run-follow-ups", preview).list("followUps")
                #expect(followUps.map { $0["state"] as? String } == ["planned"])
                #expect(followUps.map { $0["record"] as? String } == [Self.record])
                let lacking = try await run("list-run-shortfalls", preview).list("shortfalls")
                #expect(lacking.map { $0["object"] as? String } == ["Loam__Intent__c", "Loam__Scoop__c"])
                #expect(
                    lacking.allSatisfy {
                        $0["record"] as? String == Self.record && $0["words"] as? String == "No room."
                    }
                )
                let digest = try #require(shown.json["digest"] as? String)
                let applied = try #require(try await run("apply-run", preview, digest).json["id"] as? String)
                #expect(try await run("stop-run", applied).json["reason"] as? String != nil)
                try await Self.finish(applied, in: desk)
                #expect(try await run("undo-run", applied).json["source"] as? String == applied)
                #expect(try await run("show-record-history", Self.record).list("visits").count == 2)
                let statement = try await run("show-credit-statement", "2026-11").json
                #expect(statement["isBalanced"] as? Bool == true && statement["charged"] as? Int == 0)
            }
        }
    }

    private static func finish(_ id: String, in desk: Desk) async throws {
        let now = desk.clock.now
        try await desk.database.write { db in
            _ = try Run.end(ID(rawValue: id), in: desk.ada.organisation, .stopped, at: now, on: db)
        }
    }

    @Test("X-08 · another plan than the one that was seen is not carried out, and an auditor begins nothing")
    func refusals() async throws {
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
            let job = try #require(made.json["id"] as? String)
            let path = "/v1/enrich-jobs/\(job)/runs"
            #expect(try await desk.ask(.post, path, "{\"purpose\": \"preview\"}", as: .auditor).status == 403)
            let preview = try await desk.ask(.post, path, "{\"purpose\": \"preview\"}")
            #expect(preview.status == 201)
            let id = try #require(preview.json["id"] as? String)
            let early = try await desk.ask(.post, "/v1/runs/\(id)/application", "{\"digest\": \"x\"}")
            #expect(early.status == 409 && early.code == "run.no-preview")
            try await Self.end(id, in: desk)
            let other = try await desk.ask(.post, "/v1/runs/\(id)/application", "{\"digest\": \"x\"}")
            #expect(other.status == 409 && other.code == "run.other-plan")
            #expect(try await desk.ask(.post, "/v1/runs/\(id)/undo").code == "run.not-undoable")
            #expect(try await desk.ask(.get, "/v1/runs/nothing").status == 404)
            #expect(try await desk.ask(.get, "/v1/records/nothing/history").status == 404)
        }
    }
}
