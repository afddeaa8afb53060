import Database
import Enrichment
import Jobs
import Salesforce
import Store
import Telemetry
import TestSupport
import Testing

@testable import Capabilities
@testable import Sandbox

/// An installation with a catalogue, connected to an org with records that the catalogue knows, and workers at work.
struct RunBench: Sendable {
    let org: ConnectedOrg

    var app: Capabilities { org.capabilities }
    var ada: Caller { org.ada }

    /// How many companies the catalogue has. The first of them are the org's accounts.
    static let companies = 80

    static func on(
        _ engine: Engine = .sqlite,
        accounts: Int = 20,
        people: Int = 0,
        _ body: (RunBench) async throws -> Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            try await ConnectedOrg.on(engine, indexFolder: folder.path("index")) { org in
                let bench = RunBench(org: org)
                try await bench.fillCatalogue()
                if people > 0 { try await bench.addPeople(people) }
                try await bench.app.catalogue.refresh()
                try await bench.makeAccounts(accounts)
                try await body(bench)
            }
        }
    }

    private func fillCatalogue() async throws {
        try await org.database.write { db in
            try db.run(
                "INSERT INTO catalogue_sources (number, name, priority, created_at) VALUES (1, 'register', 100, 0)"
            )
            for number in 1...RunBench.companies {
                try db.run(
                    """
                    INSERT INTO companies (number, source, source_id, digest, as_of, changed, name, websites, phones, city,
                        country, industry, employees)
                    VALUES (\(number), 1, \("S\(number)"), 0, 0, 1, \("\(RunBench.brand(number)) Widgets"),
                        \(RunBench.website(number)), \("+49 4841 55\(1000 + number)"), 'Husum', 'Germany', 'Widgets',
                        \("\(number * 10)"))
                    """
                )
            }
            try db.run("UPDATE catalogue_numbers SET last = 1 WHERE kind = 'loads'")
        }
    }

    /// A name that no other company of the catalogue has.
    static func brand(_ number: Int) -> String {
        let first = ["Lark", "Quill", "Bram", "Thorn", "Vesp", "Mirk", "Osk", "Pell", "Rusk", "Sorn"]
        let last = ["spur", "feather", "bleton", "wick", "erfield", "lowe", "mere", "gard", "holt", "dell"]
        return first[number % 10] + last[number / 10 % 10]
    }

    static func website(_ number: Int) -> String { "\(brand(number).lowercased())\(number).example" }

    /// Accounts whose website the catalogue knows, with a phone of their own in every third; the last one is unknown.
    private func makeAccounts(_ count: Int) async throws {
        let connected = try await salesforce
        for start in stride(from: 1, through: count, by: 200) {
            let drafts = (start...min(start + 199, count)).map { number in
                var contents: [Draft.Content] = [
                    .init(
                        "Name",
                        .text(number == count ? "Nobody Knows This Firm" : "\(RunBench.brand(number)) Widgets")
                    )
                ]
                if number < count {
                    contents.append(.init("Website", .text("https://www.\(RunBench.website(number))/")))
                }
                if number % 3 == 0 { contents.append(.init("Phone", .text("0000"))) }
                return Draft("Account", contents)
            }
            let results = try await connected.create(drafts)
            #expect(results.allSatisfy { $0.error == nil })
        }
    }

    var salesforce: Salesforce.Org {
        get async throws { try await app.connections.org(org.connection, in: org.organisation, for: .setup) }
    }

    /// The accounts as the org has them, by their ids.
    func accounts() async throws -> [String: [String: String]] {
        let rows = try await salesforce.rows(
            """
            SELECT Id, Name, Website, Phone, BillingCity, BillingCountry, Industry, NumberOfEmployees, Loam_Company_ID__c,
                Loam_Enrich_Status__c, Loam_No_Match_Reason__c FROM Account ORDER BY Id
            """
        )
        var accounts: [String: [String: String]] = [:]
        for row in rows {
            var values: [String: String] = [:]
            for name in row.names where name != "Id" { values[name] = row.text(name) }
            accounts[row.id?.text ?? ""] = values
        }
        return accounts
    }

    struct Profile: Equatable {
        let id: String
        let account: String
        let company: String
        let name: String
        let city: String
    }

    /// The records of the package's own object.
    func profiles() async throws -> [Profile] {
        try await salesforce.rows(
            "SELECT Id, Account__c, Loam_Company_ID__c, Company_Name__c, City__c FROM Loam_Profile__c ORDER BY Id"
        ).map { row in
            Profile(
                id: row.id?.text ?? "",
                account: row.text("Account__c") ?? "",
                company: row.text("Loam_Company_ID__c") ?? "",
                name: row.text("Company_Name__c") ?? "",
                city: row.text("City__c") ?? ""
            )
        }
    }

    /// The catalogue learns news of every company, old and new.
    func addNews() async throws {
        let today = org.clock.now.iso8601.prefix(10)
        try await org.database.write { db in
            var number = 0
            for company in 1...10 {
                for (topic, day) in [("Cloud Security", today), ("Storage", today), ("Cloud Security", "2020-01-01")] {
                    number += 1
                    try db.run(
                        """
                        INSERT INTO signals (number, source, source_id, digest, as_of, changed, company, topic, score,
                            audience_strength, observed_on)
                        VALUES (\(number), 1, \("I\(number)"), 0, 0, 1, \(company), \(topic), '80', 'B', \(String(day)))
                        """
                    )
                }
                for type in ["Funding", "Hiring"] {
                    number += 1
                    try db.run(
                        """
                        INSERT INTO scoops (number, source, source_id, digest, as_of, changed, company, type, topics,
                            departments, description, published_on)
                        VALUES (\(number), 1, \("S\(number)"), 0, 0, 1, \(company), \(type), 'Growth', 'IT', 'News.',
                            \(String(today)))
                        """
                    )
                }
            }
        }
    }

    /// How many signals and scoops the org has, by topic and type.
    func news() async throws -> [String: Int] {
        var news: [String: Int] = [:]
        for row in try await salesforce.rows("SELECT Topic__c FROM Loam_Intent__c") {
            news[row.text("Topic__c") ?? "", default: 0] += 1
        }
        for row in try await salesforce.rows("SELECT Scoop_Type__c FROM Loam_Scoop__c") {
            news[row.text("Scoop_Type__c") ?? "", default: 0] += 1
        }
        return news
    }

    /// Lets a worker work until nothing of any run is left to do.
    func drain() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            let worker = worker(9)
            group.addTask {
                await worker.run()
                return false
            }
            group.addTask {
                for _ in 0..<2000 {
                    let left = try await org.database.read { db in
                        try db.one(
                            Int.self,
                            """
                            SELECT COUNT(*) FROM jobs
                            WHERE kind LIKE 'run.%' AND state IN ('ready', 'waiting', 'leased')
                            """
                        )
                    }
                    if left == 0 { return true }
                    try await Task.sleep(for: .milliseconds(5))
                }
                return false
            }
            defer { group.cancelAll() }
            while let isDone = try await group.next() {
                if isDone { return }
            }
            throw CancellationError()
        }
    }

    /// The catalogue learns another town of a company.
    func rename(company: String, to city: String) async throws {
        try await org.database.write { db in
            try db.run("UPDATE companies SET city = \(city) WHERE number = CAST(\(company) AS BIGINT)")
        }
    }

    func recordID(_ text: String) throws -> Salesforce.RecordID {
        guard let id = Salesforce.RecordID(text) else { throw CancellationError() }
        return id
    }

    /// The next rows that are written find their record locked, so many of a hundred.
    func lockRows(percent: Int) { org.fail(.rowLocks, times: 1, amount: percent) }

    /// A preview that would write this field into every account.
    func plan(writing field: CRMField) async throws -> ID<Run> {
        let job = try await job()
        let outcomes = try await accounts().keys.compactMap { CRMID($0) }.map { id in
            var outcome = Plan.Outcome(id, version: "", .matched)
            outcome.patch = Patch([Patch.Entry(field, before: .blank, .set(.text("x")), .undone)])
            return outcome
        }
        let plan = Plan(.account, outcomes)
        let now = org.clock.now
        return try await org.database.write { db in
            let stored = try #require(try EnrichJob.find(job, in: org.organisation, on: db))
            let new = NewRun(.preview, on: org.connection, job: job, stored.settings, MatchInputs(.account), by: "Ada")
            let run = try #require(try Run.insert(new, in: org.organisation, at: now, on: db))
            try RunBatch.insert(0, of: run, in: org.organisation, plan: outcomes.count, on: db)
            let document = plan.document
            try RunBatch.keep(document, digest: "d", of: 0, of: run, in: org.organisation, at: now, on: db)
            try RunRecord.insert(plan, at: document.places, batch: 0, of: run, in: org.organisation, on: db)
            _ = try Run.end(run, in: org.organisation, .succeeded, at: now, on: db)
            return run
        }
    }

    // MARK: Jobs

    /// A job for all accounts with the default mapping.
    func job(_ change: (inout JobSettings) -> Void = { _ in }) async throws -> ID<EnrichJob> {
        let description = try await app.connections.schema(org.connection, in: org.organisation).object("Account")
        var settings = JobSettings("Accounts", .standard(for: .account, in: ObjectSchema(description)))
        settings.batchSize = 200
        change(&settings)
        let job = EnrichJob(
            id: .make(at: org.clock.now),
            organisation: org.organisation,
            connection: org.connection,
            settings: settings,
            alerts: true,
            createdBy: ada.user,
            createdAt: org.clock.now
        )
        try await org.database.write { db in try EnrichJob.insert(job, on: db) }
        return job.id
    }

    /// Lets workers work until a run has ended or is paused.
    @discardableResult
    func finish(_ run: ID<Run>, workers: Int = 1) async throws -> Run {
        try await withThrowingTaskGroup(of: Run?.self) { group in
            for number in 0..<workers {
                let worker = worker(number)
                group.addTask {
                    await worker.run()
                    return nil
                }
            }
            group.addTask {
                for _ in 0..<4000 {
                    let run = try await app.runs.find(run, by: ada)
                    if run.state == .ended || run.state == .paused { return run }
                    try await Task.sleep(for: .milliseconds(5))
                }
                throw Overdue(run: try await app.runs.find(run, by: ada))
            }
            defer { group.cancelAll() }
            while let found = try await group.next() {
                if let found { return found }
            }
            throw CancellationError()
        }
    }

    struct Overdue: Error {
        let run: Run
    }

    func worker(_ number: Int) -> Worker {
        var options = Worker.Options()
        options.slots = 3
        options.poll = .milliseconds(10)
        options.name = "worker-\(number)"
        let clock = org.clock
        return Worker(
            org.database,
            handlers: app.handlers(mailServer: nil),
            options: options,
            clock: WallClock(
                now: { clock.now },
                sleep: { try await Task.sleep(for: min($0, .milliseconds(5))) }
            )
        )
    }

    func run(_ job: ID<EnrichJob>) async throws -> Run { try await finish(try await app.runs.start(job, by: ada)) }
    func preview(_ job: ID<EnrichJob>) async throws -> Run {
        try await finish(try await app.runs.preview(job, by: ada))
    }
    func undo(_ run: Run) async throws -> Run { try await finish(try await app.runs.undo(run.id, by: ada)) }

    func balances() async throws -> [CreditMovement.Account: Int] {
        try await org.database.read { db in try CreditLedger.balances(in: org.organisation, on: db) }
    }
}
