/// What a list shows of a record beside what was found of it: who it is, as the record itself says.
package struct RecordCard: Sendable, Equatable {
    package private(set) var name = ""
    /// The name as lists are sorted and searched by it: its words in small letters, with a blank between each two.
    package private(set) var sortName = ""
    package private(set) var title = ""
    package private(set) var company = ""
    /// Of a person who has left that company, where the catalogue has them now.
    package private(set) var newCompany = ""
    /// Of a person who was found, what is known of the e-mail address.
    package private(set) var email: EmailQuality?
    /// Of a company that was found, whether it does business no more.
    package private(set) var isDefunct = false

    /// Of a record of which nothing is told.
    package init() {}

    package init(_ one: PlanCase, _ outcome: Plan.Outcome) {
        switch one.record.object {
        case .account: name = one.record.text("Name")
        case .contact, .lead:
            name = [one.record.text("FirstName"), one.record.text("LastName")].filter { !$0.isEmpty }
                .joined(separator: " ")
            title = one.record.text("Title")
            company = one.record.text(one.record.object == .lead ? "Company" : "Account.Name")
        }
        sortName = RecordCard.cut(RecordCard.words(of: name).joined(separator: " "))
        if outcome.hasMoved == .yes { newCompany = one.company.map { RecordCard.cut($0.text(.company(.name))) } ?? "" }
        guard outcome.status == .matched else { return }
        switch outcome.profile?.kind {
        case .person?: email = one.person.flatMap { EmailQuality(of: $0) }
        case .company?: isDefunct = one.company.map { RecordCard.isDefunct($0.text(.company(.status))) } ?? false
        case nil: break
        }
    }

    /// The words of a text in small letters. Signs part them; in scripts that write words together each letter is one.
    package static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        func close() {
            if !word.isEmpty { words.append(String(word)) }
            word = String.UnicodeScalarView()
        }
        for scalar in text.lowercased().unicodeScalars {
            if isAlone(scalar) { close() }
            guard isOfWord(scalar) else {
                close()
                continue
            }
            word.append(scalar)
        }
        close()
        return words
    }

    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value > 0x7F else {
            return (0x61...0x7A).contains(scalar.value) || (0x30...0x39).contains(scalar.value)
        }
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
            return true
        default: return false
        }
    }

    /// Han, kana and Hangul, which put no blank between a surname and what follows.
    private static func isAlone(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2E80...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    private static let longest = 255

    /// Nobody reads more of it in a list.
    fileprivate static func cut(_ text: String) -> String {
        text.utf8.count <= longest ? text : String(text.unicodeScalars.prefix(longest - 1)) + "…"
    }

    package static func isDefunct(_ status: String) -> Bool {
        defunctWords.contains(status.lowercased().filter(\.isLetter))
    }

    private static let defunctWords: Set<String> = [
        "defunct", "dissolved", "closed", "inactive", "liquidated", "inliquidation", "bankrupt", "outofbusiness",
        "deregistered", "struckoff", "ceased",
    ]
}

extension Record {
    fileprivate func text(_ field: CRMField) -> String {
        values[field].map { $0.isBlank ? "" : RecordCard.cut($0.text) } ?? ""
    }
}

extension Profile {
    fileprivate func text(_ field: LoamField) -> String { self[field]?.value.text ?? "" }
}
