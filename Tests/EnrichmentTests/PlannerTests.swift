@testable import Enrichment
import Testing

@Suite struct PlannerTests {
    static func mapping(_ object: CRMObject) -> Mapping { Mapping.standard(for: object, in: World.schema(of: object)) }

    static func patcher(_ object: CRMObject) -> Patcher { Patcher(mapping(object), in: World.schema(of: object)) }

    /// Hila works at Fernhill by the catalogue; the record says this company.
    private func moved(_ object: CRMObject, from company: Profile = World.brightwater) -> PlanCase {
        let prefix = object == .lead ? "00Q" : "003"
        let match = Match(
            .matched(World.hila.id),
            confidence: 95,
            recordCompany: company.id,
            employer: World.fernhill.id
        )
        return PlanCase(
            World.record(World.id(1, prefix: prefix), object, Self.patcher(object)),
            match,
            person: World.hila,
            company: World.fernhill,
            formerCompany: company
        )
    }

    private func plan(_ one: PlanCase, _ policy: Policy = Policy(), _ credits: CreditMode = .noLimit) -> Plan.Outcome? {
        let object = one.record.object
        return Planner(object, Self.patcher(object), policy)
            .plan([one], credits: CreditMeter(credits, owned: []), at: World.now).outcomes.first
    }

    @Test("S-06 · on: a person who moved is enriched to the new organisation", arguments: [CRMObject.contact, .lead])
    func updateInPlace(_ object: CRMObject) throws {
        let outcome = try #require(plan(moved(object)))
        #expect(outcome.status == .matched)
        #expect(outcome.patch.action("Title") == .set(.text("VP Marketing")))
        #expect(outcome.patch.action(PackageField.companyID) == .set(.text("8")))
        #expect(outcome.patch.action(PackageField.personHasMoved) == .set(.text("Yes")))
        #expect(outcome.profile == World.hila.id)
    }

    @Test(
        "S-06 · off: company fields are enriched as if the person had not moved",
        arguments: [CRMObject.contact, .lead]
    )
    func companyOnly(_ object: CRMObject) throws {
        let outcome = try #require(plan(moved(object), Policy(jobChange: .companyOnly)))
        #expect(outcome.status == .companyOnly)
        #expect(outcome.patch.action("Title") == .leave(.nothingKnown))
        #expect(outcome.patch.action(PackageField.companyID) == .set(.text("7")))
        #expect(outcome.patch.action(PackageField.enrichStatus) == .set(.text("Company Match Only")))
        #expect(outcome.profile == World.brightwater.id)
    }

    @Test("S-06 · who has not moved is enriched whatever the setting", arguments: [CRMObject.contact, .lead])
    func stayed(_ object: CRMObject) throws {
        for policy in [Policy(), Policy(jobChange: .companyOnly), Policy(jobChange: .task)] {
            let outcome = try #require(plan(moved(object, from: World.fernhill), policy))
            #expect(outcome.status == .matched)
            #expect(outcome.hasMoved == .no)
            #expect(outcome.followUps.isEmpty)
        }
    }

    @Test("M-10 · Person Has Moved is uncertain where a company is not known")
    func uncertain() throws {
        var one = moved(.contact)
        one.match.recordCompany = nil
        let outcome = try #require(plan(one))
        #expect(outcome.patch.action(PackageField.personHasMoved) == .set(.text("Uncertain")))
    }

