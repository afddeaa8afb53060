/// The common shapes of phone numbers in the lands where most are, read without the library: half a microsecond is saved
/// on each. A test holds this against libphonenumber over thousands of numbers; what is not listed here, it answers.
struct PhonePlan: Sendable {
    private struct Plan: Sendable {
        var code: UInt64
        /// How many digits a national number has here, a bit for each count.
        var counts: UInt32
        /// With which digits it begins, a bit for each.
        var firsts: UInt32
        var zero: Zero
    }

    /// Whether a zero stands before a national number.
    private enum Zero: Substring, Sendable {
        case always = "0"
        case never = "-"
        /// Before some of them, the longer ones mostly.
        case sometimes = "?"
        /// It belongs to the number, and stays when the code of the land stands before it.
        case kept = "k"
    }

    private static let shared = PhonePlan()

    private var byCode = [Int8](repeating: -1, count: 1000)
    private var byCountry = [Int8](repeating: -1, count: Country.count)
    private var plans: [Plan] = []

    /// Code, land, counts, first digits, and `Zero`.
    private static let list = """
        44 GB 10 12378 0
        33 FR 9 12345679 0
        49 DE 9,10,11 23456789 0
        34 ES 9 6789 -
        31 NL 9 1234567 0
        32 BE 8,9 123456789 0
        41 CH 9 234567 0
        45 DK 8 23456789 -
        47 NO 8 2345679 -
        48 PL 9 12345678 -
        351 PT 9 29 -
        61 AU 9 23478 0
        65 SG 8 3689 -
        91 IN 10 123456789 0
        27 ZA 9 12345678 0
        420 CZ 9 234567 -
        40 RO 9 237 0
        30 GR 10 26 -
        90 TR 10 2345 0
        46 SE 9 123456789 0
        39 IT 9,10,11 03 k
        43 AT 8,9,10,11 1234567 0
        353 IE 8,9 12456789 0
        358 FI 8,9,10 12345689 0
        36 HU 8,9 123456789 -
        421 SK 9 2345 0
        385 HR 8,9 123459 0
        386 SI 8 1234567 0
        359 BG 8,9 23456789 0
        370 LT 8 3456 -
        371 LV 8 26 -
        372 EE 7 34567 -
        354 IS 7 45678 -
        380 UA 9 3456 0
        7 RU 10 3489 -
        972 IL 8,9 2345789 0
        971 AE 8,9 234567 0
        81 JP 9,10 123456789 0
        82 KR 8,9,10 123456 0
        86 CN 10,11 123456789 ?
        852 HK 8 235679 -
        886 TW 8,9 23456789 0
        66 TH 8,9 2345689 0
        84 VN 9,10 23589 0
        62 ID 9,10,11 23456789 0
        60 MY 8,9,10 13456789 0
        64 NZ 8,9 234679 0
        55 BR 10,11 12345678 ?
        52 MX 10 2345689 -
        57 CO 10 36 -
        56 CL 9 23456789 -
        """

