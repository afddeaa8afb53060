import Database
import Enrichment
import Store
import TestSupport
import Testing

@testable import Capabilities
@testable import Sandbox

/// What the org refuses beside the records of a run.
@Suite struct ShortfallTests {
    @Test(
        "X-24 · S-10 · signals that the org refuses make a run partial, say why, and come with the next run",
        arguments: Engine.available
    )
    func refusedSignals(engine: Engine) async throws {
        try await RunBench.on(engine, accounts: 5) { bench in
            try await bench.addNews()
            let job = try await bench.job { settings in
                settings.intent = IntentCriteria(topics: ["Cloud Security"])
                settings.scoops = ScoopCriteria(types: ["Funding"])
            }
            var rules = OrgSettings()
            let rule = "Intent is on hold."
            rules.validationRules = [
                ValidationRule(
                    object: "Loam_Intent__c",
                    name: "On_hold",
                    condition: "NOT(ISBLANK(Topic__c))",
                    message: rule
                )
            ]
            try await bench.sandbox.change(settings: rules)
            let run = try await bench.run(job)
            try await bench.drain()
            #expect(try await bench.news() == ["Funding": 4])
            let after = try await bench.app.runs.find(run.id, by: bench.ada)
            #expect(after.ending == .partial)
            #expect(
                after.reason
                    == "4 of the accounts did not get all intent signals or scoops; the page of the run says why, one by one."
            )
            let missing = try await bench.app.runs.shortfalls(of: run.id, size: 3, by: bench.ada)
            #expect(missing.total == 4 && missing.first.count == 3)
            #expect(missing.first.allSatisfy { $0.object == "Loam_Intent__c" && $0.words.contains(rule) })
            let mails = try await bench.mails()
            #expect(mails.count == 1 && mails[0].contains("ended with errors"), "\(mails)")

            try await bench.sandbox.change(settings: OrgSettings())
            let next = try await bench.run(job)
            try await bench.drain()
            #expect(try await bench.news() == ["Cloud Security": 4, "Funding": 4])
            #expect(try await bench.app.runs.find(next.id, by: bench.ada).ending == .succeeded)
        }
    }

    @Test("S-16 · S-10 · signals that found their account locked are written a moment later, and none twice")
    func lockedSignals() async throws {
        try await RunBench.on(accounts: 5) { bench in
            try await bench.addNews()
            // The accounts are done, so that signals are all that is written.
            _ = try await bench.run(try await bench.job())
            let job = try await bench.job { $0.intent = IntentCriteria(topics: ["Cloud Security"]) }
            bench.lockRows(percent: 50)
            let run = try await bench.run(job)
            try await bench.drain()
            #expect(try await bench.news() == ["Cloud Security": 4])
            #expect(try await bench.app.runs.find(run.id, by: bench.ada).ending == .succeeded)
            let rounds = try await bench.org.database.read { db in
                try db.one(
                    Int.self,
                    "SELECT COUNT(*) FROM run_effects WHERE run_id = \(run.id) AND number % 1000 = 911"
                )
            }
            #expect(rounds > 1)
        }
    }

    @Test("X-24 · S-09 · S-20 · an undo that could not delete what the run had made is partial, and can be done again")
    func refusedRemovals() async throws {
        try await RunBench.on(accounts: 5) { bench in
            _ = try await bench.run(try await bench.job())
            let run = try await bench.run(try await bench.job { $0.exportsProfile = true })
            #expect(try await bench.profiles().count == 4)
            bench.org.fail(.jobFailure, times: nil, amount: 0)
            let undo = try await bench.undo(run)
            #expect(undo.ending == .partial)
            #expect(
                undo.reason
                    == "4 of the records that the run had made could not be deleted; the page of the run says why, one by one."
            )
            let missing = try await bench.app.runs.shortfalls(of: undo.id, size: 10, by: bench.ada).first
            #expect(missing.count == 4 && missing.allSatisfy { $0.object == "Loam_Profile__c" })
            #expect(Set(missing.map(\.record.text)) == Set(try await bench.profiles().map(\.id)))

            bench.sandbox.faults.replace(with: [])
            #expect(try await bench.undo(run).ending == .succeeded)
            #expect(try await bench.profiles().isEmpty)
        }
    }
}

extension RunBench {
    fileprivate var sandbox: Sandbox.Org { org.server.signIn.org }

    /// What is told at the end of runs.
    fileprivate func mails() async throws -> [String] {
        var bodies: [String] = []
        for mail in try await app.outbox.list(by: ada).mails where mail.kind == "run-ended" {
            bodies.append(try await app.outbox.read(mail.id, by: ada).body ?? "")
        }
        return bodies
    }
}
