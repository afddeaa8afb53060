/// A version of Salesforce's interface, as it is written in addresses: `v60.0`.
package struct APIVersion: Hashable, Sendable {
    package let number: Int

    package init(_ number: Int) {
        self.number = number
    }

    /// The version that Loam speaks unless a connection says otherwise.
    package static let preferred = APIVersion(60)

    /// What all data addresses begin with: `/services/data/v60.0`.
    package var path: String { "/services/data/v\(number).0" }
}
