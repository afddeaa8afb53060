import Database
import Enrichment
import Salesforce
import Store
import Telemetry
import TestSupport
import Testing

@testable import Capabilities

/// What the dashboard says against what the org's own rows say, counted apart from it.
@Suite struct DashboardTests {
    /// People of the catalogue, and what it knows of their addresses.
    private static let emails: [(person: Int, status: String, quality: EmailQuality)] = [
        (RunBench.person(1, of: 1), "valid", .valid), (RunBench.person(2, of: 1), "Valid", .valid),
        (RunBench.person(1, of: 2), "invalid", .invalid), (RunBench.person(2, of: 2), "catch_all", .unverifiable),
        (RunBench.person(1, of: 3), "disposable", .disposable), (RunBench.person(2, of: 3), "no answer", .unknown),
    ]
    /// Whom the org has twice, whom it has at the company before, and names that mean harm.
    private static let twice = RunBench.person(1, of: 1)
    private static let mover = RunBench.person(1, of: 5)
    private static let hostile = [
        "<script>alert(1)</script>", "=HYPERLINK(\"http://x.example\",\"y\")", "\u{202E}gnp.elif",
    ]

    private static func on(_ engine: Engine, _ body: (RunBench) async throws -> Void) async throws {
        try await RunBench.on(engine, accounts: 12, people: 2) { bench in
            try await bench.org.database.write { db in
                for one in emails {
                    try db.run("UPDATE people SET email_status = \(one.status) WHERE number = \(one.person)")
                }
                try db.run("UPDATE companies SET status = 'Defunct' WHERE number = 4")
            }
            for one in emails { try await bench.addMover(one.person, from: one.person / 100) }
            try await bench.addMover(twice, from: twice / 100)
            try await bench.addMover(mover, from: 6)
            // The company is known, the person is not.
            _ = try await bench.create(
                "Contact",
                [
                    .init("FirstName", .text("Zenobia")), .init("LastName", .text("Quandt")),
                    .init("AccountId", .reference(try await bench.accountID(of: 7))),
                ]
            )
            for name in hostile { _ = try await bench.create("Contact", [.init("LastName", .text(name))]) }
            // A second account of a company.
            _ = try await bench.create(
                "Account",
                [
                    .init("Name", .text("\(RunBench.brand(2)) Widgets")),
                    .init("Website", .text("https://www.\(RunBench.website(2))/")),
                ]
            )
            try await body(bench)
        }
    }

    private func figures(_ bench: RunBench, _ change: (inout DashboardFilter) -> Void = { _ in }) async throws
        -> DashboardFigures
    {
        var filter = DashboardFilter()
        change(&filter)
        return try await bench.app.dashboard.figures(filter, by: bench.ada)
    }

    private func list(
        _ side: RecordFinding.Side,
        _ concern: RecordFinding.Concern,
        _ bench: RunBench,
        _ change: (inout AttentionLists.Query) -> Void = { _ in }
    ) async throws -> [RecordFinding] {
        var query = AttentionLists.Query(side, concern)
        change(&query)
        let page = try await bench.app.attention.page(query, by: bench.ada)
        #expect(page.counts[concern] == RecordFinding.Number(page.findings.count))
        return page.findings
    }

