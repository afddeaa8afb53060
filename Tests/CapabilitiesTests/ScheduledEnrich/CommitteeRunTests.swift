import Database
import Enrichment
import Matching
import Salesforce
import Store
import TestSupport
import Testing

@testable import Capabilities

/// Five accounts are known, each with six people: a chief executive, vice presidents of marketing and sales, directors of
/// marketing and finance, and a marketing manager.
@Suite struct CommitteeRunTests {
    private static func on(
        _ engine: Engine = .sqlite,
        _ body: (RunBench) async throws -> Void
    ) async throws {
        try await RunBench.on(engine, accounts: 6, people: 6, body)
    }

    @Test(
        "S-11 · those who meet every kind of criterion become contacts behind the accounts, once, and go with an undo",
        arguments: Engine.available
    )
    func contacts(engine: Engine) async throws {
        try await Self.on(engine) { bench in
            let job = try await bench.committeeJob()
            let run = try await bench.run(job)
            #expect(run.ending == .succeeded, "\(run.reason ?? "")")
            // The figures are of accounts; the credits are of both.
            #expect((run.counts.total, run.counts.matched, run.counts.credits) == (6, 5, 15))
            let contacts = try await bench.contacts()
            #expect(contacts.count == 10)
            #expect(
                Set(contacts.values.map { $0["Title"] }) == ["Vice President of Marketing", "Director of Marketing"]
            )
            let accounts = try await bench.accounts()
            for contact in contacts.values {
                let company = try #require(accounts[contact["AccountId"] ?? ""]?["Loam_Company_ID__c"])
                #expect(contact["Loam_Company_ID__c"] == company)
                let person = try #require(Int(contact["Loam_Contact_ID__c"] ?? ""))
                #expect("\(person / 100)" == company && contact["Email"] == RunBench.workAddress(person))
            }
            let lines = try await bench.followUps(of: run)
            #expect(lines.count == 10 && lines.allSatisfy { $0.state == .made && $0.price == .credit })
            #expect(try await bench.balances() == [.available: -15, .reserved: 0, .spent: 15])
            // Each leads from its account, and from itself.
            let line = try #require(lines.first)
            let target = try #require(line.target)
            #expect(try await bench.app.runs.followUps(about: line.record, by: bench.ada).count == 2)
            #expect(try await bench.app.runs.followUps(about: target, by: bench.ada) == [line])

            let again = try await bench.run(job)
            #expect(again.ending == .succeeded && again.counts.credits == 0)
            #expect(try await bench.contacts() == contacts)

            let undo = try await bench.undo(run)
            #expect(undo.ending == .succeeded, "\(undo.reason ?? "")")
            #expect(try await bench.contacts().isEmpty)
            #expect(try await bench.followUps(of: undo).map(\.state) == Array(repeating: .removed, count: 10))
        }
    }

    @Test("S-11 · an account gets so many at most, over all runs; one whom somebody deleted is not made again")
    func most() async throws {
        try await Self.on { bench in
            let job = try await bench.committeeJob { $0.most = 1 }
            _ = try await bench.run(job)
            let contacts = try await bench.contacts()
            #expect(contacts.count == 5 && Set(contacts.values.map { $0["AccountId"] }).count == 5)
            let gone = try #require(contacts.keys.min())
            try await bench.salesforce.delete(try bench.recordID(gone.text), of: "Contact")
            _ = try await bench.run(job)
            #expect(try await bench.contacts().count == 4)
        }
    }

    @Test("S-11 · contacts that are there are ignored, or enriched for a credit and brought back by an undo")
    func existing() async throws {
        try await Self.on { bench in
            let person = RunBench.person(2, of: 1)
            let known = try await bench.create(
                "Contact",
                [
                    .init("FirstName", .text(RunBench.name(person).first)),
                    .init("LastName", .text(RunBench.name(person).last)),
                    .init("Email", .text(RunBench.workAddress(person))),
                    .init("AccountId", .reference(try await bench.accountID(of: 1))),
                ]
            )
            let before = try await bench.contacts()
            let ignoring = try await bench.run(try await bench.committeeJob())
            #expect(ignoring.ending == .succeeded && ignoring.counts.credits == 14, "\(ignoring.reason ?? "")")
            #expect(try await bench.contacts()[known] == before[known])
            #expect(try await bench.contacts().count == 10)

            let enriching = try await bench.run(try await bench.committeeJob { $0.existing = .enrich })
            #expect(enriching.ending == .succeeded && enriching.counts.credits == 1, "\(enriching.reason ?? "")")
            let lines = try await bench.followUps(of: enriching).filter { $0.target == known }
            #expect(lines.map(\.state) == [.enriched] && lines.map(\.price) == [.credit])
            #expect(try await bench.contacts()[known]?["Title"] == "Vice President of Marketing")
            #expect(try await bench.contacts().count == 10)

            let undo = try await bench.undo(enriching)
            #expect(undo.ending == .succeeded, "\(undo.reason ?? "")")
            #expect(try await bench.contacts()[known] == before[known])
        }
    }

    @Test("S-11 · X-08 · a contact that somebody changes after it was planned is left and listed")
    func drift() async throws {
        try await Self.on { bench in
            let person = RunBench.person(2, of: 1)
            let known = try await bench.create(
                "Contact",
                [
                    .init("FirstName", .text(RunBench.name(person).first)),
                    .init("LastName", .text(RunBench.name(person).last)),
                    .init("Email", .text(RunBench.workAddress(person))),
                    .init("AccountId", .reference(try await bench.accountID(of: 1))),
                ]
            )
            let preview = try await bench.preview(try await bench.committeeJob { $0.existing = .enrich })
            let digest = try await bench.app.runs.digest(of: preview.id, by: bench.ada)
            // The org keeps whole seconds.
            try await Task.sleep(for: .milliseconds(1100))
            let record = try bench.recordID(known.text)
            try await bench.salesforce.update(Draft("Contact", id: record, [.init("Title", .text("Boss"))]))
            let run = try await bench.finish(try await bench.app.runs.apply(preview.id, digest: digest, by: bench.ada))
            let line = try #require(try await bench.followUps(of: run).first { $0.target == known })
            #expect(line.state == .left && line.words?.hasPrefix("Somebody changed the contact") == true)
            #expect(try await bench.contacts()[known]?["Title"] == "Boss")
            #expect(try await bench.balances()[.reserved] == 0)
        }
    }

    @Test("S-19 · X-08 · a preview makes nobody and says what it would cost; carried out, it does exactly that")
    func preview() async throws {
        try await Self.on { bench in
            let job = try await bench.committeeJob()
            let preview = try await bench.preview(job)
            #expect(preview.ending == .succeeded && preview.counts.credits == 15, "\(preview.reason ?? "")")
            let planned = try await bench.followUps(of: preview)
            #expect(planned.count == 10 && planned.allSatisfy { $0.state == .planned })
            #expect(try await bench.contacts().isEmpty)
            #expect(try await bench.balances().isEmpty)
            let line = try #require(planned.first)
            let entries = try #require(try await bench.app.runs.plan(of: line, by: bench.ada)).entries
            let digest = try await bench.app.runs.digest(of: preview.id, by: bench.ada)
            let run = try await bench.finish(try await bench.app.runs.apply(preview.id, digest: digest, by: bench.ada))
            #expect(run.ending == .succeeded && run.counts.credits == 15, "\(run.reason ?? "")")
            #expect(try await bench.app.runs.digest(of: run.id, by: bench.ada) == digest)
            let made = try #require(try await bench.followUps(of: run).first { $0.key == line.key }?.target)
            let contact = try #require(try await bench.contacts()[made])
            for entry in entries {
                if let value = contact[entry.field.rawValue] { #expect(value == entry.after.text) }
            }
            #expect(try await bench.balances() == [.available: -15, .reserved: 0, .spent: 15])
        }
    }

    @Test("S-03 · X-14 · at the limit of credits the rest of the committee waits for the next run")
    func limited() async throws {
        try await Self.on { bench in
            let job = try await bench.committeeJob(credits: .perRun(7))
            let first = try await bench.run(job)
            #expect(first.ending == .succeeded && first.counts.credits == 7)
            let waiting = try await bench.followUps(of: first).filter { $0.state == .left }
            #expect(waiting.count == 8 && waiting.allSatisfy { $0.words == FollowUp.Gap.runLimit.sentence })
            #expect(try await bench.contacts().count == 2)
            _ = try await bench.run(job)
            #expect(try await bench.contacts().count == 9)
            let third = try await bench.run(job)
            #expect(try await bench.contacts().count == 10 && third.counts.credits == 1)
            #expect(try await bench.balances() == [.available: -15, .reserved: 0, .spent: 15])
        }
    }

    @Test("S-11 · whom the org has as a lead at the company is passed over, and the next comes instead")
    func elsewhere() async throws {
        try await Self.on { bench in
            let person = RunBench.person(2, of: 1)
            _ = try await bench.create(
                "Lead",
                [
                    .init("LastName", .text("Somebody")), .init("Company", .text("Somewhere")),
                    .init("Email", .text(RunBench.workAddress(person))),
                ]
            )
            _ = try await bench.run(try await bench.committeeJob { $0.most = 1 })
            let contacts = try await bench.contacts()
            #expect(contacts.count == 5)
            #expect(contacts.values.contains { $0["Loam_Contact_ID__c"] == "\(RunBench.person(3, of: 1))" })
        }
    }

    @Test("S-16 · S-11 · contacts that found their account locked are made a moment later, and none twice")
    func locks() async throws {
        try await Self.on { bench in
            // The accounts are done, so that contacts are all that is written.
            _ = try await bench.run(try await bench.job())
            let job = try await bench.committeeJob()
            bench.lockRows(percent: 50)
            let run = try await bench.run(job)
            #expect(run.ending == .succeeded, "\(run.reason ?? "")")
            #expect(try await bench.contacts().count == 10)
            let rounds = try await bench.org.database.read { db in
                try db.one(Int.self, "SELECT COUNT(*) FROM run_effects WHERE run_id = \(run.id) AND number > 920")
            }
            #expect(rounds > 1)
        }
    }

    @Test(
        "S-17 · S-11 · a process that dies at any moment makes nobody twice, loses nobody and charges once",
        arguments: RunBench.Moment.allCases
    )
    func dies(at moment: RunBench.Moment) async throws {
        try await Self.on { bench in
            let job = try await bench.committeeJob()
            try await bench.die(at: moment)
            let run = try await bench.revive(try await bench.app.runs.start(job, by: bench.ada))
            #expect(run.ending == .succeeded, "\(run.reason ?? "")")
            #expect(try await bench.contacts().count == 10)
            #expect(try await bench.followUps(of: run).count { $0.state == .made } == 10)
            #expect(try await bench.balances() == [.available: -15, .reserved: 0, .spent: 15])
        }
    }
}

extension RunBench {
    /// A job for all accounts whose committee are the vice presidents and directors of marketing.
    func committeeJob(
        credits: CreditMode = .noLimit,
        _ change: (inout BuyingCommittee) -> Void = { _ in }
    ) async throws -> ID<EnrichJob> {
        var committee = BuyingCommittee(
            functions: ["Marketing"],
            levels: [.vp, .director],
            try await standard(.contact)
        )
        change(&committee)
        return try await job { settings in
            settings.committee = committee
            settings.credits = credits
        }
    }
}
