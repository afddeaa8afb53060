/// A company's name in its parts: what is its own, what says the trade or the place, and how it is registered.
struct CompanyName: Sendable {
    /// The name without its legal form.
    var core: String
    /// The part nobody else in the trade has: a surname, two, a made-up word; empty for a name of trade and place.
    var brand: String
    /// Whether the brand is a word that was made up for it.
    var isCoined: Bool
    var trade: String
    var industry: Int
    /// The name in the letters of its country, where those are not Latin.
    var native: String?
    /// The long name behind an acronym.
    var spelledOut: String?
    var legalForm: Nation.LegalForm?

    var full: String {
        guard let legalForm else { return core }
        return core + " " + legalForm.written
    }
}

extension CompanyName {
    /// A new name of one of the country's styles.
    static func coined(in nation: Nation, near place: Nation.Place, _ chance: inout Chance) -> CompanyName {
        let culture = nation.culture
        let trade = chance.pick(culture.trades)
        var filling = Filling(trade: trade, place: place)
        let pattern: Pattern
        let draw = chance.below(100)
        var spelledOut: String?
        var isCoined = false
        if culture.coinsFromSyllables {
            filling.brand = syllables(of: culture, &chance)
            filling.other = syllables(of: culture, &chance)
            pattern = chance.pick(
                draw < 60 ? culture.tradePatterns : draw < 82 ? culture.townPatterns : culture.ownerPatterns
            )
        } else if draw < 26 {
            pattern = chance.pick(culture.ownerPatterns)
        } else if draw < 38 {
            pattern = chance.pick(culture.partnerPatterns)
        } else if draw < 68 {
            filling.brand = Culture.Spelling(latin: coinedWord(&chance), native: nil)
            isCoined = true
            pattern = chance.pick(culture.tradePatterns)
        } else if draw < 82 {
            let words = chance.pick(Brands.colours) + " " + chance.pick(Brands.things)
            filling.brand = Culture.Spelling(latin: words, native: nil)
            pattern = chance.pick(Brands.pairs)
        } else if draw < 95 {
            pattern = chance.pick(culture.townPatterns)
        } else {
            let long = [chance.pick(Brands.colours), chance.pick(Brands.things), place.city, trade.word.latin].joined(
                separator: " "
            )
            let letters = long.withoutMarks.initials.uppercased()
            filling.brand = Culture.Spelling(latin: letters, native: nil)
            spelledOut = long
            pattern = chance.pick(Brands.acronyms)
        }
        if !culture.coinsFromSyllables {
            filling.owner = PersonName.surname(of: culture, &chance)
            filling.partner = PersonName.surname(of: culture, &chance)
            filling.third = PersonName.surname(of: culture, &chance)
        }
        filling.given = chance.pickSkewed(culture.given).name
        filling.number = 1 + chance.below(9)
        let core = filling.fill(pattern)
        return CompanyName(
            core: core.latin,
            brand: filling.brand(among: pattern.gaps),
            isCoined: isCoined,
            trade: trade.word.latin,
            industry: trade.industry,
            native: core.native,
            spelledOut: spelledOut,
            legalForm: chance.pickSkewed(nation.legalForms)
        )
    }

    static func coinedWord(_ chance: inout Chance) -> String {
        chance.pick(Brands.starts) + chance.pick(Brands.middles) + chance.pick(Brands.ends)
    }

    private static func syllables(of culture: Culture, _ chance: inout Chance) -> Culture.Spelling {
        let (start, end) = (chance.pick(culture.surnameStarts), chance.pick(culture.surnameEnds))
        guard let first = start.native, let second = end.native else { return start }
        return Culture.Spelling(latin: start.latin + end.latin, native: first + second)
    }
}

/// What stands for the letters in a pattern such as `{a} & {b} {t}`.
private struct Filling {
    let trade: Culture.Trade
    let place: Nation.Place
    var owner = Culture.Spelling(latin: "", native: nil)
    var partner = Culture.Spelling(latin: "", native: nil)
    var third = Culture.Spelling(latin: "", native: nil)
    var given = Culture.Spelling(latin: "", native: nil)
    var brand = Culture.Spelling(latin: "", native: nil)
    var other = Culture.Spelling(latin: "", native: nil)
    var number = 1

    init(trade: Culture.Trade, place: Nation.Place) { (self.trade, self.place) = (trade, place) }

    func fill(_ pattern: Pattern) -> Culture.Spelling {
        var latin = ""
        var native: String? = ""
        for part in pattern.parts {
            switch part {
            case .text(let text): latin += text
            case .gap(let gap):
                let value = value(of: gap)
                latin += value.latin
                if let written = value.native { native? += written } else { native = nil }
            }
        }
        return Culture.Spelling(latin: latin, native: native)
    }

    /// What of the filled pattern is a company's own; nothing where trade and place are all it has.
    func brand(among gaps: Set<Character>) -> String {
        if gaps.contains("x") { return brand.latin }
        if gaps.contains("b") { return owner.latin + " " + partner.latin }
        if gaps.contains("a") { return owner.latin }
        return gaps.contains("g") ? given.latin : ""
    }

    private func value(of gap: Character) -> Culture.Spelling {
        switch gap {
        case "a": owner
        case "b": partner
        case "c": third
        case "g": given
        case "t": trade.word
        case "x": brand
        case "y": other
        case "m": Culture.Spelling(latin: String(number), native: String(number))
        case "r": Culture.Spelling(latin: place.region, native: "")
        default: Culture.Spelling(latin: place.city, native: "")
        }
    }
}
