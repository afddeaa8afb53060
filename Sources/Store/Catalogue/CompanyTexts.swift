import Database

/// A company as its source wrote it, for those who compare.
package struct CompanyTexts: Sendable, Equatable {
    package struct OtherName: Sendable, Equatable {
        package enum Kind: String, Sendable, CaseIterable { case former, trading, alias }

        package let text: String
        package let kind: Kind
    }

    package let number: Int64
    /// The id that the row had in its file.
    package let sourceID: String
    /// Whether no source knows it any more.
    package let hasEnded: Bool
    package let parent: Int64?
    package let name: String
    package let otherNames: [OtherName]
    package let websites: [String]
    package let emailDomains: [String]
    package let phones: [String]
    package let street: String
    package let city: String
    package let region: String
    package let postcode: String
    package let country: String
    package let employees: String
    package let ticker: String
    package let industry: String
    package let lei: String
    package let status: String

    static let columns: SQL = """
        number, source_id, ended_at, parent, name, other_names, websites, email_domains, phones, street, city, region,
        postcode, country, employees, ticker, industry, lei, status
        """

    init(_ row: borrowing ScannedRow) {
        number = row.integer(0)
        sourceID = text(row, 1)
        hasEnded = !row.isNull(2)
        parent = row.isNull(3) ? nil : row.integer(3)
        name = text(row, 4)
        otherNames = list(row, 5).map(OtherName.init(parsing:))
        websites = list(row, 6)
        emailDomains = list(row, 7)
        phones = list(row, 8)
        street = text(row, 9)
        city = text(row, 10)
        region = text(row, 11)
        postcode = text(row, 12)
        country = text(row, 13)
        employees = text(row, 14)
        ticker = text(row, 15)
        industry = text(row, 16)
        lei = text(row, 17)
        status = text(row, 18)
    }
}

extension CompanyTexts.OtherName {
    /// As `former:Old Name`; without a word before the colon that we know, it is any other name.
    package init(parsing value: String) {
        for kind in [Kind.former, .trading, .alias] where value.hasPrefix(kind.rawValue + ":") {
            self.init(text: trimmed(value.dropFirst(kind.rawValue.count + 1)), kind: kind)
            return
        }
        self.init(text: value, kind: .alias)
    }
}

@inline(__always)
func text(_ row: borrowing ScannedRow, _ column: Int) -> String {
    String(decoding: row.text(column), as: UTF8.self)
}

/// The values of a column that holds several.
func list(_ row: borrowing ScannedRow, _ column: Int) -> [String] {
    let bytes = row.text(column)
    if bytes.isEmpty { return [] }
    guard bytes.contains(UInt8(ascii: ";")) else { return [String(decoding: bytes, as: UTF8.self)] }
    return String(decoding: bytes, as: UTF8.self).split(separator: ";").map(trimmed).filter { !$0.isEmpty }
}

/// Without blanks at its ends.
func trimmed(_ text: Substring) -> String {
    var text = text
    while text.utf8.first == 32 { text.removeFirst() }
    while text.utf8.last == 32 { text.removeLast() }
    return String(text)
}
