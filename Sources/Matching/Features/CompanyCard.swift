/// The fixed part of a company's card: what can be compared as numbers. Behind it lie domains, phones, names, their words
/// and their letters.
struct CompanyHead: BitwiseCopyable {
    var number: Int64 = 0
    /// The number of the company above this one, -1 for none.
    var parent: Int64 = -1
    var address = AddressKeys()
    /// The first and the last four letters of the city, hashed, for one that is misspelled; 0 for none.
    var cityHead: UInt32 = 0
    var cityTail: UInt32 = 0
    var ticker: UInt32 = 0
    var tokens: UInt16 = 0
    var letters: UInt16 = 0
    /// Eighths of a power of two; 0 for unknown.
    var sizeLow: UInt8 = 0
    var sizeHigh: UInt8 = 0
    var domains: UInt8 = 0
    var phones: UInt8 = 0
    var names: UInt8 = 0
    /// The land is not said, but the first of those that have such a region.
    var isLandAssumed = false
    /// How long the id is that the company had in its file; it stands behind the letters.
    var source: UInt8 = 0
}

/// One name of a company on its card, a domain's stem included.
struct NamePart: BitwiseCopyable {
    enum Kind: UInt8, BitwiseCopyable {
        case main, former, trading, alias, domain
        /// A record's name without what is noted behind it.
        case withoutNote

        init(_ kind: CompanyEntry.NameKind) {
            self =
                switch kind {
                case .main: .main
                case .former: .former
                case .trading: .trading
                case .alias: .alias
                }
        }
    }

    var keys = NameKeys()
    /// The initials of all its words, small ones too; 0 where they are those of the keys.
    var wholeInitials: UInt64 = 0
    /// Where among the card's words and letters those of this name begin.
    var firstToken: UInt16 = 0
    var firstLetter: UInt16 = 0
    var tokens: UInt8 = 0
    var letters: UInt8 = 0
    var kind = Kind.main
    var form: UInt8 = 0

    /// Its letters are the initials of the other's words: *IBM* and *International Business Machines*.
    @inline(__always)
    func isInitials(of other: NamePart) -> Bool {
        keys.acronym != 0 && (keys.acronym == other.keys.initials || keys.acronym == other.wholeInitials)
    }
}

/// A card where it lies, in a mapped file or in a workspace.
struct CompanyView {
    let base: UnsafeRawPointer

    @inline(__always)
    var head: UnsafePointer<CompanyHead> { base.assumingMemoryBound(to: CompanyHead.self) }
    @inline(__always)
    var domains: UnsafePointer<UInt64> {
        (base + MemoryLayout<CompanyHead>.stride).assumingMemoryBound(to: UInt64.self)
    }
    @inline(__always)
    var phones: UnsafePointer<UInt64> { domains + Int(head.pointee.domains) }
    @inline(__always)
    var names: UnsafePointer<NamePart> {
        UnsafeRawPointer(phones + Int(head.pointee.phones)).assumingMemoryBound(to: NamePart.self)
    }
    @inline(__always)
    var tokens: UnsafePointer<NameToken> {
        UnsafeRawPointer(names + Int(head.pointee.names)).assumingMemoryBound(to: NameToken.self)
    }
    @inline(__always)
    var letters: UnsafePointer<UInt8> {
        UnsafeRawPointer(tokens + Int(head.pointee.tokens)).assumingMemoryBound(to: UInt8.self)
    }

    var source: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: letters + Int(head.pointee.letters), count: Int(head.pointee.source))
    }

    @inline(__always)
    func name(_ index: Int) -> NameView {
        let part = names + index
        return NameView(
            part: part,
            tokens: tokens + Int(part.pointee.firstToken),
            letters: letters + Int(part.pointee.firstLetter)
        )
    }
}

/// One name where it lies.
struct NameView {
    let part: UnsafePointer<NamePart>
    let tokens: UnsafePointer<NameToken>
    let letters: UnsafePointer<UInt8>

    @inline(__always)
    var count: Int { Int(part.pointee.tokens) }

    @inline(__always)
    func word(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: letters + Int(tokens[index].start), count: Int(tokens[index].length))
    }

    /// All words with a blank between them.
    @inline(__always)
    var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: letters, count: Int(part.pointee.letters)) }

    /// How telling the word is, in bits.
    @inline(__always)
    func weight(_ index: Int) -> Float { Float(tokens[index].form) * (1 / 8) }
}
