/// One word of a normal form: where it stands, and a hash that is the same for the ways in which it is spelled.
///
/// Eight bytes without a pointer, to be kept in a file and compared where it lies. `hash` is over the skeleton of the word,
/// in which `ae`, `oe`, `ue` and `aa` are one letter, so that *Müller*, *Mueller* and *Muller* are equal.
package struct NameToken: BitwiseCopyable, Sendable, Hashable {
    package struct Kind: OptionSet, BitwiseCopyable, Sendable, Hashable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        /// A number, or a word with a number in it.
        package static let number = Kind(rawValue: 1)
        /// A land, a region, a people.
        package static let place = Kind(rawValue: 2)
        /// A word that stood in brackets.
        package static let aside = Kind(rawValue: 4)
        /// A single letter.
        package static let initial = Kind(rawValue: 8)
    }

    package var hash: UInt32
    package var start: UInt8
    package var length: UInt8
    package var kind: Kind
    package var form: UInt8

    package init(hash: UInt32, start: UInt8, length: UInt8, kind: Kind = [], form: UInt8 = 0) {
        self.hash = hash
        self.start = start
        self.length = length
        self.kind = kind
        self.form = form
    }

    package var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
}

/// The hash of a word's skeleton, byte after byte.
struct Skeleton {
    private var hash = Hash.start
    private var before: UInt8 = 0

    @inline(__always)
    mutating func add(_ byte: UInt8) {
        defer { before = byte }
        if byte == 0x65, before == 0x61 || before == 0x6F || before == 0x75 { return }
        if byte == 0x61, before == 0x61 { return }
        hash = Hash.next(hash, byte)
    }

    @inline(__always)
    var value: UInt32 { Hash.end(hash) }

    static func hash(of text: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
        var skeleton = Skeleton()
        for index in range { skeleton.add(text[index]) }
        return skeleton.value
    }
}
