import Testing

@testable import Matching

struct CompanyNameTests {
    @Test(
        "S-08 · a company's name loses what does not tell companies apart",
        arguments: Cases.rows(CompanyCases.european)
    )
    func european(_ row: Cases.Row) { #expect(CompanyName(row.input).text.string == row.expected) }

    @Test("S-08 · names in other scripts come to one spelling", arguments: Cases.rows(CompanyCases.otherScripts))
    func otherScripts(_ row: Cases.Row) { #expect(CompanyName(row.input).text.string == row.expected) }

    @Test("S-08 · names as people type them", arguments: Cases.rows(CompanyCases.habits))
    func habits(_ row: Cases.Row) { #expect(CompanyName(row.input).text.string == row.expected) }

    @Test("S-08 · a second name is told apart from the first", arguments: Cases.rows(CompanyCases.aliases))
    func aliases(_ row: Cases.Row) {
        let name = CompanyName(row.input)
        let other = CompanyName(name.otherName.string)
        #expect("\(name.text.string) / \(name.other) / \(other.text.string)" == row.expected)
    }

    @Test("S-08 · a legal form is recognised by its family", arguments: Cases.rows(CompanyCases.forms))
    func forms(_ row: Cases.Row) {
        #expect(CompanyName.forms[Int(CompanyName(row.input).form)] == row.expected)
    }

    @Test("S-08 · spellings of one name have one key")
    func keys() {
        func keys(_ name: String) -> NameKeys { CompanyName(name).keys }
        #expect(keys("Coca-Cola").isJoined(keys("CocaCola Inc.")))
        #expect(keys("Müller GmbH").isJoined(keys("Mueller")) && keys("Muller").isJoined(keys("Müller")))
        #expect(keys("Ærø Ltd").isJoined(keys("Aeroe")))
        #expect(keys("Smith & Jones").isReordered(keys("Jones Smith Ltd")))
    }

    @Test("S-08 · initials are taken with and without small words, and without a legal form")
    func initials() {
        func keys(_ name: String) -> NameKeys { CompanyName(name).keys }
        #expect(keys("IBM").acronym == keys("International Business Machines Corp.").initials)
        #expect(keys("B.A.S.F. SE").acronym == keys("Badische Anilin Soda Fabrik").initials)
        #expect(keys("International").acronym != keys("Iceland Nord").initials)
        let name = CompanyName("Roofing of Atlanta LLC")
        #expect(keys("RA").acronym == name.keys.initials && keys("ROA").acronym == name.wholeInitials)
        #expect(CompanyName("Blue Heron Analytics GmbH").wholeInitials == 0)
        #expect(CompanyName(name.text.string).wholeInitials == 0)
    }

    @Test(
        "S-08 · what is noted behind a name is told apart from it",
        arguments: [
            ("Acme Ltd - do not call", "Acme Ltd"), ("Acme Ltd / Accounts Payable", "Acme Ltd"),
            ("Acme (old)", "Acme"), ("Acme [dup]  ", "Acme"), ("Acme*", "Acme"), ("Acme – Hauptsitz", "Acme"),
            ("Acme — Paris (old)", "Acme — Paris / Acme"), ("Acme (Pty) Ltd", ""), ("Rolls-Royce", ""),
            ("A/S Norsk", ""),
            ("(old)", ""), ("- do not call", ""), ("*", ""), ("Acme -", ""), ("Acme)", ""), ("", ""),
        ]
    )
    func notes(_ written: String, _ expected: String) {
        let bytes = Array(written.utf8)
        var names: [String] = []
        var end = bytes.count
        while let start = NameNote.start(in: bytes.span, before: end) {
            names.append(String(decoding: bytes[..<start], as: UTF8.self))
            end = start
        }
        #expect(names.joined(separator: " / ") == expected)
    }

    @Test("S-08 · only the beginning of an endless name is read, in whole words and characters")
    func endless() {
        let name = CompanyName(String(repeating: "Wörter und Zeichen 社 ", count: 10_000))
        #expect(name.text.count <= 255 && name.tokens.count <= 24)
        #expect(name.tokens.allSatisfy { !$0.range.isEmpty && $0.range.upperBound <= name.text.count })
    }
}
