import Database
import Enrichment
import Jobs
import Salesforce
import Store
import Telemetry

/// Writes the intent signals and scoops of a run's accounts, after the run and with calls of its own.
///
/// Each is made once: Loam remembers what it has made, and the org's own key keeps a second one out. What the org refuses is
/// kept as a shortfall of the run, which is green no more.
struct RunSignals: Sendable {
    let steps: RunSteps

    private static let mostOfCompany = 200

    var handler: JobHandler {
        JobHandler(RunStep.signals) { job, lease in
            let step = try job.arguments(as: RunStep.self)
            let found = try await steps.database.read { db in
                (
                    try Run.find(step.run, in: step.organisation, on: db),
                    try RunBatch.list(of: step.run, in: step.organisation, on: db).filter { $0.state == .settled }
                )
            }
            guard let run = found.0 else { return .done }
            let calls = OrgCalls(run, steps.database, steps.clock)
            do {
                for batch in found.1 {
                    let sending = RunSending(steps: steps, run: run, batch: batch, calls: calls, lease: lease)
                    try await write(of: sending)
                    try await calls.keep()
                }
                return try await end(of: run, nil, lease)
            } catch {
                try await calls.keep()
                if Task.isCancelled || error is LeaseLost { throw error }
                let verdict = try await steps.afterwards(error, in: run)
                if case .giveUp(let sentence) = verdict { return try await end(of: run, sentence, lease) }
                return verdict
            }
        }
    }

    private func write(of sending: RunSending) async throws {
        let run = sending.run
        let now = run.endedAt ?? steps.clock.now()
        let found = try await steps.database.read { db in
            try Found(sending.batch.number, run, at: now, on: db)
        }
        for (rows, kind) in [(found.intent, SignalRow.Kind.intent), (found.scoops, .scoop)] {
            let shortfalls = try await send(rows, kind, sending).values.map { refusal in
                RunShortfall(object: kind.object.text, record: refusal.record, words: refusal.words)
            }
            guard !shortfalls.isEmpty else { continue }
            try await steps.database.write { db in
                try sending.lease.confirm(on: db)
                try RunShortfall.add(shortfalls, of: run.id, in: run.organisation, on: db)
            }
        }
    }

    /// Ends the job together with what it means for the run.
    private func end(of run: Run, _ reason: String?, _ lease: Lease) async throws -> Verdict {
        let now = steps.clock.now()
        try await steps.database.write { db in
            try lease.finish(on: db)
            try steps.ending.followed(run.id, in: run.organisation, reason, at: now, on: db)
        }
        return .done
    }

    /// Tells which accounts did not get all of theirs, and why.
    private func send(_ rows: [SignalRow], _ kind: SignalRow.Kind, _ sending: RunSending) async throws
        -> [CRMID: RunRefusal]
    {
        guard try await !new(rows, sending).isEmpty else { return [:] }
        let run = sending.run
        let schema = try await steps.schema(kind.object, of: run)
        let batch = sending.batch.number
        let memory = Dictionary(rows.map { ($0.key, $0.memory) }) { first, _ in first }
        let accounts = Set(rows.map(\.account)).sorted()
        return try await sending.sendInRounds(kind.effect, accounts) { accounts in
            let some = try await new(rows, sending).filter { accounts.contains($0.account) }
            return RunSending.Rows(
                upload: try WrittenRows.upload(
                    some.map { $0.contents.filter { schema[$0.key] != nil } },
                    ids: nil
                ),
                records: some.map(\.account),
                operation: .upsert(by: kind.key),
                object: kind.object,
                key: kind.key.text,
                subjects: Dictionary(some.map { ($0.key, $0.account) }) { first, _ in first }
            )
        } settle: { saved, _, db in
            let made = saved.ids.compactMap { key, id in
                memory[key].map { MadeRecord(key: $0, object: kind.object.text, record: id) }
            }
            try MadeRecord.insert(
                made,
                by: run.id,
                batch: batch,
                connection: run.connection,
                in: run.organisation,
                on: db
            )
        }
    }

