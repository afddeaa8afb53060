package import Matching

/// What a record was found to be.
package enum EnrichStatus: Sendable, Hashable {
    case matched
    case companyOnly
    case noMatch(NoMatchReason)
    /// The record could not be looked at or written, and why in words.
    case error(String)

    package var label: String {
        switch self {
        case .matched: "Matched"
        case .companyOnly: "Company Match Only"
        case .noMatch: "No Match"
        case .error: "Error"
        }
    }

    /// Whether a profile was found.
    package var isMatch: Bool {
        switch self {
        case .matched, .companyOnly: true
        case .noMatch, .error: false
        }
    }

    package var reason: NoMatchReason? { if case .noMatch(let reason) = self { reason } else { nil } }
}

/// Why a record has no match.
package enum NoMatchReason: String, Sendable, Hashable, CaseIterable {
    case nothingToMatchBy = "nothing_to_match_by"
    case noCandidate = "no_candidate"
    case belowThreshold = "below_threshold"
    case ambiguous
    case belowAccuracy = "below_accuracy_score"

    package init(_ reason: Reason) {
        self =
            switch reason {
            case .nothingToMatchBy: .nothingToMatchBy
            case .noCandidate: .noCandidate
            case .belowThreshold: .belowThreshold
            case .ambiguous: .ambiguous
            case .belowAccuracy: .belowAccuracy
            }
    }

    /// As it stands in the record.
    package var label: String {
        switch self {
        case .nothingToMatchBy: "Nothing to match by"
        case .noCandidate: "Not in the catalogue"
        case .belowThreshold: "Not sure enough"
        case .ambiguous: "Several profiles are equally likely"
        case .belowAccuracy: "Below selected Accuracy Score"
        }
    }
}
