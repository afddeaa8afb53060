import Capabilities
import Crypto
import Database
import Enrichment
import HTTP
import Store
import Telemetry
import TestSupport
import Testing

@testable import Portal

@Suite struct RunPageTests {
    private static let record = CRMID("001000000000001")

    private static func outcome(_ value: String) throws -> Plan.Outcome {
        var outcome = Plan.Outcome(try #require(record), version: "", .matched)
        outcome.profile = .company(1)
        outcome.confidence = 93
        outcome.price = .credit
        let provenance = Provenance(source: "register", asOf: Timestamp(seconds: 1_772_946_000))
        let origin = Patch.Origin.mapped(.company(.name), .overwrite, provenance, isShortened: false)
        outcome.patch = Patch([
            Patch.Entry("Name", before: .text("Old Looms"), .set(.text(value)), origin),
            Patch.Entry("Phone", before: .text("1"), .leave(.notBlank), origin),
        ])
        return outcome
    }

    /// A run with one record, planned or ended.
    private static func run(
        _ purpose: Run.Purpose = .enrich,
        name: String = "Nightly accounts",
        value: String = "Acme Looms",
        isEnded: Bool = true,
        in portal: PortalUnderTest
    ) async throws -> ID<Run> {
        let settings = JobSettings(name, Mapping(.account, [MappingRow(.company(.name), "Name", .overwrite)]))
        let now = portal.clock.now
        let plan = Plan(.account, [try outcome(value)])
        return try await portal.database.write { db in
            let organisation = try #require(try Organisation.installed(on: db)).id
            let new = NewRun(
                purpose,
                on: .make(at: now),
                job: nil,
                settings,
                MatchInputs(.account),
                by: "Ada Weaver"
            )
            let run = try #require(try Run.insert(new, in: organisation, at: now, on: db))
            try RunBatch.insert(0, of: run, in: organisation, plan: 1, on: db)
            let document = plan.document
            let digest = document.digest(by: Digest.sha256)
            try RunBatch.keep(document, digest: digest, of: 0, of: run, in: organisation, at: now, on: db)
            try RunRecord.insert(plan, at: document.places, batch: 0, of: run, in: organisation, on: db)
            if isEnded {
                try Run.settled(Counts(plan), fields: 1, of: run, in: organisation, on: db)
                _ = try Run.end(run, in: organisation, .succeeded, at: now, on: db)
            } else {
                try Run.wait(run, in: organisation, for: "The budget of the day is used.", at: now, on: db)
            }
            return run
        }
    }

    @Test("S-14 · a run opens to its records, and a record to each field before and after, with source, rule and price")
    func opens() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            #expect(try await admin.get("/runs").text.contains("No run yet"))
            let run = try await Self.run(in: portal)
            let list = try await admin.get("/runs")
            #expect(list.text.contains("Nightly accounts") && list.text.contains("Succeeded"))
            let page = try await admin.get("/runs/\(run)")
            let record = try #require(Self.record)
            for text in [record.text, "Matched", "1 credit", "Company 1", "1 fields"] {
                #expect(page.text.contains(text), "\(text)")
            }
            #expect(try await admin.get("/runs/\(run)?status=no_match").text.contains("No record fits"))
            #expect(try await admin.get("/runs/\(run)?record=001").text.contains("15 or 18 letters and digits"))
            let fields = try await admin.get("/runs/\(run)/records/\(record)")
            for text in ["Old Looms", "Acme Looms", "register", "Overwrite", "The field is not blank", "93 of 100"] {
                #expect(fields.text.contains(text), "\(text)")
            }
            let history = try await admin.get("/records?record=\(record.text.prefix(15))")
            #expect(history.text.contains("Nightly accounts") && history.text.contains("Old Looms"))
            for path in [
                "/runs/x", "/runs/\(ID<Run>.make(at: portal.clock.now))", "/runs/\(run)/records/001000000000009",
            ] {
                #expect(try await admin.get(path).status == .notFound, "\(path)")
            }
        }
    }

    @Test("S-11 · what follows from a record is shown on the run, on the record and in the history, with its fields")
    func follows() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let run = try await Self.run(in: portal)
            let account = try #require(Self.record)
            let contact = try #require(CRMID("003000000000007"))
            var outcome = Plan.Outcome(account, version: "", .matched)
            var made = FollowUp(.contact, because: .committee, for: .person(5), at: .company(1), linkedTo: account)
            made.entries = [Patch.Entry("AccountId", before: .blank, .set(.text(account.text)), .own)]
            made.price = .credit
            var left = FollowUp(.contact, because: .committee, for: .person(6), at: .company(1), linkedTo: account)
            left.gap = .runLimit
            outcome.followUps = [made, left]
            let plan = Plan(.account, [outcome])
            let (key, now) = (made.key, portal.clock.now)
            try await portal.database.write { db in
                let organisation = try #require(try Organisation.installed(on: db)).id
                let document = plan.document
                try RunBatch.insert(1, of: run, in: organisation, plan: 1, following: (0, account), on: db)
                try RunBatch.keep(document, digest: "d", of: 1, of: run, in: organisation, at: now, on: db)
                try RunFollowUp.insert(plan, batch: 1, of: run, connection: .make(at: now), in: organisation, on: db)
                try RunFollowUp.settle(key, .made, target: contact, of: run, in: organisation, on: db)
            }
            let page = try await admin.get("/runs/\(run)")
            for text in ["What follows from it", "left 1, made 1", contact.text, "The credits of this run are spent"] {
                #expect(page.text.contains(text), "\(text)")
            }
            #expect(try await admin.get("/runs/\(run)/follow-ups").text.contains("Buying committee"))
            let record = try await admin.get("/runs/\(run)/records/\(account)")
            for text in ["Contact that follows", "AccountId", "By which the record is known again"] {
                #expect(record.text.contains(text), "\(text)")
            }
            let history = try await admin.get("/records?record=\(contact)")
            #expect(history.text.contains("Person 5") && history.text.contains(account.text))
            #expect(!history.text.contains("No run has looked at this record"))
        }
    }

    @Test("X-24 · a run that waits says for what, and is paused, resumed and stopped from its page")
    func waits() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let run = try await Self.run(isEnded: false, in: portal)
            let page = try await admin.get("/runs/\(run)")
            #expect(page.text.contains("The run waits") && page.text.contains("The budget of the day is used."))
            #expect(page.text.contains("Waiting") && !page.text.contains("Succeeded</span>"))
            _ = try await admin.submit(page, to: "/runs/\(run)/pause", Query())
            let paused = try await admin.get("/runs/\(run)")
            #expect(paused.text.contains(">Paused<"))
            _ = try await admin.submit(paused, to: "/runs/\(run)/resumption", Query())
            let ask = try await admin.get("/runs/\(run)/stop")
            #expect(ask.text.contains("Stop this run?"))
            _ = try await admin.submit(ask, to: "/runs/\(run)/stop", Query())
            #expect(try await admin.get("/runs/\(run)").text.contains("Stopping"))
        }
    }

    @Test("X-08 · a preview shows its plan, and only that plan is carried out")
    func preview() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let run = try await Self.run(.preview, in: portal)
            let page = try await admin.get("/runs/\(run)")
            #expect(page.text.contains("Nothing has been written."))
            let other = try await admin.submit(page, to: "/runs/\(run)/application", ["digest": "other"])
            #expect(other.location == "/runs/\(run)")
            let digest = try #require(page.text.firstMatch(of: #/name="digest" value="([^"]+)"/#)?.1)
            let began = try await admin.submit(page, to: "/runs/\(run)/application", ["digest": String(digest)])
            let location = try #require(began.location)
            #expect(location != "/runs/\(run)")
            #expect(try await admin.get(location).text.contains("Plan of a preview"))
        }
    }

    @Test("S-14 · names and values that are markup are shown as text")
    func hostile() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let run = try await Self.run(name: "<script>x</script>", value: "\"><img src=x>", in: portal)
            let record = try #require(Self.record)
            for path in ["/runs", "/runs/\(run)", "/runs/\(run)/records/\(record)", "/records?record=\(record)"] {
                let page = try await admin.get(path)
                #expect(
                    page.status == .ok && !page.text.contains("<script>x") && !page.text.contains("<img src"),
                    "\(path)"
                )
            }
        }
    }

    @Test("An auditor reads runs and changes none; a member does not see them")
    func roles() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let run = try await Self.run(in: portal)
            let auditor = try await portal.colleague(.auditor, of: admin)
            let page = try await auditor.get("/runs/\(run)")
            #expect(page.status == .ok && !page.text.contains("/undo"))
            #expect(try await auditor.get("/runs/\(run)/undo").status == .forbidden)
        }
        try await PortalUnderTest.with { portal in
            let member = try await portal.colleague(.member, of: try await portal.firstAdmin())
            #expect(try await member.get("/runs").status == .forbidden)
        }
    }
}
