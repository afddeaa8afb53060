import Database
import Enrichment
import Salesforce
import Store
import TestSupport
import Testing

@testable import Capabilities

@Suite struct MoverTests {
    /// Whom the org has at company 1, and the catalogue at one that has an account, or at one that has none.
    private static let known = RunBench.person(1, of: 4)
    private static let unknown = RunBench.person(2, of: 50)

    @Test(
        "X-23 · who moved gets a lead at the new company, once, and an undo takes it back",
        arguments: Engine.available,
        [CRMObject.contact, .lead]
    )
    func newLead(engine: Engine, object: CRMObject) async throws {
        try await RunBench.on(engine, accounts: 8, people: 2) { bench in
            let old = try await bench.addMover(Self.known, from: 1, as: object)
            let before = try await bench.leads()
            let job = try await bench.peopleJob(.newLead, of: object)
            let run = try await bench.run(job)
            #expect(run.ending == .succeeded, "\(run.reason ?? "")")
            #expect(run.counts.companyOnly == 1 && run.counts.credits == 1)
            let line = try #require(try await bench.followUps(of: run).first)
            #expect(line.state == .made && line.record == old && line.price == .credit)
            let made = try #require(line.target)
            let lead = try #require(try await bench.leads()[made])
            #expect(lead["LastName"] == RunBench.name(Self.known).last)
            #expect(lead["Company"] == "\(RunBench.brand(4)) Widgets")
            #expect(lead["Email"] == RunBench.workAddress(Self.known))
            #expect(lead["Loam_Contact_ID__c"] == "\(Self.known)" && lead["Loam_Company_ID__c"] == "4")
            #expect(lead["Description"]?.contains(old.text) == true)
            #expect(try await bench.balances() == [.available: -1, .reserved: 0, .spent: 1])

            let again = try await bench.run(job)
            #expect(try await bench.leads().count == before.count + 1)
            #expect(again.counts.credits == 0, "\(again.counts)")

            let undo = try await bench.undo(run)
            #expect(undo.ending == .succeeded, "\(undo.reason ?? "")")
            #expect(try await bench.followUps(of: undo).map(\.state) == [.removed])
            #expect(try await bench.leads().count == before.count)
        }
    }

    @Test("X-23 · who moved gets a contact at the account of the new company, linked to the old one, once")
    func newContact() async throws {
        try await RunBench.on(accounts: 8, people: 2) { bench in
            let old = try await bench.addMover(Self.known, from: 1)
            let stranded = try await bench.addMover(Self.unknown, from: 1)
            let job = try await bench.peopleJob(.newContact)
            let run = try await bench.run(job)
            #expect(run.ending == .succeeded, "\(run.reason ?? "")")
            let lines = try await bench.followUps(of: run)
            let line = try #require(lines.first { $0.record == old })
            let made = try #require(line.target)
            let contact = try #require(try await bench.contacts()[made])
            #expect(contact["AccountId"] == (try await bench.accountID(of: 4)).text)
            #expect(contact["Description"]?.contains("Contact \(old)") == true)
            #expect(contact["Loam_Contact_ID__c"] == "\(Self.known)")
            // A contact needs an account, and the job makes none.
            let left = try #require(lines.first { $0.record == stranded })
            #expect(left.state == .left && left.words == FollowUp.Gap.noAccount.sentence && left.target == nil)
            #expect(run.counts.credits == 2)
            #expect(try await bench.contacts().count == 3)
            #expect(try await bench.contacts()[old]?["Loam_Person_Has_Moved__c"] == "Yes")

            _ = try await bench.run(job)
            #expect(try await bench.contacts().count == 3)
            // Once there is an account, the next run goes on.
            _ = try await bench.create(
                "Account",
                [.init("Name", .text("Somewhere")), .init("Website", .text("http://\(RunBench.website(50))/about"))]
            )
            let third = try await bench.run(job)
            #expect(third.ending == .succeeded && third.counts.credits == 1, "\(third.reason ?? "")")
            #expect(try await bench.contacts().count == 4)

            let undo = try await bench.undo(run)
            #expect(undo.ending == .succeeded, "\(undo.reason ?? "")")
            #expect(try await bench.contacts()[made] == nil)
        }
    }

    @Test("X-23 · or the owner of the record gets a task, and nothing is made", arguments: [CRMObject.contact, .lead])
    func task(object: CRMObject) async throws {
        try await RunBench.on(accounts: 8, people: 2) { bench in
            let old = try await bench.addMover(Self.known, from: 1, as: object)
            let job = try await bench.peopleJob(.task, of: object)
            let run = try await bench.run(job)
            #expect(run.ending == .succeeded, "\(run.reason ?? "")")
            let task = try #require(try await bench.tasks().values.first)
            #expect(task["WhoId"] == old.text && task["OwnerId"]?.hasPrefix("005") == true)
            let name = RunBench.name(Self.known)
            #expect(task["Subject"] == "\(name.first) \(name.last) has moved to \(RunBench.brand(4)) Widgets")
            _ = try await bench.run(job)
            #expect(try await bench.tasks().count == 1)
            let undo = try await bench.undo(run)
            #expect(undo.ending == .succeeded, "\(undo.reason ?? "")")
            #expect(try await bench.tasks().isEmpty)
        }
    }

