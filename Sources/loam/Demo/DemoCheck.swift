import Capabilities
import Crypto
import Database
import Enrichment
import Salesforce
import Store
import Synchronization
import Telemetry

/// Runs every job of the demonstration from nothing to the end and back, and checks that all of it adds up.
struct DemoCheck: Sendable {
    let demo: Demo

    /// A sum that did not come out; all of them are told at the end.
    private final class Complaints: Sendable {
        private let list = Mutex<[String]>([])

        func check(_ isRight: Bool, _ sentence: @autoclosure () -> String) {
            if !isRight {
                let words = sentence()
                list.withLock { $0.append(words) }
            }
        }

        var all: [String] { list.withLock { $0 } }
    }

    func run() async throws {
        let complaints = Complaints()
        let caller = try await demo.operatorOfDemo
        let jobs = try await demo.database.read { db in try EnrichJob.list(in: caller.organisation, on: db) }.sorted {
            $0.settings.object.rawValue < $1.settings.object.rawValue
        }
        try await demo.untilCatalogueIsOpen()
        var before: [CRMObject: OrgState] = [:]
        for job in jobs { before[job.settings.object] = try await state(of: job) }
        try await settleCalls(jobs)
        let callsBefore = (org: demo.org.usedCalls, ours: try await calls(caller))

        let enrichments = try await each(jobs, "Enrichment") { try await demo.app.runs.start($0.id, by: caller) }
        for run in enrichments {
            let counts = run.counts
            complaints.check(
                run.ending == .succeeded,
                "\(run.name) \(run.ending?.phrase ?? "has not ended"). \(run.reason ?? "")"
            )
            complaints.check(
                counts.total == counts.matched + counts.companyOnly + counts.noMatch + counts.errors,
                "\(run.name): the total is not the sum of its parts."
            )
            let held = before[run.object]?.records.count
            complaints.check(
                counts.total == held,
                "\(run.name): \(counts.total) records of \(held ?? 0) were looked at."
            )
        }
        try await settleCalls(jobs)
        let callsAfter = (org: demo.org.usedCalls, ours: try await calls(caller))
        let (counted, noted) = (callsAfter.org - callsBefore.org, callsAfter.ours - callsBefore.ours)
        complaints.check(counted == noted, "The org counted \(counted) calls, and Loam \(noted).")
        demo.say("API calls: \(grouped(counted)) counted by the org, \(grouped(noted)) by Loam.\n")

        let previews = try await each(jobs, "Preview") { try await demo.app.runs.preview($0.id, by: caller) }
        for run in previews {
            complaints.check(
                run.fields == 0 && run.counts.credits == 0,
                "\(run.name): the preview after the run finds \(run.fields) fields left to change."
            )
        }
        let done = Dictionary(uniqueKeysWithValues: enrichments.map { ($0.job, $0.id) })
        let undone = try await each(jobs, "Undo") { job in
            guard let run = done[job.id] else { throw Failure("A job had no run; this is a fault of Loam.") }
            return try await demo.app.runs.undo(run, by: caller)
        }
        for run in undone {
            complaints.check(
                run.ending == .succeeded,
                "The undo of \(run.name) \(run.ending?.phrase ?? "has not ended"). \(run.reason ?? "")"
            )
        }
        for job in jobs {
            let after = try await state(of: job)
            let differing = before[job.settings.object]?.differing(from: after) ?? -1
            complaints.check(differing == 0, "\(job.settings.name): \(differing) records are not as they were before.")
            demo.say(
                "\(job.settings.name): \(grouped(after.records.count)) records compared field by field, \(differing) differ."
            )
        }
        try await checkCredits(caller, enrichments, complaints)
        guard complaints.all.isEmpty else { throw Failure(complaints.all.joined(separator: "\n       ")) }
        demo.say("Everything adds up.")
    }

