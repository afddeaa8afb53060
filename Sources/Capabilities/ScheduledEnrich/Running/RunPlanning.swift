import Crypto
import Database
import Enrichment
import Jobs
import Salesforce
import Store
import Telemetry

/// Plans a run's batches in their order: matching and drafting on all cores, prices one after the other, so that the same
/// records give the same plan however many workers there are. While a batch is priced and kept, the next one is looked at.
struct RunPlanning: Sendable {
    let steps: RunSteps
    let undoing: RunUndoing

    private enum Work: Sendable {
        case batch(RunBatch, following: RunBatch?)
        /// The next batch of the run that is undone.
        case undo(Int)
    }

    var handler: JobHandler {
        JobHandler(RunStep.plan) { job, lease in
            var ahead: LookedAt?
            return try await steps.go(job, lease, next: RunPlanning.next) { run, work, calls in
                switch work {
                case .batch(let batch, let following):
                    ahead = try await plan(batch, known: ahead, following, of: run, calls, lease)
                case .undo(let number): try await undoing.plan(number, of: run, calls, lease)
                }
                return nil
            }
        }
    }

    private static func next(_ run: Run, _ db: isolated Connection) throws -> Work? {
        if run.state != .working || run.stopsAs != nil { return nil }
        if run.purpose == .undo { return run.isRead ? nil : .undo(run.queryPart) }
        let batches = try RunBatch.first(2, .read, of: run.id, in: run.organisation, on: db)
        return batches.first.map { .batch($0, following: batches.dropFirst().first) }
    }

    /// Plans a batch. Gives what is known of the one that follows.
    private func plan(
        _ batch: RunBatch,
        known: LookedAt?,
        _ following: RunBatch?,
        of run: Run,
        _ calls: OrgCalls,
        _ lease: Lease
    ) async throws -> LookedAt? {
        let known = known?.batch == batch.number ? known : try await lookedAt(batch, of: run)
        async let ahead = lookedAt(following, of: run)
        if let known {
            var cases = known.cases
            try await RunMovers(run, steps, calls)?.complete(&cases)
            try await RunStage.planning.timed { try await plan(cases, known, batch, of: run, lease) }
        }
        // What went wrong there comes again when it is that batch's turn, and is told then.
        return try? await ahead
    }

    private func plan(
        _ cases: [PlanCase],
        _ known: LookedAt,
        _ batch: RunBatch,
        of run: Run,
        _ lease: Lease
    ) async throws {
        // Somebody else may take one of the profiles meanwhile; then its price is another.
        while true {
            let now = steps.clock.now()
            let meter = try await steps.database.read { db in
                try RunCredits(run: run, at: now).meter(for: known.profiles, on: db)
            }
            let plan = await RunPlanning.plan(cases, known, meter, at: now)
            let document = plan.document
            let digest = document.digest(by: Digest.sha256)
            let cards = known.cards(of: plan)
            let isKept = try await steps.database.write { db in
                // Who was given up for dead would give back what the one who plans it again has set aside.
                try lease.confirm(on: db)
                return try keep(plan, document, digest, cards, batch, of: run, at: now, on: db)
            }
            if isKept { return }
        }
    }

    @concurrent
    private static func plan(
        _ cases: [PlanCase],
        _ known: LookedAt,
        _ meter: CreditMeter,
        at now: Timestamp
    ) async -> Plan {
        known.planner.plan(cases, known.drafts, credits: meter, at: now)
    }

    // MARK: What is known of the records

    /// A batch of which everything is known that does not depend on the batches before it.
    private struct LookedAt: Sendable {
        let batch: Int
        let planner: Planner
        /// What the records and their profiles say is left out where it is in the drafts already.
        private(set) var cases: [PlanCase] = []
        /// What becomes of each case by itself.
        private(set) var drafts: [Plan.Outcome] = []
        private var cards: [RecordCard] = []
        /// Everything that may have to be paid for.
        private(set) var profiles: Set<ProfileID> = []

