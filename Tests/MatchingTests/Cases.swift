import Testing

/// A table of cases as text: `what is read -> what is expected`, one a line; a line that ends in a colon tells whose they are.
struct Cases {
    struct Row: CustomTestStringConvertible, Sendable {
        let input: String
        let expected: String
        var testDescription: String { input }
    }

    static func rows(_ table: String) -> [Row] {
        table.split(separator: "\n").compactMap { line in
            guard let arrow = line.firstRange(of: " -> ") else { return nil }
            let expected = line[arrow.upperBound...]
            return Row(input: String(line[..<arrow.lowerBound]), expected: expected == "∅" ? "" : String(expected))
        }
    }
}

extension [UInt8] {
    var string: String { String(decoding: self, as: UTF8.self) }
}

/// Numbers that look random and are the same in every run.
struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func next(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(1, limit)))
    }

    mutating func pick<T>(_ values: [T]) -> T { values[next(below: values.count)] }
}

/// Texts of every kind that comes in a field, and of those that nobody should send.
enum Hostile {
    static let texts: [[UInt8]] =
        [
            "", " ", "\t\r\n", "\0", "a", "A", "&", "&&&", ".", "...", "()", "(((", ")))", "-", "/", "//", "@", "@@",
            "+", "|", "||",
            "\u{FEFF}Acme", "Ac\u{200B}me", "\u{202E}emcA", "👩‍👩‍👧‍👦 GmbH", "🏳️‍🌈", "مرحبا", "שלום בע\"מ", "e\u{301}",
            "\u{301}\u{301}\u{301}",
            "𝐀𝐜𝐦𝐞", "ﬁnance", "Ⅷ", "㈱", "㈱㈱㈱", "①②③", "한글", "한글", "ｱｲｳ", "ＡＢＣ　株式会社", "١٢٣", "ﷺ", "\u{10FFFF}",
            "\u{FFFE}",
            "The The The", "Ltd", "Ltd Ltd Ltd", "GmbH & Co. KG", "A", "A B C D E F G", "formerly", "d/b/a",
            "formerly formerly", "xn--",
            "xn--a.xn--b", "http://", "https://@", "mailto:", "a@b", "a@b.c", "+", "+0", "+1", "00", "x", "ext", "ext.",
            "Jr.", "Dr.", ",", ",,",
            "van", "de la", "O'", "'''", "\"\"", "null", "N/A", "n.a.", "-1", "0", "1e999", "$", "$$$", "1-", "-1-",
            "1--2",
        ].map { Array($0.utf8) } + [
            [0xFF], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80, 0x80],
            [0x41, 0xC3],
            Array(repeating: 0xE6, count: 50), Array(repeating: 0xF0, count: 1030), (0...255).map { UInt8($0) },
        ]

    /// Each a megabyte: what makes readers slow that look again and again.
    static let long: [[UInt8]] = [
        "a", "a ", "a.", "a&", "(", "社", "é", "Ltd ", "株式会社", "\u{301}", "@", "1", "+1 ", "van ", "-", "x1", "st ", "한",
    ]
    .map { unit in
        var bytes = Array(unit.utf8)
        while bytes.count < 1_000_000 { bytes += bytes }
        return bytes
    }

    private static let alphabet: [String] = [
        "a", "e", "o", "s", "z", "A", "É", "ß", "ø", "ł", "ı", "İ", "и", "Щ", "ё", "й", "ς", "ου", "א", "ש", "ع", "لا",
        "क", "ा", "्", "ไ", "ก",
        "社", "株式会社", "有限公司", "集团", "東", "トヨタ", "ー", "한", "국", "주식회사", "Ⅳ", "½", "№", "™", "👍", "\u{301}", "\u{200D}",
        "\0", "\t", " ", " ", " ",
        " ", ".", ".", ",", "&", "/", "-", "'", "(", ")", "+", "#", "@", ":", ";", "|", "\"", "0", "1", "5", "12",
        "007", "Ltd", "Ltd.", "Inc",
        "GmbH", "Co", "KG", "S.A.", "de", "C.V.", "The", "of", "and", "AG", "AS", "dba", "formerly", "intl", "mfg",
        "one", "Dr", "Jr", "van",
        "der", "PhD", "Bob", "O'", "St", "Street", "Hauptstr", "Suite", "www.", "http://", ".com", ".co.uk",
        "gmail.com", "xn--", "ext", "x",
        "k", "m", "$", "vice", "president", "manager", "of",
    ]

    /// Texts made of pieces that mean something, in no order, with and without blanks, some bytes of them broken.
    static func made(_ count: Int, seed: UInt64) -> [[UInt8]] {
        var dice = Dice(seed)
        return (0..<count).map { _ in
            var text: [UInt8] = []
            for _ in 0..<(1 + dice.next(below: 12)) {
                text += Array(dice.pick(alphabet).utf8)
                if dice.next(below: 2) == 0 { text.append(0x20) }
            }
            if dice.next(below: 12) == 0, !text.isEmpty {
                text[dice.next(below: text.count)] = UInt8(dice.next(below: 256))
            }
            return text
        }
    }
}