    /// Those that the org does not have yet.
    private func new(_ rows: [SignalRow], _ sending: RunSending) async throws -> [SignalRow] {
        let run = sending.run
        let known = try await steps.database.read { db in
            try MadeRecord.find(rows.map(\.memory), connection: run.connection, in: run.organisation, on: db)
        }
        return rows.filter { known[$0.memory] == nil }
    }

    /// What the catalogue has for the accounts of a batch.
    private struct Found: Sendable {
        var intent: [SignalRow] = []
        var scoops: [SignalRow] = []

        init(_ batch: Int, _ run: Run, at now: Timestamp, on db: isolated Connection) throws {
            let names = SourceNames(try CatalogueSource.all(on: db))
            for (account, company) in try RunRecord.companies(in: batch, of: run.id, in: run.organisation, on: db) {
                if let criteria = run.settings.intent {
                    let rows = try CatalogueRow.list(.signals, of: company, limit: mostOfCompany, on: db)
                    intent += criteria.choose(from: rows.compactMap { Signal($0, names) }, at: now)
                        .map { SignalRow($0, of: account) }
                }
                if let criteria = run.settings.scoops {
                    let rows = try CatalogueRow.list(.scoops, of: company, limit: mostOfCompany, on: db)
                    scoops += criteria.choose(from: rows.compactMap { Scoop($0) }, at: now)
                        .map { SignalRow($0, of: account) }
                }
            }
        }
    }
}

/// A signal or a scoop as a record of the package.
struct SignalRow: Sendable {
    enum Kind: Sendable {
        case intent, scoop

        var object: APIName { self == .intent ? "Loam_Intent__c" : "Loam_Scoop__c" }
        /// What the org tells two of them by.
        var key: APIName { self == .intent ? "Intent_ID__c" : "Scoop_ID__c" }
        /// The number of the effect by which a batch writes them.
        var effect: Int { self == .intent ? 911 : 912 }
    }

    let key: String
    let memory: String
    let account: CRMID
    let contents: [CRMField: FieldContent]

    /// Of an account: two accounts of one company each have their own.
    init(_ signal: Signal, of account: CRMID) {
        key = "\(signal.number)-\(account)"
        memory = "intent:" + key
        self.account = account
        var contents: [CRMField: FieldContent] = [
            "Intent_ID__c": .text(key), "Account__c": .text(account.text), "Topic__c": .text(signal.topic),
            "Category__c": .text(signal.category), "Signal_Date__c": .date(signal.observedOn),
        ]
        if let score = signal.score { contents["Signal_Score__c"] = .integer(score) }
        if !signal.audienceStrength.isEmpty { contents["Audience_Strength__c"] = .text(signal.audienceStrength) }
        self.contents = contents
    }

    init(_ scoop: Scoop, of account: CRMID) {
        key = "\(scoop.number)-\(account)"
        memory = "scoop:" + key
        self.account = account
        contents = [
            "Scoop_ID__c": .text(key), "Account__c": .text(account.text), "Scoop_Type__c": .text(scoop.type),
            "Department__c": .text(scoop.departments.joined(separator: "; ")),
            "Topic__c": .text(scoop.topics.joined(separator: "; ")), "Description__c": .text(scoop.description),
            "Published_Date__c": .date(scoop.publishedOn),
        ]
    }
}

extension Scoop {
    /// Nil for one without a day.
    init?(_ row: CatalogueRow) {
        guard let publishedOn = CivilDate(iso8601: row["published_on"]) else { return nil }
        self.init(
            number: row.number,
            type: row["type"],
            departments: row.list("departments"),
            topics: row["topics"].split(separator: ";").map { String($0.drop { $0 == " " }) },
            description: row["description"],
            publishedOn: publishedOn
        )
    }
}
