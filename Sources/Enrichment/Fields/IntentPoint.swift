/// What is known of a company's interest in one topic: five data points for each.
package enum IntentPoint: String, Sendable, Hashable, CaseIterable {
    case score
    case audienceStrength = "audience_strength"
    case location
    case id
    case issuedOn = "issue_date"

    package var label: String {
        switch self {
        case .score: "Intent Signal Score"
        case .audienceStrength: "Intent Audience Strength"
        case .location: "Intent Signal Location"
        case .id: "Intent ID"
        case .issuedOn: "Intent Issue Date"
        }
    }

    package var example: String {
        switch self {
        case .score: "86"
        case .audienceStrength: "B"
        case .location: "Boston, MA"
        case .id: "7734512"
        case .issuedOn: "2026-01-11"
        }
    }

    package var kind: FieldKind {
        switch self {
        case .score, .id: .number
        case .audienceStrength, .location: .text
        case .issuedOn: .date
        }
    }
}
