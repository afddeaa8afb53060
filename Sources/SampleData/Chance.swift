/// Numbers by chance that come out the same on every machine: a stream from a seed, a purpose and a row's number.
///
/// Each purpose of each row has a stream of its own. So any row is made again from its number alone, in any order and on
/// any thread, and a new purpose leaves what the others drew as it was.
struct Chance {
    private var state: UInt64

    enum Purpose: UInt64 {
        case companySize = 1
        case companyKin, companyPlace, companyName, companyFormerName, companyWeb, companyFacts
        case employer, personName, personContact, personFacts
        case account, contact, lead, fields, missing
    }

    init(_ seed: UInt64, _ purpose: Purpose, _ number: Int) {
        state = Chance.folded(seed ^ 0x5851_F42D_4C95_7F2D, purpose.rawValue &* 0xD134_2543_DE82_EF95)
        state = Chance.folded(state ^ UInt64(bitPattern: Int64(number)), 0xAF25_1AF3_B0F0_25B5)
    }

    mutating func next() -> UInt64 {
        state &+= 0xA076_1D64_78BD_642F
        return Chance.folded(state, state ^ 0xE703_7ED1_A0B4_28DB)
    }

    /// A number from zero up to, but not, the bound.
    mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

    /// A number from zero up to, but not, one.
    mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func happens(_ rate: Double) -> Bool { fraction() < rate }

    mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

    /// One of the items, the first ones far more often, as names and words are used.
    mutating func pickSkewed<Item>(_ items: [Item]) -> Item {
        let fraction = fraction()
        return items[Int(fraction * fraction * Double(items.count))]
    }

    /// A place in a list of running sums, each as often as it adds to the sum.
    mutating func pickIndex(of sums: [Int]) -> Int {
        let drawn = below(sums[sums.count - 1])
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if drawn < sums[middle] { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The pattern with each `#` made a digit, each `%` a digit from two, and each `@` a letter of British postcodes.
    mutating func fill(_ pattern: String) -> String {
        let letters: StaticString = "ABDEFGHJLNPQRSTUWXYZ"
        var bytes: [UInt8] = []
        bytes.reserveCapacity(pattern.utf8.count)
        for byte in pattern.utf8 {
            switch byte {
            case UInt8(ascii: "#"): bytes.append(UInt8(ascii: "0") + UInt8(below(10)))
            case UInt8(ascii: "%"): bytes.append(UInt8(ascii: "2") + UInt8(below(8)))
            case UInt8(ascii: "@"): bytes.append(letters.withUTF8Buffer { $0[below($0.count)] })
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func folded(_ one: UInt64, _ other: UInt64) -> UInt64 {
        let product = one.multipliedFullWidth(by: other)
        return product.high ^ product.low
    }
}