    @Test(
        "D-02 · D-03 · D-04 · D-05 · D-10 · every figure is what the rows of the org say, counted apart from it",
        arguments: Engine.available
    )
    func truth(engine: Engine) async throws {
        try await Self.on(engine) { bench in
            #expect(try await figures(bench).sums.isEmpty)
            let preview = try await bench.preview(try await bench.peopleJob(.updateInPlace))
            #expect(preview.counts.matched > 0)
            #expect(try await figures(bench).sums.isEmpty, "Previews never count.")

            var written: [CRMObject: [CRMField: [String]]] = [:]
            for object in [CRMObject.account, .contact] {
                let names = Set(try await bench.standard(object).rows.map(\.target)).sorted().compactMap {
                    APIName($0.rawValue)
                }
                let before = try await bench.records(object.name, names)
                let job = object == .account ? try await bench.job() : try await bench.peopleJob(.updateInPlace)
                let run = try await bench.run(job)
                #expect(run.ending == .succeeded, "\(run.reason ?? "")")
                for (id, values) in try await bench.records(object.name, names) {
                    for (field, value) in values where before[id]?[field] != value {
                        written[object, default: [:]][CRMField(field), default: []].append(value)
                    }
                }
            }
            let figures = try await figures(bench)
            let contacts = try await bench.contacts()
            let accounts = try await bench.accounts()
            func people(_ status: String) -> Int { contacts.values.count { $0["Loam_Enrich_Status__c"] == status } }
            #expect(figures.contactsEnriched == contacts.values.count { $0["Loam_Company_ID__c"] != nil })
            #expect(figures.companiesEnriched == accounts.values.count { $0["Loam_Company_ID__c"] != nil })
            #expect(figures.matched == people("Matched") && figures.matched == 8)
            #expect(figures.companyOnly == people("Company Match Only") && figures.companyOnly == 1)
            #expect(figures.unmatched == people("No Match") && figures.unmatched == 3)
            #expect(figures.errors == 0)
            #expect(try await bench.balances()[.spent] == figures.credits)
            let calls = try await bench.org.database.read { db in
                try db.one(
                    Int.self,
                    "SELECT CAST(SUM(rest + bulk) AS BIGINT) FROM api_usage WHERE purpose = 'scheduled'"
                )
            }
            // The preview called the org, too, but is none of these runs.
            #expect(figures.restCalls + figures.bulkCalls == calls - preview.restCalls - preview.bulkCalls)

            // One person is there twice.
            for quality in EmailQuality.allCases {
                let known = Self.emails.filter { $0.quality == quality }.count + (quality == .valid ? 1 : 0)
                #expect(figures.emails(quality) == (quality == .unchecked ? 1 : known), "\(quality)")
            }
            for field in figures.fields {
                let values = written[field.total.object]?[field.total.field] ?? []
                #expect(field.total.times == values.count, "\(field.total)")
                guard let top = field.top else { continue }
                let times = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
                #expect(top.times == times[top.value] && top.times == times.values.max(), "\(top)")
            }
            #expect(
                Set(figures.fields.filter { $0.total.times > 0 }.map(\.total.field))
                    == Set(written.values.flatMap(\.keys))
            )
            #expect(figures.fields.first { $0.total.field == "Industry" }?.top?.value == "Widgets")
            #expect(figures.fields.first { $0.total.field == "Email" }?.top == nil)

            // Nobody has set off a run by saving a record.
            #expect(try await self.figures(bench) { $0.origin = .instant }.sums.isEmpty)
            #expect(try await self.figures(bench) { $0.origin = .scheduled } == figures)
            #expect(try await self.figures(bench) { $0.connection = .make(at: bench.org.clock.now) }.sums.isEmpty)
            #expect(try await self.figures(bench) { $0.period = .preset(.lastMonth) }.sums.isEmpty)
            #expect(try await self.figures(bench) { $0.period = .preset(.all) }.sums == figures.sums)
            try await recount(figures, bench)
        }
    }

    @Test(
        "D-06 · D-07 · the lists hold exactly the records that need somebody, by the latest of each",
        arguments: Engine.available
    )
    func attention(engine: Engine) async throws {
        try await Self.on(engine) { bench in
            let people = try await bench.peopleJob(.updateInPlace)
            let companies = try await bench.job()
            for job in [companies, people] { #expect(try await bench.run(job).ending == .succeeded) }
            let contacts = try await bench.contacts()
            func ids(_ status: String) -> Set<CRMID> {
                Set(contacts.filter { $0.value["Loam_Enrich_Status__c"] == status }.keys)
            }
            let moved = try await list(.people, .moved, bench)
            #expect(moved.map(\.name) == ["\(RunBench.name(Self.mover).first) \(RunBench.name(Self.mover).last)"])
            #expect(moved.map(\.company) == ["\(RunBench.brand(6)) Widgets"])
            #expect(moved.map(\.newCompany) == ["\(RunBench.brand(5)) Widgets"])
            let copies = try await list(.people, .duplicates, bench)
            #expect(copies.map(\.profile) == [.person(Int64(Self.twice)), .person(Int64(Self.twice))])
            #expect(copies.allSatisfy { $0.copies == 2 })
            let companyOnly = try await list(.people, .companyOnly, bench)
            #expect(Set(companyOnly.map(\.record)) == ids("Company Match Only"))
            let unmatched = try await list(.people, .unmatched, bench)
            #expect(Set(unmatched.map(\.record)) == ids("No Match"))
            #expect(Set(unmatched.map(\.name)) == Set(Self.hostile))
            #expect(unmatched.allSatisfy { $0.reason != nil })
            #expect(
                try await list(.people, .unmatched, bench) { $0.search = "<SCRIPT" }.map(\.name) == [Self.hostile[0]]
            )
            #expect(try await list(.people, .unmatched, bench) { $0.search = "%" }.isEmpty)
            #expect(try await list(.companies, .defunct, bench).map(\.name) == ["\(RunBench.brand(4)) Widgets"])
            #expect(try await list(.companies, .duplicates, bench).allSatisfy { $0.profile == .company(2) })
            #expect(try await list(.companies, .duplicates, bench).count == 2)
            #expect(try await list(.companies, .unmatched, bench).map(\.name) == ["Nobody Knows This Firm"])
            #expect(try await list(.companies, .errors, bench).isEmpty)

            // What is mended leaves its list, and a merged record its copies, when the next run looks.
            let gone = try #require(copies.last?.record)
            let named = try #require(companyOnly.first?.record)
            let (first, last) = RunBench.name(RunBench.person(2, of: 7))
            try await bench.salesforce.update(
                Draft(
                    "Contact",
                    id: try bench.recordID(named.text),
                    [
                        .init("FirstName", .text(first)), .init("LastName", .text(last)),
                        .init("Email", .text(RunBench.privateAddress(RunBench.person(2, of: 7)))),
                    ]
                )
            )
            try await bench.salesforce.update(
                Draft(
                    "Contact",
                    id: try bench.recordID(gone.text),
                    [
                        .init("FirstName", .text("Xaver")), .init("LastName", .text("Unbekannt")),
                        .init("Email", .clear),
                        .init("MobilePhone", .clear),
                    ]
                )
            )
            let run = try await bench.run(people)
            #expect(run.ending == .succeeded, "\(run.reason ?? "")")
            #expect(try await list(.people, .duplicates, bench).isEmpty)
            #expect(try await !list(.people, .companyOnly, bench).map(\.record).contains(named))
            let undo = try await bench.undo(run)
            #expect(undo.ending == .succeeded)
            #expect(try await list(.people, .duplicates, bench).isEmpty, "An undo finds nothing of a record.")
        }
    }

    @Test("D-06 · D-10 · a record that the org refuses is an error in the figures and on the list, with what to do")
    func errors() async throws {
        try await Self.on(.sqlite) { bench in
            let preview = try await bench.preview(try await bench.peopleJob(.updateInPlace))
            let digest = try await bench.app.runs.digest(of: preview.id, by: bench.ada)
            let gone = try #require(try await bench.contacts().keys.min())
            try await bench.salesforce.delete(try bench.recordID(gone.text), of: "Contact")
            let run = try await bench.finish(try await bench.app.runs.apply(preview.id, digest: digest, by: bench.ada))
            #expect(run.ending == .partial)
            let figures = try await figures(bench)
            #expect((figures.errors, figures.contactsEnriched) == (1, run.counts.enriched))
            #expect(figures.matched + figures.companyOnly + figures.unmatched + figures.errors == 12)
            let errors = try await list(.people, .errors, bench)
            #expect(errors.map(\.record) == [gone] && errors.allSatisfy { $0.error?.isEmpty == false })
            try await recount(figures, bench)
        }
    }

    @Test(
        "D-09 · S-20 · committees and undos: what was made and charged stays told, and what was taken back is told beside it"
    )
    func undone() async throws {
        try await RunBench.on(accounts: 6, people: 6) { bench in
            let run = try await bench.run(try await bench.committeeJob())
            let made = try await bench.contacts()
            let first = try await figures(bench)
            #expect(first.committee.contacts == made.count && made.count > 0)
            #expect(first.committee.accounts == Set(made.values.map { $0["AccountId"] }).count)
            #expect(first.committee.credits == made.count)
            #expect(first.credits == run.counts.credits)
            try await recount(first, bench)

            let undo = try await bench.undo(run)
            #expect(undo.ending == .succeeded)
            let second = try await figures(bench)
            #expect(second.committee == first.committee && second.committeeTakenBack == made.count)
            #expect(second.companiesEnriched == first.companiesEnriched)
            #expect(second.companiesTakenBack == run.counts.enriched)
            #expect(second.credits == first.credits)
            for (field, before) in zip(second.fields, first.fields) {
                #expect(field.total.times == before.total.times && field.top == before.top)
                #expect(field.total.takenBack == before.total.times + before.total.emptied)
            }
        }
    }

    /// Adds up what the plans and the lines of settled batches say, without any sum that was kept.
    private func recount(_ figures: DashboardFigures, _ bench: RunBench) async throws {
        let zone = try Zone(named: bench.ada.timeZone)
        var enriched: [Bool: Int] = [:]
        var emails: [EmailQuality: Int] = [:]
        var values: [String: Int] = [:]
        for run in try await bench.app.runs.list(size: 500, by: bench.ada).runs
        where run.purpose == .enrich || run.purpose == .apply {
            for (plan, records) in try await settled(run, bench) {
                for outcome in plan.outcomes {
                    guard let record = records[outcome.record], record.fields > 0 || outcome.patch.isEmpty else {
                        continue
                    }
                    if outcome.isEnriched { enriched[run.object.isPerson, default: 0] += 1 }
                    if outcome.isEnriched, let profile = outcome.profile, profile.kind == .person {
                        let status = Self.emails.first { $0.person == Int(profile.number) }?.quality ?? .unchecked
                        emails[status, default: 0] += 1
                    }
                    for change in outcome.written {
                        guard case .mapped(let source, _, _, _)? = change.origin, source.hasTellingValues,
                            !change.after.isBlank
                        else { continue }
                        values["\(run.object.rawValue).\(change.field)=\(change.after.text)", default: 0] += 1
                    }
                }
            }
        }
        #expect(figures.contactsEnriched == enriched[true, default: 0])
        #expect(figures.companiesEnriched == enriched[false, default: 0])
        for quality in EmailQuality.allCases where !emails.isEmpty {
            #expect(figures.emails(quality) == emails[quality, default: 0], "\(quality)")
        }
        for grain in ["day", "month"] {
            let kept = try await bench.org.database.read { db in
                try db.fetch(
                    EnrichedValue.self,
                    """
                    SELECT object, field, value, CAST(SUM(times) AS BIGINT) AS times FROM enriched_values
                    WHERE grain = \(grain) GROUP BY object, field, value
                    """
                )
            }
            let told = Dictionary(
                kept.map { ("\($0.object.rawValue).\($0.field)=\($0.value)", $0.times) },
                uniquingKeysWith: +
            )
            #expect(told == values, "\(grain)")
        }
        let day = zone.local(at: bench.org.clock.now).date
        #expect(figures.days.last == day)
    }

    /// The plans of the settled batches of a run, with the lines of their records.
    private func settled(_ run: Run, _ bench: RunBench) async throws -> [(Plan, [CRMID: RunRecord])] {
        let organisation = bench.org.organisation
        return try await bench.org.database.read { db in
            try RunBatch.list(of: run.id, in: organisation, on: db)
                .filter { $0.state == .settled && $0.follows == nil }
                .map { batch in
                    let plan = try #require(try RunBatch.plan(of: batch.number, of: run.id, in: organisation, on: db))
                    return (
                        plan,
                        try RunRecord.list(plan.outcomes.map(\.record), of: run.id, in: organisation, on: db)
                    )
                }
        }
    }
}
