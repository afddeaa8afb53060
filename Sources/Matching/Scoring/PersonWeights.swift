/// What each kind of agreement between a record and a person tells, in bits; where how rare a value is counts too, what is
/// added to that.
package struct PersonWeights: Sendable, Hashable, Codable {
    package var familySame: Float = -0.2
    package var familyAlike: Float = -4
    package var familySound: Float = -5
    package var familyDifferent: Float = -5.5
    package var givenSame: Float = -0.3
    package var givenLeast: Float = 2
    package var givenNickname: Float = -2
    package var givenInitial: Float = 1.5
    package var givenAlike: Float = -3
    package var givenDifferent: Float = -5
    package var swapped: Float = -4

    package var mailSame: Float = -0.5
    package var mailLocal: Float = 6
    package var mailDifferent: Float = -1.2
    package var phoneSame: Float = -0.8
    package var phoneDifferent: Float = -0.6

    package var companySame: Float = -0.5
    package var companyFormer: Float = -2
    package var companyDifferent: Float = -3.5

    package var addressSame: Float = 13
    package var postcodeSame: Float = -1
    package var citySame: Float = -0.6
    package var cityAlike: Float = 4
    package var regionSame: Float = -0.4
    /// At most, where the company is the same.
    package var placeBesideCompany: Float = 1
    package var placeDifferent: Float = -1.5
    package var countryDifferent: Float = -3.5

    package var titleSame: Float = 1.8
    package var titleNear: Float = 0.3
    package var titleDifferent: Float = -1.2

    /// Of eighty years' days one, and that it was written down right.
    package var birthSame: Float = 14.5
    package var birthNear: Float = 7
    package var birthDifferent: Float = -5
    /// Nobody else has it, so that it is rarer than anything that the catalogue can tell.
    package var identitySame: Float = 7
    package var identityNear: Float = -6
    package var identityDifferent: Float = -6

    package init() {}
}
