/// The common shapes of phone numbers in the lands where most are, read without the library: half a microsecond is saved
/// on each. A test holds this against libphonenumber over thousands of numbers; what is not listed here, it answers.
struct PhonePlan: Sendable {
    private struct Plan: Sendable {
        var code: UInt64
        /// How many digits a national number has here, a bit for each count.
        var counts: UInt32
        /// With which digits it begins, a bit for each.
        var firsts: UInt32
        /// A zero stands before it when it is dialled within the land.
        var hasTrunk: Bool
    }

    private static let shared = PhonePlan()

    private var byCode = [Int8](repeating: -1, count: 1000)
    private var byCountry = [Int8](repeating: -1, count: Country.count)
    private var plans: [Plan] = []

    /// Code, lands, counts, first digits, and whether a zero is dialled within the land.
    private static let list = """
        44 GB 10 12378 0
        33 FR 9 12345679 0
        49 DE 9,10,11 23456789 0
        34 ES 9 6789 -
        31 NL 9 1234567 0
        32 BE 8,9 123456789 0
        41 CH 9 234567 0
        45 DK 8 23456789 -
        47 NO 8 234679 -
        48 PL 9 2345678 -
        351 PT 9 29 -
        61 AU 9 23478 0
        65 SG 8 3689 -
        91 IN 10 6789 0
        27 ZA 9 12345678 0
        420 CZ 9 234567 -
        40 RO 9 237 0
        30 GR 10 26 -
        90 TR 10 2345 0
        46 SE 9 123456789 0
        """

    private init() {
        for line in PhonePlan.list.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard let code = UInt64(parts[0]) else { continue }
            let counts = parts[2].split(separator: ",").compactMap { UInt32($0) }.reduce(UInt32(0)) { $0 | 1 << $1 }
            let firsts = parts[3].utf8.reduce(UInt32(0)) { $0 | 1 << UInt32($1 - 0x30) }
            let index = Int8(plans.count)
            plans.append(Plan(code: code, counts: counts, firsts: firsts, hasTrunk: parts[4] == "0"))
            byCode[Int(code)] = index
            byCountry[Country(String(parts[1])).index] = index
        }
    }

    /// The number, nil when its shape is none of the common ones.
    static func read(_ digits: PhoneDigits, in country: Country) -> PhoneNumber? {
        if digits.hasPlus { return shared.international(digits) }
        guard country != .none else { return nil }
        if country == unitedStates || country == canada { return american(digits) }
        let index = shared.byCountry[country.index]
        guard index >= 0 else { return nil }
        let plan = shared.plans[Int(index)]
        let trunk = plan.hasTrunk ? 1 : 0
        guard digits.leadingZeros == trunk else { return nil }
        return number(plan, digits.value, count: digits.count - trunk, digits.extension)
    }

    private static let unitedStates = Country("US")
    private static let canada = Country("CA")

    private static func american(_ digits: PhoneDigits) -> PhoneNumber? {
        let hasCode = digits.count == 11 && digits.value / 10_000_000_000 == 1
        guard digits.count == 10 || hasCode else { return nil }
        let national = digits.value % 10_000_000_000
        guard national >= 2_000_000_000 else { return nil }
        return PhoneNumber(kind: .international, digits: 10_000_000_000 + national, extension: digits.extension)
    }

    private func international(_ digits: PhoneDigits) -> PhoneNumber? {
        guard digits.leadingZeros == 0, digits.count >= 9 else { return nil }
        var scale: UInt64 = 1
        for _ in 3..<digits.count { scale *= 10 }
        let three = digits.value / scale
        if three / 100 == 1 { return digits.count == 11 ? PhonePlan.american(digits) : nil }
        let (two, isTwo) = (byCode[Int(three / 10)], byCode[Int(three / 10)] >= 0)
        let index = isTwo ? two : byCode[Int(three)]
        guard index >= 0 else { return nil }
        let national = digits.value % (isTwo ? scale * 10 : scale)
        return PhonePlan.number(plans[Int(index)], national, count: digits.count - (isTwo ? 2 : 3), digits.extension)
    }

    private static func number(_ plan: Plan, _ national: UInt64, count: Int, _ ext: UInt32) -> PhoneNumber? {
        guard count < 16, plan.counts & 1 << UInt32(count) != 0 else { return nil }
        var scale: UInt64 = 1
        for _ in 1..<count { scale *= 10 }
        guard plan.firsts & 1 << UInt32(truncatingIfNeeded: national / scale) != 0 else { return nil }
        return PhoneNumber(kind: .international, digits: plan.code * scale * 10 + national, extension: ext)
    }
}
