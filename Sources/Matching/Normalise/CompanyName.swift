/// The name of a company in its normal form: without legal forms and stop words, abbreviations written out, any script
/// spelled in small Latin letters (Chinese characters in their plain form).
///
/// A value is a workspace: `read` again and again with one of them in a loop, and nothing is allocated.
/// ```
/// var name = CompanyName()
/// name.read(bytes.span)         // "The Acme Intl. Co., Ltd. (formerly Foo)"
/// name.text                     // acme international
/// name.form                     // the index of `limited` among CompanyName.forms
/// name.otherName                // foo
/// ```
/// For an index, keep `text`, `tokens` and `keys`: none has a pointer, and every comparison takes spans of them. Reading
/// `text` gives the same text again.
package struct CompanyName: Sendable {
    package enum Other: UInt8, Sendable { case none, trading, former }

    /// The words with one blank between them; at most 255 bytes. Empty for a blank name, which equals no other.
    package private(set) var text: [UInt8] = []
    package private(set) var tokens: [NameToken] = []
    package private(set) var keys = NameKeys()
    /// The first letters of all words but legal forms, packed as in the keys, where they are others than those of the text:
    /// *ROA* for *Roofing of Atlanta*. 0 where they are not, and in a name's normal form, which has lost the small words.
    package private(set) var wholeInitials: UInt64 = 0
    /// The first legal form that was taken off, as an index of `forms`; 0 for none.
    package private(set) var form: UInt8 = 0
    /// What follows *doing business as*, *formerly* and the like, folded; a name to be read by itself.
    package private(set) var otherName: [UInt8] = []
    package private(set) var other = Other.none

    /// The families of legal forms; the first is none.
    package static var forms: [String] { CompanyWords.shared.forms }

    private var folded = [UInt8](repeating: 0, count: Folding.room)
    private var reader = TokenReader()
    private var words = CompanyWordRow()
    private let tables = CompanyWords.shared
    private let folding = Folding.shared

    package init() {
        text.reserveCapacity(256)
        tokens.reserveCapacity(TokenReader.most)
    }

    package init(_ name: String) {
        self.init()
        let bytes = Array(name.utf8)
        read(bytes.span)
    }

    package mutating func read(_ name: Span<UInt8>) {
        form = 0
        wholeInitials = 0
        other = .none
        otherName.removeAll(keepingCapacity: true)
        let count = folding.fold(name, into: &folded)
        let source = folded
        reader.read(source.span, count: count)
        words.fill(from: reader, tables)
        settle()
        // Where words that met for the first time may mean something together, and where not all of them are plain, the
        // result is read again until it stays as it is.
        if words.mayChange || !isPlain {
            var rounds = 0
            while rounds < TokenReader.most {
                rounds += 1
                let before = text
                reader.read(before.span, count: before.count)
                words.fill(from: reader, tables)
                settle()
                if text == before { break }
            }
        }
        keys = NameKeys(text.span, tokens.span)
        if wholeInitials == keys.initials || wholeInitials == keys.acronym { wholeInitials = 0 }
    }

    /// Whether nothing but letters stands in the normal form, in words that no reading joins or divides.
    private var isPlain: Bool {
        tokens.allSatisfy { token in
            token.length > 1 && text[token.range].allSatisfy(TokenReader.isLetter)
        }
    }

    private mutating func settle() {
        words.findPhrases(tables)
        if let alias = words.takeAlias() {
            if otherName.isEmpty {
                otherName.append(contentsOf: words.bytes[alias.bytes])
                other = alias.isFormer ? .former : .trading
            }
        }
        let found = words.dropForms()
        if form == 0 { form = found }
        if wholeInitials == 0 { wholeInitials = words.initials }
        words.write(to: &text, &tokens)
    }
}

/// What of a company's name can be looked up and compared as a number; 40 bytes without a pointer.
package struct NameKeys: BitwiseCopyable, Sendable, Hashable {
    /// The letters without blanks: equal for *Coca Cola*, *Coca-Cola* and *CocaCola*. 0 for a blank name.
    package var joined: UInt64 = 0
    /// The words in any order.
    package var bag: UInt64 = 0
    /// The first letters of up to twelve words, five bits each; 0 for a single word.
    package var initials: UInt64 = 0
    /// The letters of a name of one short word, packed alike: an acronym is equal to another name's initials.
    package var acronym: UInt64 = 0

    package init() {}

    init(_ text: Span<UInt8>, _ tokens: Span<NameToken>) {
        guard !tokens.isEmpty else { return }
        var skeleton = Skeleton()
        for index in tokens.indices {
            let token = tokens[index]
            for position in token.range { skeleton.add(text[position]) }
            bag &+= Hash.spread(token.hash)
            if index < NameKeys.mostInitials { initials = NameKeys.next(initials, text[Int(token.start)]) }
        }
        joined = Hash.spread(skeleton.value) | 1
        if tokens.count == 1 {
            initials = 0
            let range = tokens[0].range
            if range.count >= 2, range.count <= 12 {
                for position in range { acronym = NameKeys.next(acronym, text[position]) }
            }
        }
    }

    static let mostInitials = 12

    static func next(_ packed: UInt64, _ byte: UInt8) -> UInt64 {
        packed << 5 | (TokenReader.isLetter(byte) ? UInt64(byte - 0x60) : UInt64(27 + byte % 5))
    }
}

extension NameKeys {
    /// Both have the same letters, however they are divided into words. Blank names are not.
    @inline(__always)
    package func isJoined(_ other: NameKeys) -> Bool { joined != 0 && joined == other.joined }
    /// Both have the same words in some order.
    @inline(__always)
    package func isReordered(_ other: NameKeys) -> Bool { bag != 0 && bag == other.bag }
}