    @Test(
        "X-23 · the record is brought to the new company where the job says so",
        arguments: [CRMObject.contact, .lead]
    )
    func inPlace(object: CRMObject) async throws {
        try await RunBench.on(accounts: 8, people: 2) { bench in
            _ = try await bench.addMover(Self.known, from: 1, as: object)
            let run = try await bench.run(try await bench.peopleJob(.updateInPlace, of: object))
            #expect(run.ending == .succeeded && run.counts.matched == 1, "\(run.reason ?? "")")
            #expect(try await bench.followUps(of: run).isEmpty)
            let records = object == .lead ? try await bench.leads() : try await bench.contacts()
            let record = try #require(records.values.first)
            #expect(record["Loam_Company_ID__c"] == "4" && record["Loam_Contact_ID__c"] == "\(Self.known)")
        }
    }

    @Test("X-23 · nobody is made whom the org has at the new company already, whoever made them")
    func present() async throws {
        try await RunBench.on(accounts: 8, people: 2) { bench in
            _ = try await bench.addMover(Self.known, from: 1)
            _ = try await bench.create(
                "Contact",
                [
                    .init("LastName", .text("Entered by hand")),
                    .init("Email", .text(RunBench.workAddress(Self.known).uppercased())),
                    .init("AccountId", .reference(try await bench.accountID(of: 4))),
                ]
            )
            for rule in [JobChangeRule.newContact, .newLead] {
                let run = try await bench.run(try await bench.peopleJob(rule))
                let lines = try await bench.followUps(of: run)
                #expect(lines.map(\.words) == [FollowUp.Gap.present.sentence])
            }
            #expect(try await bench.contacts().count == 2)
            #expect(try await bench.leads().isEmpty)
        }
    }

    @Test("X-08 · S-19 · a preview makes nothing and says what it would cost, and its plan is carried out as it is")
    func preview() async throws {
        try await RunBench.on(accounts: 8, people: 2) { bench in
            _ = try await bench.addMover(Self.known, from: 1)
            let preview = try await bench.preview(try await bench.peopleJob(.newContact))
            #expect(preview.counts.credits == 1 && preview.ending == .succeeded)
            #expect(try await bench.followUps(of: preview).map(\.state) == [.planned])
            #expect(try await bench.contacts().count == 1)
            #expect(try await bench.balances().isEmpty)
            let digest = try await bench.app.runs.digest(of: preview.id, by: bench.ada)
            for made in [1, 0] {
                let apply = try await bench.app.runs.apply(preview.id, digest: digest, by: bench.ada)
                let run = try await bench.finish(apply)
                #expect(try await bench.followUps(of: run).count { $0.state == .made } == made)
                #expect(try await bench.contacts().count == 2)
                #expect(try await bench.balances() == [.available: -1, .reserved: 0, .spent: 1])
            }
        }
    }

    @Test("X-23 · S-20 · an undo leaves what somebody has changed since, and lists it")
    func undoLeaves() async throws {
        try await RunBench.on(accounts: 8, people: 2) { bench in
            _ = try await bench.addMover(Self.known, from: 1)
            let run = try await bench.run(try await bench.peopleJob(.newContact))
            let made = try #require(try await bench.followUps(of: run).first?.target)
            // The org keeps whole seconds.
            try await Task.sleep(for: .milliseconds(1100))
            let record = try bench.recordID(made.text)
            try await bench.salesforce.update(Draft("Contact", id: record, [.init("Title", .text("Boss"))]))
            let undo = try await bench.undo(run)
            let line = try #require(try await bench.followUps(of: undo).first)
            #expect(line.state == .left && line.words?.hasPrefix("Somebody changed") == true)
            #expect(try await bench.contacts()[made]?["Title"] == "Boss")
        }
    }

    @Test("X-24 · X-14 · who cannot be made is told in words and not charged, and the run is not green")
    func refused() async throws {
        try await RunBench.on(accounts: 8, people: 2) { bench in
            _ = try await bench.addMover(Self.known, from: 1)
            let preview = try await bench.preview(try await bench.peopleJob(.newContact))
            let digest = try await bench.app.runs.digest(of: preview.id, by: bench.ada)
            try await bench.salesforce.delete(try await bench.accountID(of: 4), of: "Account")
            let run = try await bench.finish(try await bench.app.runs.apply(preview.id, digest: digest, by: bench.ada))
            #expect(run.ending == .partial && run.reason?.hasPrefix("One of the records") == true)
            #expect(try await bench.followUps(of: run).map(\.state) == [.failed])
            #expect(try await bench.balances() == [.available: 0, .reserved: 0])
        }
    }

    @Test(
        "S-17 · X-23 · a process that dies at any moment makes nobody twice, loses nobody and charges once",
        arguments: RunBench.Moment.allCases.filter { $0 != .committeePlanned }
    )
    func dies(at moment: RunBench.Moment) async throws {
        try await RunBench.on(accounts: 8, people: 4) { bench in
            for place in 1...3 { _ = try await bench.addMover(RunBench.person(place, of: 4), from: 1) }
            let job = try await bench.peopleJob(.newContact)
            try await bench.die(at: moment)
            let run = try await bench.revive(try await bench.app.runs.start(job, by: bench.ada))
            #expect(run.ending == .succeeded, "\(run.reason ?? "")")
            #expect(try await bench.followUps(of: run).map(\.state) == [.made, .made, .made])
            #expect(try await bench.contacts().count == 6)
            #expect(try await bench.balances() == [.available: -3, .reserved: 0, .spent: 3])
        }
    }
}
