@testable import Sandbox

/// Makes up queries: most by the grammar and the schema, then some of them broken.
struct QueryMaker {
    let schema: Schema
    private var random: SplitMix

    init(_ schema: Schema, seed: UInt64) {
        self.schema = schema
        random = SplitMix(state: seed)
    }

    mutating func next() -> String {
        var text = chance(8) ? sosl() : query(pick(objects), depth: 0)
        while chance(4) { text = mutated(text) }
        return text
    }

    private let objects = ["Account", "Contact", "Lead", "Opportunity", "Task", "User", "Case", "CampaignMember"]

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }
    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }
    private mutating func some(_ most: Int, _ make: (inout QueryMaker) -> String, by separator: String) -> String {
        (0..<Int.random(in: 1...most, using: &random)).map { _ in make(&self) }.joined(separator: separator)
    }

    private mutating func query(_ object: String, depth: Int) -> String {
        guard let type = schema.object(object) else { return "" }
        var text = "SELECT "
        let isGrouped = chance(5)
        if isGrouped {
            let keys = some(3, { $0.groupKey(type) }, by: ", ")
            text += keys + ", COUNT(Id) n, \(pick(["SUM", "MAX", "MIN", "AVG", "COUNT_DISTINCT"]))(\(field(type)))"
            text += " FROM \(type.name)" + (chance(2) ? " WHERE \(condition(type, depth: depth))" : "")
            text += " GROUP BY " + pick(["\(keys)", "ROLLUP(\(keys))", "CUBE(\(keys))"])
            if chance(2) { text += " HAVING COUNT(Id) \(pick(["=", ">", "<=", "!="])) \(number())" }
            if chance(2) { text += " ORDER BY \(pick(["COUNT(Id)", keys, "n"]))\(pick(["", " DESC NULLS LAST"]))" }
        } else {
            text += some(5, { $0.item(type, depth: depth) }, by: ", ")
            text += " FROM \(type.name)" + (chance(6) ? " x" : "")
            if chance(12) { text += " USING SCOPE \(pick(["Mine", "Everything", "Team"]))" }
            if !chance(3) { text += " WHERE \(condition(type, depth: depth))" }
            if chance(2) {
                text +=
                    " ORDER BY " + some(2, { $0.path(type) }, by: ", ")
                    + pick(["", " DESC", " NULLS LAST", " ASC NULLS FIRST"])
            }
        }
        if chance(2) { text += " LIMIT \(pick(["0", "1", "5", "200", "99999999999999999999"]))" }
        if chance(6) { text += " OFFSET \(pick(["0", "1", "2000", "2001"]))" }
        if chance(15) { text += pick([" FOR VIEW", " FOR REFERENCE", " FOR UPDATE", " UPDATE TRACKING", " ALL ROWS"]) }
        return text
    }

    private mutating func item(_ type: ObjectType, depth: Int) -> String {
        switch Int.random(in: 0..<14, using: &random) {
        case 0 where depth < 3 && !type.children.isEmpty:
            let child = pick(type.children.filter { $0.name != nil } + [type.children.first].compactMap { $0 })
            let query = query(child.childObject, depth: depth + 1)
            return "(\(query.replacing("FROM \(child.childObject)", with: "FROM \(child.name ?? "Nothing")")))"
        case 1 where chance(4): return pick(["FIELDS(ALL)", "FIELDS(STANDARD)", "FIELDS(CUSTOM)"])
        case 2:
            return
                "TYPEOF \(pick(["Who", "What", "Owner"])) WHEN \(pick(["Account", "Lead", "User"])) THEN Id ELSE Name END"
        case 3: return "\(pick(["FORMAT", "toLabel", "convertCurrency", "MAX", "COUNT"]))(\(field(type)))"
        case 4: return "DISTANCE(\(field(type)), GEOLOCATION(1.5, -2), 'km')"
        default: return path(type)
        }
    }

    private mutating func groupKey(_ type: ObjectType) -> String {
        chance(3)
            ? "\(pick(["CALENDAR_YEAR", "DAY_ONLY", "FISCAL_QUARTER", "WEEK_IN_YEAR", "HOUR_IN_DAY"]))"
                + (chance(2) ? "(CreatedDate)" : "(convertTimezone(CreatedDate))") : path(type)
    }

    private mutating func field(_ type: ObjectType) -> String { chance(90) ? "Nothing__c" : pick(type.fields).name }

    private mutating func path(_ type: ObjectType) -> String {
        var type = type
        var text = ""
        while chance(4),
            let reference = type.fields.filter({ $0.relationshipName != nil }).randomElement(using: &random),
            let parent = reference.references.first.flatMap({ schema.object($0) })
        {
            text += (reference.relationshipName ?? "") + "."
            type = parent
        }
        return text + field(type)
    }

    private mutating func condition(_ type: ObjectType, depth: Int) -> String {
        switch Int.random(in: 0..<9, using: &random) {
        case 0 where depth < 6: return "(\(condition(type, depth: depth + 1)))"
        case 1 where depth < 6: return "NOT (\(condition(type, depth: depth + 1)))"
        case 2 where depth < 6:
            return some(4, { "(\($0.condition(type, depth: depth + 1)))" }, by: pick([" AND ", " OR "]))
        case 3 where chance(2):
            let left = pick(["Id", "OwnerId", field(type)])
            let right = chance(2) ? query(pick(objects), depth: depth + 3) : "SELECT OwnerId FROM \(pick(objects))"
            return "\(left) \(pick(["IN", "NOT IN"])) (\(right))"
        case 4 where chance(2):
            let list = some(4, { $0.literal() }, by: ",")
            return "\(path(type)) \(pick(["IN", "NOT IN", "INCLUDES", "EXCLUDES"])) (\(list))"
        default:
            let found = type.field(field(type)) ?? type.fields[0]
            let left = chance(12) ? path(type) : found.name
            let right = chance(12) ? literal() : literal(found.type)
            return "\(left) \(pick(["=", "=", "!=", "!=", "<>", "<", ">=", "LIKE"])) \(right)"
        }
    }

    private mutating func literal(_ type: FieldType) -> String {
        switch type {
        case .id, .reference: pick(["'001LM0000000001'", "'001LM0000000001YAA'", "null", "'x'", "''"])
        case .boolean: pick(["true", "FALSE", "null"])
        case .int, .long, .double, .currency, .percent: number()
        case .date: pick(["2024-02-29", "TODAY", "LAST_N_MONTHS:\(number())", "THIS_FISCAL_QUARTER", "null"])
        case .datetime:
            pick(["2024-02-29T23:59:59Z", "2024-01-01T00:00:00.123456+0530", "NEXT_90_DAYS", "N_DAYS_AGO:7"])
        case .time: "12:30:00Z"
        default: pick(["'Acme'", "'%a_c%'", "''", "null", "'O\\'Brien'", "'\\\\'", "'é\\u00e9😀'", "'A;B'"])
        }
    }

    private mutating func literal() -> String { literal(pick(FieldType.allCases)) }
    private mutating func number() -> String {
        pick(["0", "1", "-1.5", "1e308", "99999999999999999999", "1e3", "007"])
    }

    private mutating func sosl() -> String {
        let object = pick(objects)
        let term = pick([
            "acme", "ac*", "a?me OR wood", "\"ann pine\"", "(fir AND NOT oak)", "x", "ann@acme.example", "\\}\\{",
        ])
        guard let type = schema.object(object) else { return "" }
        return "FIND {\(term)} IN \(pick(["ALL", "NAME", "EMAIL", "PHONE", "SIDEBAR", "NO"])) FIELDS RETURNING "
            + "\(object)(\(path(type)) WHERE \(condition(type, depth: 3)) LIMIT 5)"
    }

    private mutating func mutated(_ text: String) -> String {
        var bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return text }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 1...12, using: &random))
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
        case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 3: bytes.insert(contentsOf: pick(QueryMaker.words).utf8, at: place)
        case 4: bytes.replaceSubrange(place..<end, with: pick(QueryMaker.words).utf8)
        default:
            bytes.insert(
                contentsOf: Array(
                    repeating: pick([40, 41, 39, 92]),
                    count: 1 << Int.random(in: 0..<9, using: &random)
                ),
                at: place
            )
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let words = [
        " AND ", " OR ", " NOT ", "(", ")", ",", "'", "\\", "SELECT ", " FROM ", " WHERE ", " LIMIT 1", "COUNT()",
        " NULLS FIRST",
        " IN (", ":x", ".", ";", " null ", "\0", "\u{FEFF}", "😀", "--", "\"", "%", "1e999", "-", " GROUP BY ",
        "GROUPING(Name)",
    ]
}

/// A generator of numbers that gives the same ones for the same seed.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
