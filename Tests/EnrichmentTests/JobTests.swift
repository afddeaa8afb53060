@testable import Enrichment
import FoundationEssentials
import Matching
import Telemetry
import Testing

@Suite struct JobTests {
    private let schemas: [CRMObject: ObjectSchema] = [
        .account: World.account(), .contact: World.contact, .lead: World.lead,
    ]

    private func settings(_ object: CRMObject) -> JobSettings {
        JobSettings("Weekly", Mapping.standard(for: object, in: World.schema(of: object)))
    }

    @Test("S-12 · settings in order have no fault", arguments: CRMObject.allCases)
    func inOrder(_ object: CRMObject) { #expect(settings(object).faults(in: schemas) == []) }

    @Test("S-12 · every fault is listed at once, in words, by section")
    func faults() {
        var settings = settings(.account)
        settings.name = " "
        settings.credits = .perRun(0)
        settings.batchSize = 5000
        settings.minimumAccuracy = 75
        settings.jobChange = .newLead
        settings.records = .criteria([Criterion("NumberOfEmployees", .greater, "many"), Criterion("Gone__c", .isBlank)])
        settings.mapping.rows.removeAll { $0.target == "Name" }
        settings.intent = IntentCriteria(topics: [])
        let faults = settings.faults(in: schemas)
        #expect(
            faults.map(\.section) == [
                .job, .advanced, .advanced, .advanced, .filters, .filters, .mapping, .newcomers, .intent,
            ]
        )
        #expect(faults.filter { $0.section == .filters }.map(\.row) == [0, 1])
        #expect(faults.allSatisfy { $0.sentence.hasSuffix(".") })
    }

    @Test func `of profiles the fields are read that a plan is made from, and all where more is made of them`() {
        var settings = JobSettings("Weekly", Mapping(.contact, [MappingRow(.person(.title), "Title")]))
        #expect(settings.fieldsOfProfiles?.contains(.person(.title)) == true)
        // What a list shows of the record.
        #expect(settings.fieldsOfProfiles?.contains(.person(.emailStatus)) == true)
        #expect(settings.fieldsOfProfiles?.contains(.person(.lastName)) == false)
        settings.jobChange = .task
        #expect(settings.fieldsOfProfiles == nil)
        (settings.jobChange, settings.exportsProfile) = (.updateInPlace, true)
        #expect(settings.fieldsOfProfiles == nil)
    }

    @Test("a job's settings come back from their document, and an older document is read too")
    func document() throws {
        var settings = settings(.lead)
        settings.records = .criteria([Criterion("Email", .isNotBlank)])
        settings.credits = .perRun(1000)
        settings.jobChange = .newContact
        settings.newcomers = Mapping.standard(for: .contact, in: World.contact)
        let document = try JSONEncoder().encode(settings)
        #expect(try JSONDecoder().decode(JobSettings.self, from: document) == settings)
        let old = #"{"name":"Old","mapping":{"object":"Account","rows":[]}}"#
        let read = try JSONDecoder().decode(JobSettings.self, from: Data(old.utf8))
        #expect(read == JobSettings("Old", Mapping(.account, [])))
    }

    @Test("S-07 · a criterion's value is typed by its field")
    func criteria() throws {
        let schema = World.account()
        #expect(try Criterion("NumberOfEmployees", .less, "50").value(in: schema) == .number(DecimalNumber(50)))
        #expect(try Criterion("IsActive", .equals, "yes").value(in: schema) == .flag(true))
        #expect(try Criterion("Name", .isBlank).value(in: schema) == nil)
        #expect(throws: CriterionFault.blankValue) { try Criterion("Name", .equals, " ").value(in: schema) }
        #expect(throws: CriterionFault.notComparable) { try Criterion("Description", .equals, "a").value(in: schema) }
        #expect(throws: CriterionFault.wrongType(.int)) {
            try Criterion("NumberOfEmployees", .less, "few").value(in: schema)
        }
    }

    @Test("S-08 · the default match inputs stay, added ones come and go")
    func inputs() {
        var inputs = MatchInputs(.contact)
        let defaults = inputs.fields
        let added = MatchInputs.Added(.company(.street), "Office__c")
        inputs.add(added)
        inputs.add(added)
        #expect(inputs.added == [added])
        #expect(inputs.fields == defaults.union(["Office__c"]))
        #expect(inputs.faults(in: World.contact).map(\.place) == [0])
        inputs.resetAll()
        #expect(inputs.fields == defaults)
    }

    @Test("S-08 · a record is asked about by its inputs, blank ones left out")
    func asking() {
        var inputs = MatchInputs(.contact)
        inputs.add(MatchInputs.Added(.company(.street), "Office__c"))
        let record = Record(
            id: World.id(1, prefix: "003"),
            object: .contact,
            values: [
                "LastName": .text("Navarro"), "Email": .blank, "Account.Name": .text("Fernhill"),
                "Office__c": .text("1 Hill Road"), "Title": .text(" "),
            ],
            readAt: World.now,
            version: "1"
        )
        var question = Question()
        var asking = MatchInputs.Asking(inputs)
        asking.ask(&question, about: record)
        #expect(question.values.map(\.field) == [.last, .name, .companyStreet])
        #expect(question.text(.companyStreet) == "1 Hill Road")
    }

    @Test("S-08 · fields by which nothing is matched are refused in words")
    func unusable() {
        var inputs = MatchInputs(.account)
        inputs.add(MatchInputs.Added(.company(.description), "Description"))
        inputs.add(MatchInputs.Added(.person(.email), "Website"))
        #expect(inputs.faults(in: World.account()).map(\.place) == [0, 1])
    }

    @Test("S-10 · signals of the topics and of the past 30 days are written, and none a second time")
    func signals() throws {
        let days = ["2026-02-05", "2026-02-06", "2026-03-08", "2026-03-09"]
        let signals = try days.enumerated().map { number, day in
            Signal(
                number: Int64(number),
                topic: number == 3 ? "Other" : "Storage",
                score: 60,
                observedOn: try #require(.init(iso8601: day)),
                provenance: World.source
            )
        }
        let criteria = IntentCriteria(topics: ["Storage"])
        #expect(criteria.choose(from: signals.reversed(), at: World.now).map(\.number) == [1, 2])
        #expect(criteria.choose(from: signals, at: World.now, without: [1]).map(\.number) == [2])
    }

    @Test("S-10 · scoops meet every kind of criterion by any of its choices")
    func scoops() {
        let day = World.now.day
        let scoops = [
            Scoop(number: 1, type: "Funding", departments: ["Finance"], topics: ["Growth"], publishedOn: day),
            Scoop(number: 2, type: "Hiring", departments: ["IT"], topics: ["Growth"], publishedOn: day),
        ]
        #expect(ScoopCriteria().choose(from: scoops, at: World.now).count == 2)
        #expect(
            ScoopCriteria(types: ["Funding", "Hiring"], departments: ["IT"]).choose(from: scoops, at: World.now).map(
                \.number
            ) == [2]
        )
        #expect(ScoopCriteria(types: ["Funding"], departments: ["IT"]).choose(from: scoops, at: World.now).isEmpty)
    }
}
