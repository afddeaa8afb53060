import HTTP

extension SaveOptions {
    /// What the header fields of a call say about how its rows are saved.
    init(_ fields: Fields) {
        self.init()
        switch fields["Sforce-Auto-Assign"]?.lowercased() {
        case nil, "true": assignment = .active
        case "false": assignment = .none
        default: assignment = fields["Sforce-Auto-Assign"].map { .rule($0) } ?? .active
        }
        if let rule = fields["Sforce-Duplicate-Rule-Header"] {
            let settings = HeaderSettings(rule)
            allowsDuplicates = settings["allowSave"] == "true"
            includesDuplicateDetails = settings["includeRecordDetails"] == "true"
        }
        clientName = fields["Sforce-Call-Options"].flatMap { HeaderSettings($0)["client"] }
    }
}

/// The settings in a header field: `allowSave=true, includeRecordDetails=true`.
struct HeaderSettings: Sendable {
    private let pairs: [(name: String, value: String)]

    init(_ text: String) {
        pairs = text.split { $0 == "," || $0 == ";" }.compactMap { part in
            let halves = part.split(separator: "=", maxSplits: 1)
            guard halves.count == 2 else { return nil }
            return (HeaderSettings.trimmed(halves[0]), HeaderSettings.trimmed(halves[1]))
        }
    }

    subscript(name: String) -> String? {
        pairs.first { $0.name.equalsIgnoringASCIICase(name) }?.value
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
