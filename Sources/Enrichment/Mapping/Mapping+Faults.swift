extension Mapping {
    /// All that is wrong with it in an org, by row; empty when it can be used.
    package func faults(in schema: ObjectSchema) -> [MappingFault] {
        var faults: [MappingFault] = rows.isEmpty ? [MappingFault(.empty)] : []
        let targets = Set(rows.map(\.target))
        for field in object.requiredFields where schema[field]?.isWritable ?? false && !targets.contains(field) {
            faults.append(MappingFault(.requiredMissing(field)))
        }
        var seen: Set<[String]> = []
        for (position, row) in rows.enumerated() {
            for kind in kinds(ofFaultsIn: row, schema) { faults.append(MappingFault(row: position, kind)) }
            if !seen.insert([row.source.rawValue, row.target.rawValue]).inserted {
                faults.append(MappingFault(row: position, .twice))
            }
        }
        return faults
    }

    private func kinds(ofFaultsIn row: MappingRow, _ schema: ObjectSchema) -> [MappingFault.Kind] {
        var kinds: [MappingFault.Kind] = []
        if !row.source.isOffered(for: object) { kinds.append(.notOffered(object)) }
        if let field = schema[row.target] {
            if !field.isWritable {
                kinds.append(.notWritable)
            } else if !Fitting.isPossible(row.source.kind, field.type) {
                kinds.append(.neverFits(row.source.kind, field.type))
            }
        } else {
            kinds.append(.unknownTarget)
        }
        if !(1...5).contains(row.options.separator.count) { kinds.append(.badSeparator) }
        if let most = row.options.mostValues, most < 1 { kinds.append(.badCount) }
        return kinds
    }
}
