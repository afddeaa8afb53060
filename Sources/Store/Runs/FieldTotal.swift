package import Database
package import Enrichment

/// What a run does to one field, over all of its records.
package struct FieldTotal: Sendable, Equatable, RowDecodable {
    package let field: CRMField
    /// The field was blank before.
    package private(set) var filled = 0
    /// The field held something else before.
    package private(set) var replaced = 0
    /// The field is blank afterwards.
    package private(set) var emptied = 0

    package var changes: Int { filled + replaced + emptied }

    /// Of these changes, a line for each field.
    package static func of(_ changes: [Settlement.Written]) -> [FieldTotal] {
        var totals: [CRMField: FieldTotal] = [:]
        for change in changes {
            totals[change.field, default: FieldTotal(change.field)].add(change)
        }
        return totals.values.sorted { $0.field < $1.field }
    }

    private init(_ field: CRMField) { self.field = field }

    private mutating func add(_ change: Settlement.Written) {
        if change.after.isBlank {
            emptied += 1
        } else if change.before.isBlank {
            filled += 1
        } else {
            replaced += 1
        }
    }

    package init(row: Row) throws {
        field = CRMField(try row["field"])
        filled = try row["filled"]
        replaced = try row["replaced"]
        emptied = try row["emptied"]
    }
}

extension FieldTotal {
    package static func add(
        _ totals: [FieldTotal],
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        for total in totals {
            try db.run(
                """
                INSERT INTO run_fields (organisation_id, run_id, field, filled, replaced, emptied)
                VALUES (\(organisation), \(run), \(total.field.rawValue), \(total.filled), \(total.replaced),
                    \(total.emptied))
                ON CONFLICT (organisation_id, run_id, field) DO UPDATE SET
                    filled = run_fields.filled + EXCLUDED.filled, replaced = run_fields.replaced + EXCLUDED.replaced,
                    emptied = run_fields.emptied + EXCLUDED.emptied
                """
            )
        }
    }

    /// Those that change most often first.
    package static func list(of run: ID<Run>, in organisation: ID<Organisation>, on db: isolated Connection) throws
        -> [FieldTotal]
    {
        try db.fetch(
            FieldTotal.self,
            """
            SELECT field, filled, replaced, emptied FROM run_fields
            WHERE organisation_id = \(organisation) AND run_id = \(run)
            ORDER BY filled + replaced + emptied DESC, field
            """
        )
    }
}
