/// A person's name, and how those who know them write it.
struct PersonName: Sendable {
    let first: String
    let last: String
    let nicknames: [String]
    let nativeFirst: String?
    let nativeLast: String?

    init(of culture: Culture, _ chance: inout Chance) {
        let given = chance.pickSkewed(culture.given)
        let surname = PersonName.surname(of: culture, &chance)
        (first, nicknames, nativeFirst) = (given.name.latin, given.nicknames, given.name.native)
        (last, nativeLast) = (surname.latin, surname.native)
    }

    /// One of the common surnames, or one of the many rare ones.
    static func surname(of culture: Culture, _ chance: inout Chance) -> Culture.Spelling {
        guard !culture.coinsFromSyllables, chance.happens(0.4) else { return chance.pickSkewed(culture.surnames) }
        return Culture.Spelling(
            latin: chance.pick(culture.surnameStarts).latin + chance.pick(culture.surnameEnds).latin,
            native: nil
        )
    }
}
