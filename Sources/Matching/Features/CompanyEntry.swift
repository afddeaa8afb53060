/// A company of the catalogue as it was loaded: raw texts, blank where nothing is known.
package struct CompanyEntry: Sendable {
    package enum NameKind: UInt8, Sendable { case main, former, trading, alias }

    package var number: Int64 = 0
    /// The id that the row had in its file.
    package var sourceID = ""
    package var name = ""
    package var otherNames: [(text: String, kind: NameKind)] = []
    package var websites: [String] = []
    package var emailDomains: [String] = []
    package var phones: [String] = []
    package var address = Address.Parts()
    package var employees = ""
    package var ticker = ""
    package var parent: Int64?

    package init(number: Int64, name: String) {
        self.number = number
        self.name = name
    }
}
