import Database
import Enrichment
import Jobs
import Salesforce
import Store
import Telemetry
import TestSupport
import Testing

@testable import Capabilities

// People: in the catalogue at their companies, and in the org at whichever they were once.
extension RunBench {
    private static let firsts = [
        "Adele", "Bernard", "Corinna", "Dirk", "Elfriede", "Friedrich", "Gudrun", "Hinrich", "Irmgard", "Jochen",
    ]
    private static let titles = [
        "Chief Executive Officer", "Vice President of Marketing", "Director of Marketing", "Marketing Manager",
        "Vice President of Sales", "Director of Finance", "Software Engineer", "Director of Sales",
        "Vice President of Finance", "Accountant",
    ]

    /// The number of a company's person, both counted from 1.
    static func person(_ place: Int, of company: Int) -> Int { company * 100 + place }

    static func name(_ person: Int) -> (first: String, last: String) {
        (firsts[(person % 100 - 1) % firsts.count], brand(person / 100) + "sen")
    }

    /// An address that goes with a person from one company to the next.
    static func privateAddress(_ person: Int) -> String {
        "\(name(person).first.lowercased()).\(name(person).last.lowercased())\(person)@gmail.com"
    }

    static func workAddress(_ person: Int) -> String { "\(name(person).first.lowercased())@\(website(person / 100))" }

    /// So many people of each of the first companies.
    func addPeople(_ count: Int) async throws {
        try await org.database.write { db in
            for number in (1...60).flatMap({ company in (1...count).map { RunBench.person($0, of: company) } }) {
                let (first, last) = RunBench.name(number)
                try db.run(
                    """
                    INSERT INTO people (number, source, source_id, digest, as_of, changed, company, first_name, last_name,
                        full_name, emails, mobile_phone, title, accuracy)
                    VALUES (\(number), 1, \("P\(number)"), 0, 0, 1, \(number / 100), \(first), \(last), \("\(first) \(last)"),
                        \("\(RunBench.workAddress(number));\(RunBench.privateAddress(number))"),
                        \("+49 170 55\(10000 + number)"), \(RunBench.titles[(number % 100 - 1) % 10]), '90')
                    """
                )
            }
        }
    }

    /// The org gets a record of somebody whom it has at another company than the catalogue.
    @discardableResult
    func addMover(_ person: Int, from company: Int, as object: CRMObject = .contact) async throws -> CRMID {
        let (first, last) = RunBench.name(person)
        var contents: [Draft.Content] = [
            .init("FirstName", .text(first)), .init("LastName", .text(last)),
            .init("Email", .text(RunBench.privateAddress(person))),
            .init("MobilePhone", .text("+49 170 55\(10000 + person)")),
        ]
        if object == .contact {
            contents.append(.init("AccountId", .reference(try await accountID(of: company))))
        } else {
            contents.append(.init("Company", .text("\(RunBench.brand(company)) Widgets")))
            contents.append(.init("Website", .text("https://\(RunBench.website(company))")))
        }
        return try await create(object.name, contents)
    }

    func create(_ object: APIName, _ contents: [Draft.Content]) async throws -> CRMID {
        let results = try await salesforce.create([Draft(object, contents)])
        let made = try #require(results.first)
        #expect(made.error == nil)
        return try #require(made.id.flatMap { CRMID($0.text) })
    }

    func accountID(of company: Int) async throws -> Salesforce.RecordID {
        let rows = try await salesforce.rows(
            "SELECT Id FROM Account WHERE Website = \("https://www.\(RunBench.website(company))/")"
        )
        return try #require(rows.first?.id)
    }

    /// The records of an object with these fields, by their ids.
    func records(_ object: APIName, _ fields: [APIName]) async throws -> [CRMID: [String: String]] {
        var records: [CRMID: [String: String]] = [:]
        for row in try await salesforce.rows("SELECT \([.id] + fields) FROM \(object) ORDER BY Id") {
            guard let id = row.id.flatMap({ CRMID($0.text) }) else { continue }
            var values: [String: String] = [:]
            for field in fields { values[field.text] = row.text(field.text) }
            records[id] = values
        }
        return records
    }

