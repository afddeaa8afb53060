import Store
package import Telemetry

/// What loads did to a company or a person, the newest first.
package struct ProfileHistory: Sendable, Equatable {
    package struct Event: Sendable, Equatable {
        package enum Kind: String, Sendable, CaseIterable {
            case added, changed, ended
            /// Was not known any more, and is again.
            case returned
        }

        package struct Change: Sendable, Equatable {
            package let field: String
            /// Empty where nothing was said, or is any more.
            package let before: String
            package let after: String
        }

        package let kind: Kind
        package let load: Int64
        package let at: Timestamp
        package let source: String
        package let file: String
        package let changes: [Change]
    }

    package let events: [Event]

    /// Puts together how the row was before each load, what it is now, and what is known of the loads.
    init(of row: CatalogueRow, _ history: [CatalogueHistory], loads: [CatalogueLoad], _ names: SourceNames) {
        let loads = Dictionary(loads.map { ($0.number, $0) }) { first, _ in first }
        var events: [Event] = []
        func add(_ kind: Event.Kind, _ number: Int64, _ changes: [Event.Change] = []) {
            guard let load = loads[number] else { return }
            events.append(
                Event(
                    kind: kind,
                    load: number,
                    at: load.startedAt,
                    source: names[load.source],
                    file: load.file.split(separator: "/").last.map(String.init) ?? load.file,
                    changes: changes
                )
            )
        }
        // From now back: what a field became is what it was before the next change of it.
        var later: [String: String] = [:]
        var isEnded = row.endedAt != nil
        for change in history.reversed() {
            let changes = row.kind.fields.compactMap { field in
                change.before[field].map { Event.Change(field: field, before: $0, after: later[field] ?? row[field]) }
            }
            for (field, value) in change.before { later[field] = value }
            let wasEnded = change.endedAt != nil
            switch (wasEnded, isEnded) {
            case (false, true): add(.ended, change.load, changes)
            case (true, false): add(.returned, change.load, changes)
            default: if !changes.isEmpty { add(.changed, change.load, changes) }
            }
            isEnded = wasEnded
        }
        add(.added, history.first?.previous ?? row.changed)
        self.events = events
    }

    /// The loads that the history speaks of.
    static func loads(of row: CatalogueRow, _ history: [CatalogueHistory]) -> [Int64] {
        history.map(\.load) + [history.first?.previous ?? row.changed]
    }
}
