import Testing

@testable import Matching

struct PhoneTests {
    @Test("S-08 · a phone number is read as its land writes it", arguments: Cases.rows(table))
    func cases(_ row: Cases.Row) {
        let parts = row.input.split(separator: "|", omittingEmptySubsequences: false)
        let number = PhoneNumber(String(parts[0]), in: parts.count > 1 ? Country(String(parts[1])) : .none)
        #expect(number.text == row.expected)
    }

    @Test("S-08 · the quick way through common numbers agrees with libphonenumber")
    func plan() {
        var dice = Dice(7)
        var wrong: [String] = []
        for (code, country) in PhonePlan.lands + [(1, Country("US")), (1, Country("CA"))] {
            var quick = 0
            for round in 0..<1500 {
                let isAbroad = round % 2 == 0
                // A national number may begin like the code of its land.
                let first = ["", "0", "\(code)"]
                var text = isAbroad ? "+\(code)" : dice.pick(first)
                for _ in 0..<5 + dice.next(below: 8) {
                    text += "\(dice.next(below: 10))"
                    if dice.next(below: 6) == 0 { text += dice.pick([" ", "-", "."]) }
                }
                if dice.next(below: 5) == 0 { text += dice.pick([" x12", " ext. 345", "x9", " ext 77"]) }
                let bytes = Array(text.utf8)
                let digits = PhoneDigits(bytes.span)
                let home = isAbroad ? Country.none : country
                // Where another prefix is dialled, the library does not know two zeros for a plus, but people write them.
                guard digits.isPlain, digits.leadingZeros < 2, let found = PhonePlan.read(digits, in: home) else {
                    continue
                }
                quick += 1
                if found != PhoneLibrary.ask(bytes.span, in: home) { wrong.append("\(text) of \(code) \(country)") }
                let zeros = PhoneNumber("00" + text.dropFirst(), in: country)
                if isAbroad, country != Country("AU"), zeros != found { wrong.append("00 for \(text)") }
            }
            #expect(quick > 4, "\(code) \(country)")
        }
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    }

    private static let table = """
        (415) 555-2671|US -> +14155552671
        415.555.2671|US -> +14155552671
        415-555-2671 x 12|US -> +14155552671;ext=12
        +1 415 555 2671 ext. 345 -> +14155552671;ext=345
        1-415-555-2671|US -> +14155552671
        14155552671|CA -> +14155552671
        1 (800) FLOWERS|US -> +18003569377
        020 7946 0958|GB -> +442079460958
        0061 2 9095 5578|AU -> +61290955578
        0044 20 7946 0958|AU -> +442079460958
        0011 44 20 7946 0958|AU -> +442079460958
        010 44 20 7946 0958|JP -> +442079460958
        011-3533-1836|BR -> +551135331836
        011 2224 6733|IN -> +911122246733
        +44 (0)20 7946 0958 -> +442079460958
        +44 20 7946 0958 -> +442079460958
        07700 900123|GB -> +447700900123
        030/1234567|DE -> +49301234567
        +49 (0) 30 1234-5678 -> +493012345678
        0049 30 12345678|DE -> +493012345678
        (030) 123 456 78|DE -> +493012345678
        01 42 68 53 00|FR -> +33142685300
        0033 1 42 68 53 00|US -> +33142685300
        0061 2 5550 1234 -> +61255501234
        +33 1 42 68 53 00 -> +33142685300
        06 12 34 56 78|FR -> +33612345678
        06 1234 5678|IT -> +390612345678
        +39 06 1234 5678 -> +390612345678
        912 345 678|ES -> +34912345678
        +34 912 345 678 -> +34912345678
        020 123 4567|NL -> +31201234567
        02 123 45 67|BE -> +3221234567
        044 668 18 00|CH -> +41446681800
        01 5120 345|AT -> +4315120345
        32 12 34 56|DK -> +4532123456
        22 12 34 56|NO -> +4722123456
        08-123 456 78|SE -> +46812345678
        09 1234 567|FI -> +35891234567
        22 123 45 67|PL -> +48221234567
        224 567 890|CZ -> +420224567890
        (11) 98765-4321|BR -> +5511987654321
        55 1234 5678|MX -> +525512345678
        03-1234-5678|JP -> +81312345678
        +81 3 1234 5678 -> +81312345678
        010-1234-5678|KR -> +821012345678
        010 1234 5678|CN -> +861012345678
        138 1234 5678|CN -> +8613812345678
        +86 138 1234 5678 -> +8613812345678
        98765 43210|IN -> +919876543210
        +91 98765 43210 -> +919876543210
        8 (495) 123-45-67|RU -> +74951234567
        +7 495 123 45 67 -> +74951234567
        (02) 9374 4000|AU -> +61293744000
        09 123 4567|NZ -> +6491234567
        0212 345 67 89|TR -> +902123456789
        011 234 5678|ZA -> +27112345678
        03-123 4567|IL -> +97231234567
        04 123 4567|AE -> +97141234567
        +353 1 234 5678 -> +35312345678
        ٠٢٠ ٧٩٤٦ ٠٩٥٨|GB -> +442079460958
        ＋１ ４１５ ５５５ ２６７１ -> +14155552671
        tel:+1-415-555-2671 -> +14155552671
        +1 415 555 2671; +1 415 555 2672 -> +14155552671
        415 555 2671 -> 4155552671
        020 7946 0958 -> 2079460958
        0000000|US -> ∅
        000-000-0000|US -> ∅
        (111) 111-1111|US -> ∅
        9999999999|US -> ∅
        555-555-5555|US -> ∅
        123-456-7890|US -> ∅
        1234567 -> ∅
        n/a|US -> ∅
        - -> ∅
        call me|US -> ∅
        12|US -> ∅
        +999 123 456 789 -> ∅
        """
}