    func contacts() async throws -> [CRMID: [String: String]] {
        try await records(
            "Contact",
            [
                "AccountId", "FirstName", "LastName", "Title", "Email", "Phone", "Description", "Loam_Contact_ID__c",
                "Loam_Company_ID__c", "Loam_Person_Has_Moved__c", "Loam_Enrich_Status__c",
            ]
        )
    }

    func leads() async throws -> [CRMID: [String: String]] {
        try await records(
            "Lead",
            ["Company", "LastName", "Title", "Email", "Description", "Loam_Contact_ID__c", "Loam_Company_ID__c"]
        )
    }

    func tasks() async throws -> [CRMID: [String: String]] {
        try await records("Task", ["WhoId", "OwnerId", "Subject", "Description"])
    }

    /// A job for people, which makes of those who moved what the rule says.
    func peopleJob(
        _ rule: JobChangeRule,
        of object: CRMObject = .contact,
        _ change: (inout JobSettings) -> Void = { _ in }
    ) async throws -> ID<EnrichJob> {
        let own = try await standard(object)
        let newcomers = try await standard(rule.creates ?? .lead)
        return try await job { settings in
            settings.object = object
            settings.mapping = own
            settings.jobChange = rule
            if rule.creates != nil { settings.newcomers = newcomers }
            change(&settings)
        }
    }

    func standard(_ object: CRMObject) async throws -> Mapping {
        let description = try await app.connections.schema(org.connection, in: org.organisation).object(object.name)
        return .standard(for: object, in: ObjectSchema(description))
    }

    func followUps(of run: Run) async throws -> [RunFollowUp] {
        try await app.runs.followUps(of: run.id, size: 1000, by: ada).followUps
    }

    /// When a process may die: right before it has done this.
    enum Moment: String, CaseIterable {
        case takenForThisRun, writtenDown, begunInTheOrg, answered, remembered, settled, ended, committeePlanned

        fileprivate var event: SQL {
            switch self {
            case .takenForThisRun: "UPDATE ON run_follow_ups WHEN NEW.state = 'sending'"
            case .writtenDown: "INSERT ON run_effects WHEN NEW.number > 920"
            case .begunInTheOrg:
                "UPDATE ON run_effects WHEN NEW.number > 920 AND NEW.remote_id IS NOT NULL AND NEW.ended_at IS NULL"
            case .answered: "UPDATE ON run_effects WHEN NEW.number > 920 AND NEW.ended_at IS NOT NULL"
            case .remembered: "INSERT ON made_records"
            case .settled: "UPDATE ON run_batches WHEN NEW.state = 'settled'"
            case .ended: "UPDATE ON runs WHEN NEW.state = 'ended'"
            case .committeePlanned: "INSERT ON run_batches WHEN NEW.follows IS NOT NULL"
            }
        }
    }

    /// Lets the work fail there, as often as it comes there.
    func die(at moment: Moment) async throws {
        try await org.database.write { db in
            try db.run("CREATE TRIGGER dying BEFORE \(sql: moment.event) BEGIN SELECT RAISE(ABORT, 'dies'); END")
        }
    }

    /// Waits until the run has died, and lets it live on.
    func revive(_ id: ID<Run>) async throws -> Run {
        let worker = worker(7)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await worker.run() }
            var run = try await app.runs.find(id, by: ada)
            for _ in 0..<2000 where run.waitsSince == nil && run.state != .ended {
                try await Task.sleep(for: .milliseconds(5))
                run = try await app.runs.find(id, by: ada)
            }
            #expect(run.waitsSince != nil, "The run never came to where it dies.")
            group.cancelAll()
        }
        try await org.database.write { db in try db.run("DROP TRIGGER dying") }
        org.clock.advance(by: .minutes(30))
        return try await finish(id)
    }
}