        init(batch: Int, _ planner: Planner) { (self.batch, self.planner) = (batch, planner) }

        mutating func add(_ some: [PlanCase], _ drafted: [(outcome: Plan.Outcome, card: RecordCard)]) {
            for (one, draft) in zip(some, drafted) {
                for id in [one.match.profile, one.person?.id, one.formerCompany?.id] {
                    if let id { profiles.insert(id) }
                }
                cases.append(planner.mayFollow(one) ? one : one.bare)
                drafts.append(draft.outcome)
                cards.append(draft.card)
            }
        }

        /// What lists show of the records, in the order of the plan's outcomes.
        func cards(of plan: Plan) -> [RecordCard] {
            if cases.count == plan.outcomes.count, zip(cases, plan.outcomes).allSatisfy({ $0.record.id == $1.record }) {
                return cards
            }
            let known = Dictionary(zip(cases, cards).map { ($0.record.id, $1) }) { first, _ in first }
            return plan.outcomes.map { known[$0.record] ?? RecordCard() }
        }
    }

    /// So many records are looked at in one go: what their profiles say need not be in memory for a whole batch.
    private static let most = 2500

    private func lookedAt(_ batch: RunBatch?, of run: Run) async throws -> LookedAt? {
        guard let batch else { return nil }
        let page = try await steps.database.read { db in
            try RunBatch.records(of: batch.number, of: run.id, in: run.organisation, on: db)
        }
        guard let page else { return nil }
        let preparation = try await RunPreparation(run, steps)
        let planner = Planner(run.object, preparation.patcher, try await preparation.policy(of: run, steps))
        let now = steps.clock.now()
        var known = LookedAt(batch: batch.number, planner)
        for start in stride(from: 0, to: page.records.count, by: RunPlanning.most) {
            let some = Array(page.records[start..<min(start + RunPlanning.most, page.records.count)])
            let cases = try await RunStage.matching.timed { try await self.cases(some, of: run) }
            let drafted = try await RunStage.drafting.timed {
                try await AllCores.map(cases) { piece in
                    piece.map { one in
                        let outcome = planner.draft(one, at: now)
                        return (outcome: outcome, card: RecordCard(one, outcome))
                    }
                }
            }
            known.add(cases, drafted)
        }
        return known
    }

    private func cases(_ records: [Record], of run: Run) async throws -> [PlanCase] {
        let opened = try steps.catalogue.current()
        let matching = BatchMatching(
            object: run.object,
            inputs: run.inputs,
            opened: opened,
            decided: steps.catalogue.decisions.about(run.object.matchObject, in: run.organisation)
        )
        let memory = try await steps.database.read { db in
            try RecordMemory.find(records.map(\.id), of: run.connection, in: run.organisation, on: db)
        }
        let asTheyWere = memory.isEmpty ? records : records.map { memory[$0.id]?.withoutOurs($0) ?? $0 }
        let matches = try await matching.matches(asTheyWere)
        let mapping = run.settings.mapping
        let fields = run.settings.fieldsOfProfiles
        let withSignals = mapping.rows.contains { if case .intent = $0.source { true } else { false } }
        let (shelf, exported) = try await steps.database.read { db in
            (
                try ProfileShelf(for: matches, fields: fields, withSignals: withSignals, on: db),
                run.settings.exportsProfile ? try ExportedProfiles(of: records.map(\.id), run, on: db) : nil
            )
        }
        return zip(records, matches).map { record, match in
            var one = PlanCase(record, match, shelf, memory[record.id])
            one.exported = exported?[record.id]
            return one
        }
    }

    // MARK: Keeping

