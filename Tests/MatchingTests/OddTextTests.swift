import Testing

@testable import Matching

/// What no person writes, but a broken import does.
struct OddTextTests {
    @Test("S-08 · a street with broken bytes is normal after one reading")
    func brokenStreet() {
        var bytes = Array("221b Baker St., Apt. 4".utf8)
        bytes += [0xCD, 0x04, 0x00, 0x00] as [UInt8]
        bytes += Array("d Floor, P..\0\0\0ox 12".utf8)
        let blank: [UInt8] = []
        var (address, again) = (Address(), Address())
        address.read(
            street: bytes.span,
            city: blank.span,
            region: blank.span,
            postcode: blank.span,
            country: blank.span
        )
        let street = Array(address.text[..<address.streetCount])
        again.read(street: street.span, city: blank.span, region: blank.span, postcode: blank.span, country: blank.span)
        #expect(String(decoding: again.text, as: UTF8.self) == String(decoding: address.text, as: UTF8.self))
        #expect(again.keys == address.keys)
    }

    @Test("S-08 · a character is folded alike alone, in a row, and at any place of one")
    func foldedInRows() {
        for character in (UInt8(0)..<0x80).map({ String(UnicodeScalar($0)) }) + ["é", "株", "ß"] {
            let alone = Folding.shared.folded(character)
            for (before, behind) in [(0, 7), (3, 12), (7, 0), (8, 8), (15, 1)] {
                let text = String(repeating: "A", count: before) + character + String(repeating: "Z", count: behind)
                let folded = Folding.shared.folded(text)
                let ends = [UInt8](repeating: 0x61, count: before) + alone + [UInt8](repeating: 0x7A, count: behind)
                #expect(folded == ends, "\(character.unicodeScalars.map(\.value)) behind \(before)")
            }
        }
    }

    @Test("S-08 · a street's word of the longest length is normal after one reading")
    func longStreet() {
        let street = Address(.init(street: String(repeating: "q", count: 45) + "str"))
        let text = String(decoding: street.text[..<street.streetCount], as: UTF8.self)
        #expect(Address(.init(street: text)).text == street.text)
    }

    @Test(
        "S-08 · a number with a zero too many is normal after one reading",
        arguments: ["+49(00)3/   1234-567 ext. 89", "+49 (0)30 1234567", "+39 06 698 1234", "+39 006 698 1234"]
    )
    func oddNumber(text: String) {
        let number = PhoneNumber(text, in: Country("US"))
        #expect(PhoneNumber(number.text) == number)
    }

    @Test("S-08 · a name of rare characters of four bytes is divided between characters")
    func rareCharacters() {
        let name = PersonName("\u{1860B}2\u{1860B}")
        #expect(String(validating: name.text, as: UTF8.self) != nil)
        #expect(PersonName(String(decoding: name.text, as: UTF8.self)).text == name.text)
    }

    @Test("S-08 · a company's name with broken bytes is normal after one reading", arguments: [long, mixed])
    func brokenName(bytes: [UInt8]) {
        var (name, again) = (CompanyName(), CompanyName())
        name.read(bytes.span)
        let text = name.text
        again.read(text.span)
        #expect(String(decoding: again.text, as: UTF8.self) == String(decoding: text, as: UTF8.self))
        #expect(again.keys == name.keys)
    }

    private static let mixed: [UInt8] = [
        208, 158, 158, 208, 176, 208, 209, 136, 186, 51, 0, 0, 0, 0, 0, 0, 0, 209, 64, 136, 208, 186, 208, 208, 176,
        194, 187, 208, 158, 158, 208, 176, 208, 209, 136, 186, 208, 208, 176, 194, 187, 0, 210, 176, 209, 64, 136, 208,
        186, 208, 208, 176, 0, 78, 26,
    ]

    private static let long: [UInt8] = [
        230, 160, 170, 100, 229, 188, 143, 228, 188, 175, 175, 175, 175, 175, 175, 175, 175, 175, 175, 175, 175,
        175, 175, 175, 175, 175, 175, 175, 175, 175, 175, 175, 175, 175, 175, 175, 154, 231, 164, 190, 230, 105,
        105, 105, 105, 105, 105, 105, 105, 105, 105, 105, 105, 105, 105, 105, 105, 105, 105, 105, 105, 105, 105,
        105, 105, 105, 105, 105, 105, 105, 157, 177, 228, 186, 172, 232, 163, 189, 228, 189, 156, 230, 137, 128,
        188, 154, 231, 114, 164, 191, 230, 157, 177, 228, 186, 172, 232, 229, 188, 143, 228, 229, 188, 138, 228,
        188, 154, 231, 164, 190, 230, 157, 177, 228, 186, 172, 232, 163, 189, 228, 189, 156, 230, 137, 128, 188,
        154, 231, 114, 164, 191, 230, 157, 177, 230, 157, 177, 228, 186, 172, 232, 229, 188, 143, 228, 229, 188,
        143, 228, 188, 154, 231, 164, 190, 230, 157, 177, 228, 186, 172, 232, 163, 67, 228, 189, 156, 230, 137, 128,
        188, 154, 231, 114, 164, 191, 230, 157, 177, 228, 228, 186, 172, 232, 163, 189, 228, 189, 156, 230, 137,
        128, 255, 255, 255, 255,
    ]
}