    @Test("X-23 · who moved gets a new lead, a linked contact or a task, once")
    func jobChange() throws {
        let changes: [JobChange] = [.newLead(Self.patcher(.lead)), .newContact(Self.patcher(.contact)), .task]
        for change in changes {
            var one = moved(.contact)
            one.newAccount = World.id(7)
            let outcome = try #require(plan(one, Self.policy(change)))
            let followUp = try #require(outcome.followUps.first)
            #expect(outcome.followUps.count == 1 && followUp.kind == change.makes)
            #expect(followUp.linkedTo == one.record.id && followUp.gap == nil)
            #expect(outcome.status == .companyOnly)
            let values = Dictionary(uniqueKeysWithValues: followUp.entries.map { ($0.field, $0.after) })
            #expect(values["LastName"] == (change.makes == .task ? nil : .text("Navarro")))
            #expect(values["Company"] == (change.makes == .lead ? .text("Fernhill Labs") : nil))
            // By what it is known again, and what it belongs to.
            #expect(values["AccountId"] == (change.makes == .contact ? .text(World.id(7).text) : nil))
            #expect(values["WhoId"] == (change.makes == .task ? .text(one.record.id.text) : nil))
            #expect((values["Description"]?.text.contains(one.record.id.text) ?? false) == (change.makes != .task))
            // A record that is made costs the person, and the company comes along; a task costs nothing of its own.
            #expect(followUp.price == (change.makes == .task ? .free : .credit))
            #expect(outcome.price == (change.makes == .task ? .credit : .free))
            one.followUpsMade = [followUp.key]
            #expect(plan(one, Self.policy(change))?.followUps == [])
        }
    }

    @Test("X-23 · nothing is made where the org has the person at the new company, or no account for a contact")
    func gaps() throws {
        var one = moved(.contact)
        let contact = Self.policy(.newContact(Self.patcher(.contact)))
        #expect(plan(one, contact)?.followUps.map(\.gap) == [.noAccount])
        one.isAtNewCompany = true
        for policy in [contact, Self.policy(.newLead(Self.patcher(.lead)))] {
            let outcome = try #require(plan(one, policy))
            #expect(outcome.followUps.map(\.gap) == [.present])
            #expect(outcome.followUps.allSatisfy { $0.entries.isEmpty && $0.price == .free })
            // The company is written and paid for as if nothing had been asked for.
            #expect(outcome.price == .credit && outcome.profile == World.brightwater.id)
        }
    }

    @Test("X-23 · two records of one person who moved lead to one new record")
    func movedTwice() throws {
        var (one, two) = (moved(.contact), moved(.contact))
        two.record.id = World.id(99, prefix: "003")
        (one.newAccount, two.newAccount) = (World.id(7), World.id(7))
        let plan = Planner(.contact, Self.patcher(.contact), Self.policy(.newContact(Self.patcher(.contact))))
            .plan([one, two], credits: CreditMeter(.noLimit, owned: []), at: World.now)
        #expect(plan.followUps.count == 1)
        #expect(try Plan(encoded: plan.encoded) == plan)
    }

    /// As a run makes it in an org that has all that is needed.
    static func policy(_ change: JobChange) -> Policy {
        var policy = Policy(jobChange: change)
        guard let kind = change.makes else { return policy }
        var fields = (FollowUpForm.needed(kind) + ["Description"]).map { FieldSchema($0, label: "", type: .string) }
        for place in fields.indices { fields[place].length = 255 }
        policy.followUpForm = FollowUpForm(kind, in: ObjectSchema(object: kind.label, fields: fields), after: .contact)
        return policy
    }

    @Test("S-05 · a person below the accuracy score is no match, and is not exported")
    func accuracy() throws {
        for (floor, status) in [(80, EnrichStatus.matched), (81, .noMatch(.belowAccuracy))] {
            let policy = Policy(minimumAccuracy: floor, profileExport: World.export)
            let outcome = try #require(plan(moved(.contact, from: World.fernhill), policy))
            #expect(outcome.status == status)
            #expect((outcome.export != nil) == (status == .matched))
        }
        let outcome = try #require(plan(moved(.contact), Policy(minimumAccuracy: 81)))
        #expect(outcome.patch.action(PackageField.noMatchReason) == .set(.text("Below selected Accuracy Score")))
        #expect(outcome.patch.action("Title") == .leave(.nothingKnown))
        #expect(outcome.price == .free)
    }

