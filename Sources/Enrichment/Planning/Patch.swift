/// What is to become of the mapped fields of one record, and why: one entry for each field, in the order of their
/// names.
package struct Patch: Sendable, Equatable {
    package private(set) var entries: [Entry]

    package init(_ entries: [Entry] = []) {
        let isInOrder = zip(entries, entries.dropFirst()).allSatisfy { $0.field < $1.field }
        self.entries = isInOrder ? entries : entries.sorted { $0.field < $1.field }
    }

    /// Of entries that are in the order of their fields.
    init(inOrder entries: [Entry]) { self.entries = entries }

    package struct Entry: Sendable, Equatable {
        package var field: CRMField
        package var before: FieldValue
        package var action: Action
        /// What it comes from; nil where nothing was offered.
        package var origin: Origin?
        /// What was offered first and does not fit.
        package var misfits: [Rejected] = []

        package init(
            _ field: CRMField,
            before: FieldValue,
            _ action: Action,
            _ origin: Origin? = nil,
            misfits: [Rejected] = []
        ) {
            self.field = field
            self.before = before
            self.action = action
            self.origin = origin
            self.misfits = misfits
        }
    }

    /// The three things that can be done with a field.
    package enum Action: Sendable, Equatable {
        case set(FieldValue)
        case clear
        case leave(LeaveReason)
    }

    /// Where a value comes from, and by which rule it is written.
    package enum Origin: Sendable, Equatable {
        case mapped(LoamField, UpdateRule, Provenance, isShortened: Bool)
        /// An earlier run wrote over it.
        case undone
        /// Loam itself: by what a record that it makes is known again, and what it belongs to.
        case own
    }

    package struct Rejected: Sendable, Equatable {
        package var source: LoamField
        package var misfit: Misfit

        package init(_ source: LoamField, _ misfit: Misfit) { (self.source, self.misfit) = (source, misfit) }
    }

    /// The entries that change something.
    package var changes: [Entry] { entries.filter(\.isChange) }
    package var changeCount: Int { entries.count(where: \.isChange) }
    package var isEmpty: Bool { !entries.contains(where: \.isChange) }

    /// What the record holds once the patch is written.
    package func applied(to record: Record) -> Record {
        var record = record
        for entry in entries {
            switch entry.action {
            case .set(let value): record.values[entry.field] = value.kept
            case .clear: record.values[entry.field] = .blank
            case .leave: break
            }
        }
        return record
    }
}

extension Patch.Entry {
    package var isChange: Bool { if case .leave = action { false } else { true } }

    /// What the field holds afterwards.
    package var after: FieldValue {
        switch action {
        case .set(let value): value
        case .clear: .blank
        case .leave: before
        }
    }
}

/// Why a field stays as it is.
package enum LeaveReason: String, Sendable, Hashable, CaseIterable {
    case same
    case notBlank = "not_blank"
    case personsEdit = "persons_edit"
    case nothingKnown = "nothing_known"
    case doesNotFit = "does_not_fit"
    case notRead = "not_read"
    case nothingElseChanges = "nothing_else_changes"
    case changedSince = "changed_since"

    package var sentence: String {
        switch self {
        case .same: "The field holds the value already."
        case .notBlank: "The field is not blank, and the row completes only what is missing."
        case .personsEdit: "Somebody wrote the value, and the row replaces only placeholders and what Loam wrote."
        case .nothingKnown: "The catalogue knows no value."
        case .doesNotFit: "What the catalogue knows does not fit the field."
        case .notRead: "The field was not read, so that nobody knows what would be overwritten."
        case .nothingElseChanges: "A time is written only when something else changes."
        case .changedSince: "Somebody changed the field since Loam wrote it."
        }
    }
}
