/// A made-up company: a few numbers from which its names, its domain and its place can be written, again and again.
struct SeededCompany {
    let place: SeededPlace
    let sector: Int
    private let start: Int
    private let middle: Int
    private let end: Int
    private let partner: Int
    private let legalForm: Int
    private let style: Int

    init(seed: UInt64, index: Int) {
        var dice = SeedDice(seed, 1, index)
        place = SeededPlace.any(&dice)
        sector = dice.below(Words.sectors.count)
        start = dice.below(Words.brandStarts.count)
        middle = dice.below(Words.brandMiddles.count)
        end = dice.below(Words.brandEnds.count)
        partner = dice.below(Words.surnameEnds.count)
        legalForm = dice.below(place.country.legalForms.count)
        style = dice.below(100)
    }

    /// How the name came to differ from the company's own one.
    enum Spelling: Sendable {
        case own, otherLegalForm, noLegalForm, shortened, misspelt, shouted, spaced, withTown
    }

    static let otherSpellings: [Spelling] = [
        .otherLegalForm, .noLegalForm, .shortened, .misspelt, .shouted, .spaced, .withTown,
    ]

    var industry: StaticString { Words.sectors[sector].industry }

    func write(name spelling: Spelling, in ink: inout Ink, _ dice: inout SeedDice) {
        writeBrand(ink: &ink)
        if hasSector {
            ink.write(" ")
            ink.write(spelling == .shortened ? Words.sectors[sector].short : Words.sectors[sector].word)
        }
        let forms = place.country.legalForms[legalForm]
        switch spelling {
        case .own:
            ink.write(" ")
            ink.write(forms.long)
        case .otherLegalForm, .shortened:
            ink.write(" ")
            ink.write(forms.short)
        case .noLegalForm: break
        case .misspelt:
            ink.misspell(&dice)
            ink.write(" ")
            ink.write(forms.long)
        case .shouted:
            ink.write(" ")
            ink.write(forms.long)
            ink.shout()
        case .spaced:
            ink.write(" ")
            ink.write(forms.long)
            ink.addBlank()
        case .withTown:
            ink.write(" - ")
            ink.write(place.city)
        }
    }

    /// `halvora-logistics.example`.
    func writeDomain(in ink: inout Ink) {
        ink.writeSlug(Words.brandStarts[start])
        ink.writeSlug(Words.brandMiddles[middle])
        if !isPartnership { ink.writeSlug(Words.brandEnds[end]) }
        if isPartnership {
            ink.write("-")
            ink.writeSlug(Words.surnameEnds[partner])
        }
        if hasSector {
            ink.write("-")
            ink.writeSlug(Words.sectors[sector].word)
        }
        ink.write(".example")
    }

    /// A website as people type one.
    func writeWebsite(in ink: inout Ink, _ dice: inout SeedDice) {
        switch dice.below(10) {
        case 0...3: ink.write("https://www.")
        case 4...5: ink.write("http://www.")
        case 6...7: ink.write("www.")
        case 8: ink.write("https://")
        default: break
        }
        writeDomain(in: &ink)
        if dice.chance(15) { ink.write("/") }
        if dice.chance(5) { ink.write("en/home?utm_source=crm") }
    }

    private var isPartnership: Bool { style < 15 }
    private var hasSector: Bool { style >= 15 && style < 80 }

    private func writeBrand(ink: inout Ink) {
        ink.write(Words.brandStarts[start])
        ink.write(Words.brandMiddles[middle])
        guard isPartnership else { return ink.write(Words.brandEnds[end]) }
        ink.write(style.isMultiple(of: 2) ? " & " : " and ")
        ink.write(Words.surnameStarts[(start * 7 + end) % Words.surnameStarts.count])
        ink.write(Words.surnameEnds[partner])
    }
}
