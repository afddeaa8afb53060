import Testing

@testable import SampleData

struct DirtTests {
    private let world = SampleWorld(seed: 5, companies: 3_200, people: 1_500)

    @Test("each dirt comes as often as its rate says", arguments: Dirt.Level.allCases)
    func rates(level: Dirt.Level) {
        let maker = RecordMaker(world: world, table: .accounts, level: level)
        let count = 1_500
        var seen: [Dirt: Int] = [:]
        for number in 0..<count { for kind in Set(maker.record(number).dirt) { seen[kind, default: 0] += 1 } }
        // These can befall every record; the others only those that have what they spoil.
        let all: [Dirt] = [
            .typo, .shouted, .uncapitalised, .townAdded, .noteAdded, .websiteMissing, .phoneMissing, .moved,
            .cityMissing,
            .streetMissing, .postcodeMissing, .regionMissing, .countryMissing, .employeesMissing, .duplicate,
            .absentCompany,
        ]
        for kind in all {
            let rate = kind.rate(in: level)
            let spread = 5 * (rate * (1 - rate) / Double(count)).squareRoot() + 1 / Double(count)
            #expect(abs(Double(seen[kind] ?? 0) / Double(count) - rate) < spread, "\(kind)")
        }
    }

    @Test("the truth names a company of the catalogue or nobody, and a duplicate's is that of an earlier record")
    func truth() {
        let maker = RecordMaker(world: world, table: .contacts, level: .heavy)
        var earlier: Set<Int> = []
        for number in 0..<600 {
            let record = maker.record(number)
            if let company = record.company { #expect(company < world.companies) }
            if let person = record.person {
                #expect(person < world.people)
                #expect(record.company == world.employer(of: person))
            }
            if record.dirt.contains(.absentCompany) { #expect(record.company == nil && record.person == nil) }
            if let company = record.company { earlier.insert(company) }
        }
        #expect(earlier.count > 300)
    }

    @Test("what is typed stays a word, however short it is", arguments: ["", "A", "AB", "ABC", "Ωμέγα", "東京"])
    func shortWords(text: String) {
        var chance = Chance(1, .fields, text.utf8.count)
        for _ in 0..<50 {
            for typed in [
                Typing.mistyped(text, &chance), Typing.swapped(text, &chance), Typing.joined(text, &chance),
                Typing.abbreviated(text, &chance),
            ] {
                #expect(
                    abs(typed.unicodeScalars.count - text.unicodeScalars.count) <= max(1, text.unicodeScalars.count)
                )
            }
        }
    }
}