    private func checkCredits(_ caller: Caller, _ runs: [Run], _ complaints: Complaints) async throws {
        let balances = try await demo.database.read { db in
            try CreditLedger.balances(in: caller.organisation, on: db)
        }
        let spent = runs.map(\.counts.credits).reduce(0, +)
        complaints.check(balances.values.reduce(0, +) == 0, "The ledger of credits does not sum to zero.")
        complaints.check(balances[.spent, default: 0] == spent, "The ledger says other credits than the runs.")
        complaints.check(
            balances[.reserved, default: 0] == 0,
            "Credits are still set aside though all runs have ended."
        )
        demo.say("Credits: \(grouped(spent)) spent; the ledger sums to zero.")
    }

    // MARK: Runs

    /// Runs the jobs one after the other, and prints what they came to.
    private func each(
        _ jobs: [EnrichJob],
        _ title: String,
        _ begin: (EnrichJob) async throws -> ID<Run>
    ) async throws -> [Run] {
        var table = TextTable(
            title,
            "total",
            "matched",
            "company only",
            "no match",
            "enriched",
            "fields",
            "errors",
            "credits",
            "calls",
            "time"
        )
        var runs: [Run] = []
        var reasons: [NoMatchReason: Int] = [:]
        let caller = try await demo.operatorOfDemo
        for job in jobs {
            let began = demo.clock.now()
            let id = try await begin(job)
            let run = try await ended(id, caller)
            let counts = run.counts
            table.add(
                run.object.rawValue,
                grouped(counts.total),
                grouped(counts.matched),
                grouped(counts.companyOnly),
                grouped(counts.noMatch),
                grouped(counts.enriched),
                grouped(run.fields),
                grouped(counts.errors),
                grouped(counts.credits),
                grouped(run.restCalls + run.bulkCalls),
                durationText(demo.clock.now() - began)
            )
            runs.append(run)
            if run.purpose == .enrich { reasons.merge(try await self.reasons(of: run, caller)) { $0 + $1 } }
        }
        demo.say(table.text)
        if !reasons.isEmpty {
            let words = reasons.sorted { $0.key.label < $1.key.label }.map { "\($0.key.label) \(grouped($0.value))" }
            demo.say("No match: \(words.joined(separator: ", ")).")
        }
        return runs
    }

    private func ended(_ id: ID<Run>, _ caller: Caller) async throws -> Run {
        while true {
            let run = try await demo.app.runs.find(id, by: caller)
            if run.state == .ended { return run }
            try await demo.clock.sleep(.milliseconds(200))
        }
    }

    private func reasons(of run: Run, _ caller: Caller) async throws -> [NoMatchReason: Int] {
        try await demo.database.read { db in try RunRecord.reasons(of: run.id, in: run.organisation, on: db) }
    }

    // MARK: The org

    /// What the org holds of one kind of record: a digest for each record of every field that can be written.
    private struct OrgState: Sendable {
        var records: [String: [UInt8]] = [:]

        func differing(from other: OrgState) -> Int {
            Set(records.keys).union(other.records.keys).count { records[$0] != other.records[$0] }
        }
    }

    private func state(of job: EnrichJob) async throws -> OrgState {
        let connections = demo.app.connections
        let org = try await connections.org(job.connection, in: job.organisation, for: .setup)
        let description = try await connections.schema(job.connection, in: job.organisation, for: .setup).object(
            job.settings.object.name
        )
        let fields = description.readable.filter(\.isUpdateable).compactMap { APIName($0.name) }.sorted()
        var state = OrgState()
        let query: SOQL = "SELECT Id, \(fields) FROM \(job.settings.object.name)"
        _ = try await org.query(query) { row in
            let values = fields.map { row.text($0.text) ?? "\u{0}" }
            state.records[row.id?.text ?? ""] = Digest.sha256(values.joined(separator: "\u{1}"))
        }
        return state
    }

    private func settleCalls(_ jobs: [EnrichJob]) async throws {
        for connection in Set(jobs.map(\.connection)) {
            for use in APIUse.allCases {
                guard let job = jobs.first(where: { $0.connection == connection }) else { continue }
                _ = try await demo.app.connections.keepCounts(of: connection, in: job.organisation, for: use)
            }
        }
    }

    private func calls(_ caller: Caller) async throws -> Int {
        try await demo.database.read { db in try APIUsage.total(in: caller.organisation, on: db) }
    }
}
