/// What a run itself says of a record.
package enum RunField: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
    case now
    case status
    case noMatchReason = "no_match_reason"
    case personHasMoved = "person_has_moved"

    package var label: String {
        switch self {
        case .now: "Current Date and Time"
        case .status: "Enrich Status"
        case .noMatchReason: "No Match Reason"
        case .personHasMoved: "Person Has Moved"
        }
    }

    package var example: String {
        switch self {
        case .now: "2026-01-02 12:00:00 UTC"
        case .status: "Matched"
        case .noMatchReason: "Below selected Accuracy Score"
        case .personHasMoved: "Yes"
        }
    }

    package var kind: FieldKind { self == .now ? .moment : .text }
}
