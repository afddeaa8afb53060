import Database

extension CompiledRules {
    /// Gives the rows new owners by the rule that the save asks for: the first entry whose conditions a row meets.
    func assign(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        guard let rule = try assignmentRule(for: chunk), let owner = chunk.object.field("OwnerId") else { return }
        let fields = rule.entries.flatMap { $0.filter.conditions.map(\.field) }
        let types = try fields.map { field in
            guard let type = schema.field(field, of: chunk.object)?.type else {
                throw OrgError(
                    "INVALID_ASSIGNMENT_RULE",
                    "The assignment rule names a field that does not exist: \(field)"
                )
            }
            return type
        }
        let clock = chunk.formulaClock
        var filters: [(filter: ChunkFilter, owner: String)] = []
        var next = 0
        for entry in rule.entries {
            let range = next..<next + entry.filter.conditions.count
            next = range.upperBound
            let paths = fields[range].map { $0.split(separator: ".").map(String.init) }
            let reader = try ChunkReader(paths, chunk, schema, clock, db)
            filters.append((try ChunkFilter(entry.filter, reader, types: Array(types[range])), entry.owner))
        }
        for row in chunk.soundRows {
            guard let entry = filters.first(where: { $0.filter.holds(for: row) }) else { continue }
            chunk.set(row, owner, .text(entry.owner))
        }
    }

    private func assignmentRule(for chunk: SaveChunk) throws -> AssignmentRule? {
        let rules = assignments[chunk.object.name] ?? []
        switch chunk.options.assignment {
        case .none: return nil
        case .active: return rules.first(where: \.isActive)
        case .rule(let id):
            guard chunk.object.traits.contains(.ownedByQueues) else { return nil }
            let wanted = RecordID.canonical(id) ?? id
            guard let rule = rules.first(where: { $0.id == wanted }) else {
                throw OrgError("INVALID_ASSIGNMENT_RULE", "invalid assignment rule id: \(id)")
            }
            return rule
        }
    }
}