    /// False when a profile was taken by another run since it was priced.
    private func keep(
        _ plan: Plan,
        _ document: Plan.Document,
        _ digest: String,
        _ cards: [RecordCard],
        _ batch: RunBatch,
        of run: Run,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Bool {
        let credits = RunCredits(run: run, at: now)
        guard try credits.take(plan.profilesToPay, batch.number, on: db) else { return false }
        if run.purpose.costsCredits { try credits.enter(.reserve, plan.creditsNeeded, batch.number, on: db) }
        try RunBatch.keep(document, digest: digest, of: batch.number, of: run.id, in: run.organisation, at: now, on: db)
        try RunRecord.insert(
            plan,
            at: document.places,
            cards,
            batch: batch.number,
            of: run.id,
            in: run.organisation,
            on: db
        )
        try RunFollowUp.insert(
            plan,
            batch: batch.number,
            of: run.id,
            connection: run.connection,
            in: run.organisation,
            on: db
        )
        try Run.planned(run.id, in: run.organisation, resumesAfter: plan.firstDeferred, on: db)
        try RunStep(organisation: run.organisation, run: run.id).enqueue(RunStep.write, at: now, on: db)
        return true
    }
}

extension PlanCase {
    fileprivate init(_ record: Record, _ match: Enrichment.Match, _ shelf: ProfileShelf, _ memory: WrittenValues?) {
        var person: Profile?
        var company: Profile?
        switch match.answer {
        case .matched(let profile) where profile.kind == .person:
            person = shelf[profile]
            company = shelf[match.employer ?? match.recordCompany]
        case .matched(let profile), .companyOnly(let profile): company = shelf[profile]
        case .none: break
        }
        self.init(
            record,
            match,
            person: person,
            company: company,
            formerCompany: match.hasMoved == .yes ? shelf[match.recordCompany] : nil,
            signals: company.flatMap { shelf.signals[$0.id] } ?? [],
            lastWritten: memory?.ours ?? [:]
        )
    }
}

/// What the package's own object holds of some records, as Loam wrote it.
private struct ExportedProfiles {
    private let ids: [String: CRMID]
    private let memory: [CRMID: WrittenValues]

    init(of records: [CRMID], _ run: Run, on db: isolated Connection) throws {
        ids = try MadeRecord.find(
            records.map(MadeRecord.profileKey),
            connection: run.connection,
            in: run.organisation,
            on: db
        )
        memory = try RecordMemory.find(Array(ids.values), of: run.connection, in: run.organisation, on: db)
    }

    subscript(record: CRMID) -> ExportedProfile? {
        ids[MadeRecord.profileKey(record)].map { ExportedProfile($0, memory[$0]?.ours ?? [:]) }
    }
}

extension Plan {
    /// The first record for which there was no credit left.
    fileprivate var firstDeferred: CRMID? { outcomes.first { $0.hold?.isDeferred ?? false }?.record }
}

extension RunPreparation {
    func policy(of run: Run, _ steps: RunSteps) async throws -> Policy {
        let jobChange: JobChange =
            switch settings.jobChange {
            case .updateInPlace: .updateInPlace
            case .companyOnly: .companyOnly
            case .task: .task
            case .newLead: .newLead(try await newcomers(of: run, steps))
            case .newContact: .newContact(try await newcomers(of: run, steps))
            }
        var policy = Policy(minimumAccuracy: settings.minimumAccuracy, jobChange: jobChange)
        if let kind = jobChange.makes {
            policy.followUpForm = try await steps.followUpForm(kind, because: .moved, of: run)
        }
        if settings.exportsProfile {
            let schema = try await steps.schema("Loam_Profile__c", of: run)
            policy.profileExport = Patcher(.profileExport(for: run.object, in: schema), in: schema)
        }
        return policy
    }

    private func newcomers(of run: Run, _ steps: RunSteps) async throws -> Patcher {
        guard let mapping = settings.newcomers else {
            throw RunFailure(
                sentence: "The job makes records of people who moved, but has no mapping for them; add one."
            )
        }
        return Patcher(mapping, in: try await steps.schema(mapping.object.name, of: run))
    }
}
