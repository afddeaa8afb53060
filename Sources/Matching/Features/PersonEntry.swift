/// A person of the catalogue as it was loaded: raw texts, blank where nothing is known.
package struct PersonEntry: Sendable {
    package var number: Int64 = 0
    /// The id that the row had in its file.
    package var sourceID = ""
    package var first = ""
    package var last = ""
    package var fullName = ""
    package var emails: [String] = []
    package var phones: [String] = []
    package var title = ""
    /// The number of the company where the person works.
    package var company: Int64?
    package var companyName = ""
    package var companyDomain = ""
    package var formerCompanies: [String] = []
    package var address = Address.Parts()
    package var birthDate = ""
    /// A number by which a register knows the person.
    package var identity = ""
    /// How sure the catalogue is of this person, 0…100; 255 where it does not say.
    package var accuracy: UInt8 = 255

    package init(number: Int64) { self.number = number }
}