    private init() {
        for line in PhonePlan.list.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard let code = UInt64(parts[0]), let zero = Zero(rawValue: parts[4]) else { continue }
            let counts = parts[2].split(separator: ",").compactMap { UInt32($0) }.reduce(UInt32(0)) { $0 | 1 << $1 }
            let firsts = parts[3].utf8.reduce(UInt32(0)) { $0 | 1 << UInt32($1 - 0x30) }
            let index = Int8(plans.count)
            plans.append(Plan(code: code, counts: counts, firsts: firsts, zero: zero))
            byCode[Int(code)] = index
            byCountry[Country(String(parts[1])).index] = index
        }
    }

    /// The number, nil when its shape is none of the common ones.
    static func read(_ digits: PhoneDigits, in country: Country) -> PhoneNumber? {
        if digits.hasPlus { return shared.international(digits, count: digits.count) }
        // Two zeros stand for the plus; in Australia, whose own prefixes begin with `001`, not before a one.
        if digits.leadingZeros == 2, let found = shared.international(digits, count: digits.count - 2),
            country != australia || found.digits / 10_000_000_000 != 1
        {
            return found
        }
        guard country != .none else { return nil }
        if country == unitedStates || country == canada { return american(digits, count: digits.count) }
        let index = shared.byCountry[country.index]
        guard index >= 0 else { return nil }
        let plan = shared.plans[Int(index)]
        let zeros = digits.leadingZeros
        switch plan.zero {
        case .always: guard zeros == 1 else { return nil }
        case .never: guard zeros == 0 else { return nil }
        case .sometimes, .kept: guard zeros <= 1 else { return nil }
        }
        let count = plan.zero == .kept ? digits.count : digits.count - zeros
        // It may begin with the code of the land, without its plus.
        guard zeros > 0 || !begins(digits.value, with: plan.code) else { return nil }
        // In Japan `010` stands for the plus.
        guard country != japan || !begins(digits.value, with: 10) else { return nil }
        return number(plan, digits.value, count: count, digits.extension)
    }

    /// The land whose code a number begins with, none where it does not say its code or several lands share that.
    static func land(of digits: PhoneDigits) -> Country {
        let zeros = digits.leadingZeros
        guard digits.isPlain, digits.hasPlus && zeros == 0 || zeros == 2 else { return .none }
        return shared.byCountry.indices.lazy
            .filter { shared.byCountry[$0] >= 0 }
            .first { begins(digits.value, with: shared.plans[Int(shared.byCountry[$0])].code) }
            .map { Country(0x41 + UInt8($0 / 26), 0x41 + UInt8($0 % 26)) } ?? .none
    }

    private static func begins(_ value: UInt64, with code: UInt64) -> Bool {
        var value = value
        while value > code { value /= 10 }
        return value == code
    }

    /// The lands whose common shapes are known here, with their codes.
    static var lands: [(code: UInt64, country: Country)] {
        shared.byCountry.enumerated().compactMap { index, plan in
            plan < 0 ? nil : (shared.plans[Int(plan)].code, Country(0x41 + UInt8(index / 26), 0x41 + UInt8(index % 26)))
        }
    }

    private static let unitedStates = Country("US")
    private static let canada = Country("CA")
    private static let australia = Country("AU")
    private static let japan = Country("JP")

    private static func american(_ digits: PhoneDigits, count: Int) -> PhoneNumber? {
        let hasCode = count == 11 && digits.value / 10_000_000_000 == 1
        guard count == 10 || hasCode else { return nil }
        let national = digits.value % 10_000_000_000
        guard national >= 2_000_000_000 else { return nil }
        return PhoneNumber(kind: .international, digits: 10_000_000_000 + national, extension: digits.extension)
    }

    /// Of so many digits from the code on.
    private func international(_ digits: PhoneDigits, count: Int) -> PhoneNumber? {
        guard count >= 9, digits.leadingZeros == digits.count - count else { return nil }
        var scale: UInt64 = 1
        for _ in 3..<count { scale *= 10 }
        let three = digits.value / scale
        if three / 100 == 1 { return count == 11 ? PhonePlan.american(digits, count: count) : nil }
        // A code has one, two or three digits, and none begins like another.
        for (code, size) in [(three / 100, 1), (three / 10, 2), (three, 3)] where byCode[Int(code)] >= 0 {
            let national = digits.value % (scale * (size == 1 ? 100 : size == 2 ? 10 : 1))
            return PhonePlan.number(
                plans[Int(byCode[Int(code)])],
                national,
                count: count - size,
                digits.extension
            )
        }
        return nil
    }

    private static func number(_ plan: Plan, _ national: UInt64, count: Int, _ ext: UInt32) -> PhoneNumber? {
        guard count < 16, plan.counts & 1 << UInt32(count) != 0 else { return nil }
        var scale: UInt64 = 1
        for _ in 1..<count { scale *= 10 }
        guard plan.firsts & 1 << UInt32(truncatingIfNeeded: national / scale) != 0 else { return nil }
        // One zero may belong to the number, two do not.
        guard national >= scale / 10 else { return nil }
        return PhoneNumber(kind: .international, digits: plan.code * scale * 10 + national, extension: ext)
    }
}
