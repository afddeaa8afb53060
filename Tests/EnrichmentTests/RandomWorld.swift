@testable import Enrichment
import Telemetry

/// Records, profiles and settings by chance: the same for the same seed.
struct RandomWorld: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }

    mutating func pick<Element>(_ from: [Element]) -> Element { from[Int.random(in: 0..<from.count, using: &self)] }
    mutating func happens(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }

    private static let texts = [
        "Brightwater", "Straße 5", "  spaced  ", "n/a", "line\nbreak", "1200", "-3.5", "yes", "2026-02-28", "a;b",
        "+1 781 555 0100", "www.brightwater.example", "👩‍🔬 Labs", String(repeating: "long ", count: 30),
    ]
    private static let places = ["US", "United States", "Germany", "MA", "Bayern", "Nowhere"]

    mutating func company(_ number: Int64) -> Profile {
        var columns: [(name: String, values: [String], provenance: Provenance)] = []
        for field in CompanyField.allCases where field != .id && happens(0.7) {
            let isPlace = field == .country || field == .state
            let values = (0..<Int.random(in: 1...3, using: &self)).map { _ in
                isPlace ? pick(RandomWorld.places) : pick(RandomWorld.texts)
            }
            columns.append((field.rawValue, values, World.source))
        }
        return Profile(.company(number), columns: columns)
    }

    mutating func mapping(_ schema: ObjectSchema) -> Mapping {
        let sources = LoamField.catalogue(for: .account)
        let rows = (0..<30).map { _ in
            var options = MappingRow.Options()
            options.truncates = happens(0.5)
            options.clearsUnknown = happens(0.3)
            options.place = pick([nil, .code, .name])
            return MappingRow(pick(sources), pick(schema.writable).name, pick(UpdateRule.allCases), options)
        }
        return Mapping(.account, rows)
    }

    mutating func value(of field: FieldSchema) -> FieldValue {
        guard happens(0.6) else { return field.type == .boolean ? .flag(happens(0.5)) : .blank }
        return FieldValue(reading: pick(RandomWorld.texts), as: field.type).kept
    }

    mutating func record(_ number: Int, _ patcher: Patcher, _ schema: ObjectSchema) -> Record {
        var values: [CRMField: FieldValue] = [:]
        for field in patcher.fieldsToRead.sorted() where happens(0.95) {
            if let field = schema[field] { values[field.name] = value(of: field) }
        }
        return Record(
            id: World.id(number),
            object: .account,
            values: values,
            readAt: World.now,
            version: "v\(number)"
        )
    }

    /// A batch of records with what they were found to be.
    mutating func cases(_ count: Int, _ patcher: Patcher, _ schema: ObjectSchema) -> [PlanCase] {
        let companies = (1...5).map { company(Int64($0)) }
        return (0..<count).map { number in
            let record = record(number, patcher, schema)
            let company = pick(companies)
            let answer: Match.Answer =
                happens(0.8) ? .matched(company.id) : .none(pick(NoMatchReason.allCases))
            var one = PlanCase(record, Match(answer, confidence: 90), company: company)
            for (field, value) in record.values where happens(0.3) { one.lastWritten[field] = value }
            one.isDeferred = happens(0.2)
            return one
        }
    }
}
