/// For which new records the package's triggers call out, and how.
package struct InstantEnrich: Sendable, Codable, Equatable {
    /// Each object is switched on by itself.
    package var leads = false
    package var contacts = false
    package var accounts = false
    package var credential = NamedCredential()
    package var retry = CalloutRetry()

    package init() {}

    /// The objects that have a trigger.
    static let objects = ["Lead", "Contact", "Account"]

    func isOn(for object: String) -> Bool {
        switch object {
        case "Lead": leads
        case "Contact": contacts
        case "Account": accounts
        default: false
        }
    }

    /// What keeps these settings from being used, as a sentence.
    var complaint: String? {
        if leads || contacts || accounts, credential.endpoint.isEmpty {
            return "Instant Enrich needs the address that it shall call: the endpoint of its credential."
        }
        return credential.complaint ?? retry.complaint
    }
}
