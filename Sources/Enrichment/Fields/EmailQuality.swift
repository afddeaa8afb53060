/// What a check of an e-mail address found, in the few words that people go by.
package enum EmailQuality: String, Sendable, Hashable, CaseIterable {
    case valid, invalid, unverifiable, disposable, unknown
    /// Nobody has checked it.
    case unchecked

    /// Reads what a source says of an address, in whatever words; nil of a person without an address.
    package init?(of person: Profile) {
        guard let address = person[.person(.email)]?.value, !address.isBlank else { return nil }
        self.init(status: person[.person(.emailStatus)]?.value.text ?? "")
    }

    package init(status: String) {
        let letters = String(status.lowercased().unicodeScalars.filter(\.properties.isAlphabetic))
        self = EmailQuality.words[letters] ?? .unknown
    }

    /// By their letters alone, so that `catch_all` and `Catch-All` are one word.
    private static let words: [String: EmailQuality] = [
        "": .unchecked, "unverified": .unchecked, "unchecked": .unchecked, "notverified": .unchecked,
        "valid": .valid, "verified": .valid, "deliverable": .valid, "ok": .valid,
        "invalid": .invalid, "undeliverable": .invalid, "bounced": .invalid, "bad": .invalid,
        "unverifiable": .unverifiable, "catchall": .unverifiable, "acceptall": .unverifiable, "risky": .unverifiable,
        "disposable": .disposable, "temporary": .disposable, "fake": .disposable,
        "unknown": .unknown,
    ]

    package var label: String {
        switch self {
        case .valid: "Valid"
        case .invalid: "Invalid"
        case .unverifiable: "Unverifiable"
        case .disposable: "Disposable"
        case .unknown: "Unknown"
        case .unchecked: "Not checked"
        }
    }

    package var sentence: String {
        switch self {
        case .valid: "The address exists; mail to it arrives."
        case .invalid: "The address does not exist; do not write to it."
        case .unverifiable:
            "The server takes mail for any name, so nobody can tell; not safe where few mails may bounce."
        case .disposable: "The address is temporary or made up; do not write to it."
        case .unknown: "The server did not answer the check; not safe where few mails may bounce."
        case .unchecked: "No source of the catalogue says that anybody has checked the address."
        }
    }
}
