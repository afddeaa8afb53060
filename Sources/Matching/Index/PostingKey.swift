/// What a record can be found by, hashed to 64 bits: the high bits name a bucket of the index, the low ones tell keys apart.
struct PostingKey: BitwiseCopyable, Hashable, Sendable {
    enum Kind: UInt64 {
        // Companies.
        case domain = 1, letters, phone, bag, initials, acronym, word, wordAndPlace, pair, edit
        case headAndPlace, tailAndPlace, head, tail, house, ticker, domainAndCity
        // Places, kept for how frequent they are.
        case city, region, country, postcode
        // People.
        case mail, personPhone, name, nameAndCompany, nameAndDomain, nameAndCity, familyAndCompany, familyAndDomain
        case soundAndCity, soundAndPostcode, nameAndBirth, identity, familyAndBirth, givenAndBirth, nameAndPostcode
        case nameAndCompanyName, familyAndCompanyName, family, given
        case houseAndBirth, familyAndHouse, givenAndHouse, soundAndCompanyName, soundAndDomain, mailLocalAndCity
        case halfAndPostcode

        /// Of such a key more postings are kept, because it tells much.
        var isWide: Bool {
            switch self {
            case .domain, .letters, .phone, .bag, .mail, .personPhone, .name: true
            default: false
            }
        }
    }

    let hash: UInt64

    static let narrow = 48
    static let wide = 256

    @inline(__always)
    init(_ kind: Kind, _ value: UInt64, _ other: UInt64 = 0) {
        var mixed = value &* 0x9E37_79B9_7F4A_7C15 ^ (other &+ kind.rawValue) &* 0xC2B2_AE3D_27D4_EB4F
        mixed = (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
        mixed = (mixed ^ mixed >> 29) &* 0xBF58_476D_1CE4_E5B9
        mixed ^= mixed >> 32
        hash = kind.isWide ? mixed | 1 : mixed & ~1
    }

    @inline(__always)
    var mark: UInt32 { UInt32(truncatingIfNeeded: hash) }

    @inline(__always)
    static func bound(of mark: UInt32) -> Int { isWide(mark) ? wide : narrow }

    @inline(__always)
    static func isWide(_ mark: UInt32) -> Bool { mark & 1 == 1 }
}
