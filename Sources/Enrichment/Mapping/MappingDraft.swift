/// A mapping as it stands in the editor, where rows may still be blank.
package struct MappingDraft: Sendable, Equatable {
    package struct Row: Sendable, Equatable {
        package var source: String
        package var target: String
        package var rule: UpdateRule
        package var options: MappingRow.Options

        package init(
            source: String,
            target: String,
            rule: UpdateRule = .completeIfMissing,
            options: MappingRow.Options = MappingRow.Options()
        ) {
            (self.source, self.target, self.rule, self.options) = (source, target, rule, options)
        }
    }

    package struct Faulty: Error, Sendable, Equatable {
        package let faults: [MappingFault]
    }

    package var object: CRMObject
    package var rows: [Row]

    package init(_ object: CRMObject, _ rows: [Row]) { (self.object, self.rows) = (object, rows) }

    /// The mapping that it says; throws with everything that is wrong at once.
    package func verified(in schema: ObjectSchema) throws(Faulty) -> Mapping {
        var mapping = Mapping(object, [])
        var faults: [MappingFault] = []
        /// For each row that could be read, where it stands in the draft.
        var places: [Int] = []
        for (position, row) in rows.enumerated() {
            let source = LoamField(rawValue: row.source)
            if row.source.isEmpty {
                faults.append(MappingFault(row: position, .blankSource))
            } else if source == nil {
                faults.append(MappingFault(row: position, .unknownSource))
            }
            if row.target.isEmpty { faults.append(MappingFault(row: position, .blankTarget)) }
            guard let source, !row.target.isEmpty else { continue }
            mapping.rows.append(MappingRow(source, CRMField(row.target), row.rule, row.options))
            places.append(position)
        }
        for fault in mapping.faults(in: schema) where !(fault.kind == .empty && !rows.isEmpty) {
            faults.append(MappingFault(row: fault.row.map { places[$0] }, fault.kind))
        }
        guard faults.isEmpty else { throw Faulty(faults: faults) }
        return mapping
    }
}