    @Test("S-15 · every record is matched, company match only, no match with its reason, or an error")
    func statuses() {
        let answers: [(Match.Answer, EnrichStatus)] = [
            (.matched(World.hila.id), .matched), (.companyOnly(World.brightwater.id), .companyOnly),
            (.none(.ambiguous), .noMatch(.ambiguous)),
        ]
        var cases: [PlanCase] = []
        for (number, (answer, _)) in answers.enumerated() {
            let record = World.record(World.id(number, prefix: "003"), .contact, Self.patcher(.contact))
            cases.append(
                PlanCase(record, Match(answer, confidence: 80), person: World.hila, company: World.brightwater)
            )
        }
        let plan = Planner(.contact, Self.patcher(.contact))
            .plan(cases.reversed(), credits: CreditMeter(.noLimit, owned: []), at: World.now)
        #expect(plan.outcomes.map(\.status) == answers.map(\.1))
        let counts = Counts(plan)
        #expect((counts.matched, counts.companyOnly, counts.noMatch, counts.errors) == (1, 1, 1, 0))
        #expect(counts.total == cases.count)
        #expect(counts.reasons == [.ambiguous: 1])
    }

    @Test("only changed records are written, those of one account beside each other")
    func order() {
        let patcher = Self.patcher(.contact)
        let cases = (0..<6).map { number in
            let account = World.id(number % 2)
            var record = World.record(World.id(number, prefix: "003"), .contact, patcher)
            record.values["AccountId"] = .text(account.text)
            let match = Match(number == 5 ? .none(.noCandidate) : .matched(World.hila.id), confidence: 90)
            if number == 5 {
                record.values[PackageField.enrichStatus] = .text("No Match")
                record.values[PackageField.noMatchReason] = .text("Not in the catalogue")
            }
            return PlanCase(record, match, person: World.hila, company: World.brightwater)
        }
        let plan = Planner(.contact, patcher).plan(cases, credits: CreditMeter(.noLimit, owned: []), at: World.now)
        #expect(plan.changed.map { $0.parent?.text.dropLast(3).suffix(1) } == ["0", "0", "0", "1", "1"])
    }

    @Test("S-19 · a preview shows what it would cost, and field by field what would happen")
    func preview() {
        let patcher = Self.patcher(.account)
        let cases = (0..<3).map { number in
            PlanCase(
                World.record(World.id(number), patcher, number == 0 ? ["Name": .text("Brightwater")] : [:]),
                Match(.matched(World.brightwater.id), confidence: 90),
                company: World.brightwater
            )
        }
        let plan = Planner(.account, patcher).plan(cases, credits: CreditMeter(.noLimit, owned: []), at: World.now)
        #expect(plan.creditsNeeded == 1)
        #expect(plan.profilesToPay == [World.brightwater.id])
        let totals = FieldTotals.of(plan)
        #expect(totals["Name"]?.set == 2)
        #expect(totals["Name"]?.left == [.notBlank: 1])
        #expect(totals["TickerSymbol"]?.left == [.nothingKnown: 3])
    }

    @Test("S-09 · the package's object holds the whole profile, and a second run writes it only where it changed")
    func profileExport() throws {
        var one = moved(.contact)
        let policy = Policy(profileExport: World.export)
        let export = try #require(plan(one, policy)?.export)
        #expect(export.record == nil)
        var values = Dictionary(uniqueKeysWithValues: export.entries.map { ($0.field, $0.after) })
        #expect(values["Job_Title__c"] == .text("VP Marketing"))
        #expect(values["Company_Name__c"] == .text("Fernhill Labs"))
        let id = World.id(1, prefix: "a00")
        one.exported = ExportedProfile(id, values)
        #expect(plan(one, policy)?.export == nil)
        values["Job_Title__c"] = .text("Intern")
        one.exported = ExportedProfile(id, values)
        let again = try #require(plan(one, policy)?.export)
        #expect(again.record == id)
        #expect(again.entries.map(\.field) == ["Job_Title__c"])
    }
}
