/// What each kind of agreement between a record and a company tells, in bits; where how rare a value is counts too, what is
/// added to that.
package struct CompanyWeights: Sendable, Hashable, Codable {
    // The name.
    package var nameSame: Float = -0.5
    package var nameReordered: Float = -2.5
    package var nameOther: Float = -2
    package var nameDomain: Float = -4
    package var nameWithoutNote: Float = -3
    package var nameAcronym: Float = -4
    package var namePartial: Float = -1.5
    package var nameAlike: Float = -3
    package var nameDifferent: Float = -4
    /// For each further word that is shared, what part of its rarity counts.
    package var nameDamping: Float = 0.7
    /// What part of a word's rarity is lost where only the record, or only the company, has it.
    package var wordAdded: Float = 0.35
    package var wordMissing: Float = 0.22
    package var wordMisspelled: Float = -3
    package var wordShortened: Float = -3
    /// At most, where the domain is the same.
    package var nameSameBesideDomain: Float = 9
    package var namePartBesideDomain: Float = 3
    package var nameCrossedBesideDomain: Float = -1.5
    package var numbersDiffer: Float = -8
    package var numberMissing: Float = -2
    /// A land or region that only the record's name has: likely a sister of that land.
    package var placeAdded: Float = -1.5
    package var formSame: Float = 0.4
    package var formDifferent: Float = -1.2

    package var domainSame: Float = -0.3
    package var domainStem: Float = -4
    package var domainSpellsName: Float = -3
    package var domainNear: Float = 4
    package var domainDifferent: Float = -3

    package var phoneSame: Float = -0.8
    package var phoneLine: Float = 5
    package var phoneDifferent: Float = -1

    package var addressSame: Float = -3
    package var houseSame: Float = -4
    package var postcodeSame: Float = -0.6
    package var streetSame: Float = 3
    package var citySame: Float = -0.3
    package var cityAlike: Float = 4
    package var areaSame: Float = 4
    package var regionSame: Float = -0.3
    package var countrySame: Float = -0.1
    package var otherCity: Float = -2.5
    package var otherRegion: Float = -3.5
    package var otherCountry: Float = -6

    /// By the distance of the two sizes: none, up to 1.4, 2, 4, 10 times, and more.
    package var size: [Float] = [1.8, 1.4, 0.7, -0.3, -1.2, -2.2]
    package var tickerSame: Float = -1
    package var tickerDifferent: Float = -3

    package init() {}
}
