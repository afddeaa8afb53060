internal import CPublicSuffix

/// Under which endings of the net anyone may register a name: `com`, `co.uk`, `github.io`.
///
/// libpsl knows, and takes a microsecond or more to say. So its rules are read into a table, from the list of which it is
/// made, where Debian's package `publicsuffix` brought that; without the list the library itself is asked.
struct PublicSuffixes: Sendable {
    static let list = "/usr/share/publicsuffix/public_suffix_list.dat"
    static let shared = PublicSuffixes(list: ReferenceFile.bytes(list))

    private static let rule: UInt32 = 1
    private static let wildcard: UInt32 = 2
    private static let exception: UInt32 = 4
    /// Not a rule itself: there are longer ones, so it is worth looking on.
    private static let parent: UInt32 = 8

    private var rules: WordTable?

    init(list: [UInt8]?) {
        guard let list else { return }
        var table = WordTable(capacity: 16384)
        var encoder = PunycodeEncoder()
        for line in list.split(separator: 0x0A) {
            var rule = line.prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
            guard let first = rule.first, !rule.starts(with: [0x2F, 0x2F]) else { continue }
            var meaning = PublicSuffixes.rule
            if first == 0x21 {
                meaning = PublicSuffixes.exception
                rule = rule.dropFirst()
            } else if rule.starts(with: [0x2A, 0x2E]) {
                meaning = PublicSuffixes.wildcard
                rule = rule.dropFirst(2)
            }
            let isASCII = rule.allSatisfy { $0 < 0x80 }
            let ascii = isASCII ? Array(rule) : encoder.ascii(Array(rule)) ?? Array(rule)
            table.insert(ascii, meaning | table.meaning(of: ascii), replacing: true)
            for (index, byte) in ascii.enumerated() where byte == 0x2E {
                let parent = Array(ascii[(index + 1)...])
                table.insert(parent, PublicSuffixes.parent | table.meaning(of: parent), replacing: true)
            }
        }
        if table.count > 1000 { rules = table }
    }

    /// Where the registrable part of a host begins; nil when the host is itself a public suffix.
    ///
    /// The host is in small ASCII letters, without a dot at either end.
    func registrable(in host: Span<UInt8>, count: Int) -> Int? {
        guard let rules else { return asked(host, count: count) }
        var start = count
        /// Where the label that follows begins, and the one behind that: of the registrable name, and of the suffix.
        var suffix = count + 1
        var behind = count + 1
        while start > 0 {
            var label = start
            while label > 0, host[label - 1] != 0x2E { label -= 1 }
            let meaning = rules.meaning(of: host, label..<count)
            if meaning & PublicSuffixes.exception != 0 { return label }
            if meaning & PublicSuffixes.rule != 0 || behind > count { suffix = label }
            if meaning & PublicSuffixes.wildcard != 0 {
                suffix = min(suffix, label)
                if label > 1 {
                    var wild = label - 1
                    while wild > 0, host[wild - 1] != 0x2E { wild -= 1 }
                    suffix = min(suffix, wild)
                }
            }
            // An exception stands one label before its wildcard.
            if meaning == 0 { break }
            behind = label
            start = label - 1
        }
        guard suffix > 1 else { return nil }
        var domain = suffix - 1
        while domain > 0, host[domain - 1] != 0x2E { domain -= 1 }
        return domain
    }

    private func asked(_ host: Span<UInt8>, count: Int) -> Int? {
        var text = [CChar](repeating: 0, count: count + 1)
        for index in 0..<count { text[index] = CChar(bitPattern: host[index]) }
        return text.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress, let found = psl_registrable_domain(psl_builtin(), start) else {
                return nil
            }
            return found - start
        }
    }
}
