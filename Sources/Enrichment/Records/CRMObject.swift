/// A kind of record that is enriched.
package enum CRMObject: String, Sendable, Hashable, Codable, CaseIterable {
    case account = "Account"
    case contact = "Contact"
    case lead = "Lead"

    /// Whether a record is a person, who is matched beside the company.
    package var isPerson: Bool { self != .account }
}
