/// When a mapped value may take the place of what the record holds.
package enum UpdateRule: String, Sendable, Hashable, Codable, CaseIterable {
    /// Only where the field is blank.
    case completeIfMissing = "complete_if_missing"
    /// Always.
    case overwrite
    /// Where the field is blank, holds a placeholder, or holds what Loam wrote last.
    case overwriteOurs = "overwrite_ours"

    package var label: String {
        switch self {
        case .completeIfMissing: "Complete if missing"
        case .overwrite: "Overwrite"
        case .overwriteOurs: "Overwrite placeholders and what Loam wrote"
        }
    }
}

/// Whose value a field holds.
package enum Holding: Sendable, Hashable, CaseIterable {
    case blank
    case placeholder
    /// What Loam wrote last, unchanged since.
    case ours
    /// Anything else: somebody's own.
    case theirs

    package init(_ present: FieldValue, lastWritten: FieldValue?, _ placeholders: Placeholders) {
        if present.isBlank {
            self = .blank
        } else if let lastWritten, lastWritten.isSame(as: present) {
            self = .ours
        } else {
            self = placeholders.has(present) ? .placeholder : .theirs
        }
    }
}

extension UpdateRule {
    package func mayReplace(_ holding: Holding) -> Bool {
        switch (self, holding) {
        case (_, .blank), (.overwrite, _), (.overwriteOurs, .placeholder), (.overwriteOurs, .ours): true
        case (.completeIfMissing, _), (.overwriteOurs, .theirs): false
        }
    }
}
