/// How alike two values are, by the methods of matching rules: from 0, nothing in common, to 100, the same.
enum Likeness {
    /// Values at least this much alike are taken for the same by an approximate method.
    static let threshold = 85

    static func score(_ left: String, _ right: String, _ method: MatchingRule.Method) -> Int {
        switch method {
        case .exact: left.lowercased() == right.lowercased() ? 100 : 0
        case .phone: phone(left, right)
        case .website: host(left) == host(right) && !host(left).isEmpty ? 100 : 0
        case .companyName: names(companyWords(left), companyWords(right))
        case .firstName: firstName(left, right)
        case .lastName: similarity(letters(left), letters(right))
        case .postalCode: letters(left).prefix(5) == letters(right).prefix(5) ? 100 : 0
        case .street, .city, .title: names(words(left), words(right))
        }
    }

    /// The last digits decide; notations, country codes and extensions differ.
    private static func phone(_ left: String, _ right: String) -> Int {
        let (left, right) = (digits(left), digits(right))
        let count = min(left.count, right.count, 10)
        return count >= 6 && left.suffix(count) == right.suffix(count) ? 100 : 0
    }

    private static func digits(_ text: String) -> [UInt8] {
        var digits: [UInt8] = []
        for byte in text.utf8 {
            if (48...57).contains(byte) { digits.append(byte) }
            // What follows a word behind the number is an extension.
            if digits.count >= 6, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) { break }
        }
        return digits
    }

    /// `acme.example` of `https://www.acme.example/en`.
    static func host(_ text: String) -> String {
        var rest = Substring(text.lowercased())
        for start in ["https://", "http://", "www."] where rest.hasPrefix(start) { rest = rest.dropFirst(start.count) }
        return String(rest.prefix { $0 != "/" && $0 != "?" && $0 != ":" })
    }

    /// The words that tell a company from others: without its legal form, which is often left out or written otherwise.
    static func companyWords(_ name: String) -> [String] {
        let all = words(name.replacing("&", with: " "))
        let kept = all.filter { !legalForms.contains($0) }
        return kept.isEmpty ? all : kept
    }

    private static let legalForms: Set<String> = [
        "ab", "ag", "aktiebolag", "aktiengesellschaft", "and", "co", "company", "corp", "corporation", "gmbh", "inc",
        "incorporated", "kg", "limited", "llc", "llp", "ltd", "plc", "pty", "sa", "sarl", "sas", "srl", "the", "u",
        "und",
        "intl", "international", "group", "grp",
    ]

    private static func firstName(_ left: String, _ right: String) -> Int {
        let (left, right) = (letters(left), letters(right))
        guard let first = left.first, let second = right.first else { return left.isEmpty && right.isEmpty ? 100 : 0 }
        if left == right { return 100 }
        // An initial, or a short form that begins the same way: Alex, Alexander.
        if left.count == 1 || right.count == 1 { return first == second ? 90 : 0 }
        if left.count > 2, right.count > 2, left.starts(with: right) || right.starts(with: left) { return 92 }
        if shortForms[String(left)] == String(right) || shortForms[String(right)] == String(left) { return 95 }
        return similarity(left, right)
    }

    private static let shortForms: [String: String] = [
        "anthony": "tony", "catherine": "kate", "charles": "chuck", "edward": "ted", "elizabeth": "liz",
        "henry": "harry",
        "james": "jim", "john": "jack", "joseph": "joe", "margaret": "peggy", "michael": "mike", "richard": "dick",
        "robert": "bob", "theodore": "ted", "william": "bill",
    ]

    /// Each word finds its best counterpart; what has none counts against them.
    private static func names(_ left: [String], _ right: [String]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return left.isEmpty && right.isEmpty ? 100 : 0 }
        let penalty = 12 * abs(left.count - right.count)
        // Of two lists as long as each other, the words of either must find theirs.
        let forth = left.count <= right.count ? covered(left, by: right) : 100
        let back = right.count <= left.count ? covered(right, by: left) : 100
        return max(0, min(forth, back) - penalty)
    }

    private static func covered(_ words: [String], by others: [String]) -> Int {
        let best = words.map { word in others.map { similarity(Array(word), Array($0)) }.max() ?? 0 }
        return best.reduce(0, +) / words.count
    }

    /// The share of letters that need not be changed to make one of the other.
    private static func similarity(_ left: [Character], _ right: [Character]) -> Int {
        if left == right { return 100 }
        let longest = max(left.count, right.count)
        guard longest > 0, longest <= 80 else { return 0 }
        var row = Array(0...right.count)
        var above = row
        var twoAbove = row
        for (i, letter) in left.enumerated() {
            twoAbove = above
            above = row
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                row[j + 1] = min(above[j + 1] + 1, row[j] + 1, above[j] + (letter == other ? 0 : 1))
                // Two letters that changed places are one mistake.
                if i > 0, j > 0, letter == right[j - 1], left[i - 1] == other {
                    row[j + 1] = min(row[j + 1], twoAbove[j - 1] + 1)
                }
            }
        }
        return 100 - 100 * row[right.count] / longest
    }

    private static func letters(_ text: String) -> [Character] {
        text.lowercased().filter { $0.isLetter || $0.isNumber }.map { $0 }
    }

    static func words(_ text: String) -> [String] {
        // `S.A.` and `G.m.b.H.` are one word each.
        text.lowercased().replacing(".", with: "").split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
