@testable import Enrichment
import FoundationEssentials
import Matching
import Telemetry
import Testing

@Suite struct CommitteeTests {
    private func person(_ number: Int64, _ title: String, accuracy: Int = 80, level: String = "") -> Profile {
        Profile(
            .person(number),
            columns: [
                ("title", [title], World.source), ("accuracy", [String(accuracy)], World.source),
                ("level", [level], World.source),
            ]
        )
    }

    private var committee: BuyingCommittee { BuyingCommittee(Mapping.standard(for: .contact, in: World.contact)) }

    private func chosen(_ committee: BuyingCommittee, _ people: [Profile], made: Int = 0) -> [Int64] {
        committee.choose(from: people, made: made).map(\.id.number)
    }

    @Test("S-11 · within a kind of criterion any choice is enough, and each kind has to be met")
    func criteria() {
        let people = [
            person(1, "Chief Marketing Officer"), person(2, "VP of Marketing"), person(3, "Marketing Manager"),
            person(4, "VP Engineering"), person(5, "Senior Marketing Manager EMEA"), person(6, ""),
        ]
        var committee = committee
        committee.levels = [.vp, .cLevel]
        #expect(chosen(committee, people) == [1, 2, 4])
        committee.functions = ["Marketing"]
        #expect(chosen(committee, people) == [1, 2])
        committee.levels = []
        committee.titles = ["marketing manager", "Chief Marketing Officer"]
        #expect(chosen(committee, people) == [1, 3, 5])
        committee.titles = ["Market"]
        #expect(chosen(committee, people) == [])
    }

    @Test("S-11 · where the title tells no level, what the source says counts")
    func levels() {
        var committee = committee
        committee.levels = [.director]
        #expect(chosen(committee, [person(1, "Gardening", level: "Director"), person(2, "Gardening")]) == [1])
    }

    @Test("S-11 · the surest are chosen first, and a second run makes no more than the first")
    func most() {
        let people = (1...8).map { person(Int64($0), "VP Sales", accuracy: 60 + Int($0 * 7 % 9)) }
        var committee = committee
        committee.levels = [.vp]
        committee.most = 3
        let first = committee.choose(from: people)
        #expect(first.map { $0.accuracy ?? 0 } == [68, 67, 66])
        let present = Set(first.map(\.id))
        #expect(committee.choose(from: people, present: present, made: 3) == [])
        committee.existing = .enrich
        #expect(committee.choose(from: people, present: present, made: 3) == first)
        committee.most = 4
        #expect(committee.choose(from: people, present: present, made: 3).count == 4)
    }

    @Test("S-11 · every fault of a committee is listed, in words")
    func faults() {
        var settings = JobSettings("Accounts", Mapping.standard(for: .account, in: World.account()))
        let schemas: [CRMObject: ObjectSchema] = [.account: World.account(), .contact: World.contact]
        settings.committee = committee
        settings.committee?.most = 11
        settings.committee?.functions = ["Alchemy"]
        settings.committee?.mapping.rows.removeAll { $0.target == "LastName" }
        let faults = settings.faults(in: schemas)
        #expect(faults.map(\.section) == [.committee, .committee, .committee])
        #expect(faults.allSatisfy { $0.sentence.hasSuffix(".") })
        settings.committee = committee
        #expect(settings.faults(in: schemas).count == 1)
        settings.committee?.levels = [.vp]
        #expect(settings.faults(in: schemas) == [])
        #expect(settings.objects == [.account, .contact])
        #expect(settings.faults(in: [.account: World.account()]).map(\.section) == [.committee])
        settings.object = .lead
        settings.mapping = Mapping.standard(for: .lead, in: World.lead)
        #expect(settings.faults(in: [.lead: World.lead]).map(\.section) == [.committee])
    }

    @Test("S-11 · a committee and placeholders come back from their document, which is always the same")
    func document() throws {
        var settings = JobSettings("Accounts", Mapping.standard(for: .account, in: World.account()))
        settings.committee = committee
        settings.committee?.titles = ["Owner", "Buyer", "Planner", "Head of Purchasing"]
        settings.committee?.functions = ["Marketing", "Purchasing", "Legal"]
        settings.committee?.levels = [.cLevel, .staff]
        settings.committee?.existing = .enrich
        settings.intent = IntentCriteria(topics: ["Cloud", "Data", "Storage", "Security"])
        settings.placeholders = Placeholders(["n/a", "to be asked"])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let document = try encoder.encode(settings)
        let read = try JSONDecoder().decode(JobSettings.self, from: document)
        #expect(read == settings)
        #expect(try encoder.encode(read) == document)
        #expect(String(decoding: document, as: UTF8.self).contains(#""levels":["c_level","staff"]"#))
    }

    @Test("X-10 · a placeholder that is blank is a fault")
    func placeholders() {
        var settings = JobSettings("Accounts", Mapping.standard(for: .account, in: World.account()))
        settings.placeholders.texts.append("  ")
        #expect(settings.faults(in: [.account: World.account()]).map(\.section) == [.advanced])
    }

    @Test("S-07 · a value to compare with has at most 255 characters")
    func longValue() {
        let text = String(repeating: "a", count: 256)
        #expect(throws: CriterionFault.tooLong) { try Criterion("Name", .equals, text).value(in: World.account()) }
    }
}
