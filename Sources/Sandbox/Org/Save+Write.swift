import Database

/// The order of execution: the org's own checks, defaults and derived values, validation rules, duplicate rules, the rows
/// themselves, assignment rules, and what follows from the rows.
extension Save {
    func insert(
        _ sources: [Int],
        _ chunk: SaveChunk,
        _ ticket: LockTicket,
        _ mayWait: Bool,
        _ db: isolated Connection
    ) throws {
        for fill in plan.fills { chunk.fill(fill.ordinal, with: fill.value) }
        try check(sources, chunk, ticket, mayWait, db)
        guard let prefix = plan.object.keyPrefix else { return }
        var sound = chunk.soundRows
        if let limit = switches.rowLimit, try org.countRows(db) + sound.count > limit {
            for row in sound { chunk.refuse(row, with: .storageFull) }
            sound = []
        }
        guard !sound.isEmpty else { return }
        let first = try IDSequence.reserve(sound.count, prefix: prefix, db)
        for (offset, row) in sound.enumerated() {
            let id = RecordID.make(prefix: prefix, number: first + Int64(offset))
            chunk.setID(row, id)
            chunk.set(row, plan.id.ordinal, .text(id))
        }
        for field in plan.autoNumbers { try number(field, sound, chunk, db) }
        let columns = plan.stored.filter { chunk.isTouched($0.ordinal) }
        try db.load(into: Table(identifier: plan.object.name, columns: columns.map(\.name))) { writer in
            for row in sound {
                chunk.write(row, columns, to: &writer)
                try writer.endRow()
            }
        }
        try follow(chunk, db)
    }

    func update(
        _ sources: [Int],
        _ chunk: SaveChunk,
        _ ticket: LockTicket,
        _ mayWait: Bool,
        _ db: isolated Connection
    ) throws {
        for stamp in plan.stamps { chunk.stamp(stamp.ordinal, with: stamp.value) }
        try check(sources, chunk, ticket, mayWait, db)
        let columns = plan.stored.filter { chunk.isTouched($0.ordinal) && $0.type != .id }
        // Most rows of a batch change in the same columns: those that do share a statement.
        let groups = Dictionary(grouping: chunk.soundRows) { row in
            columns.indices.filter { chunk.isChanged(row, columns[$0].ordinal) }
        }
        for (places, rows) in groups where !places.isEmpty {
            let changed = places.map { columns[$0] }
            let changes = changed.map { "\(identifier: $0.name) = \(SQLValue.null)" as SQL }.joined(separator: ", ")
            try db.run(
                "UPDATE \(identifier: plan.object.name) SET \(sql: changes) WHERE \"Id\" = \(SQLValue.null)",
                with: rows.lazy.map { row in
                    changed.map { chunk.value(row, $0.ordinal).sqlValue } + [.text(chunk.id(row))]
                }
            )
        }
        try follow(chunk, db)
    }

    /// All that comes before the rows are kept.
    private func check(
        _ sources: [Int],
        _ chunk: SaveChunk,
        _ ticket: LockTicket,
        _ mayWait: Bool,
        _ db: isolated Connection
    ) throws {
        try findParents(sources, chunk, db)
        checkRequired(chunk)
        try checkReferences(chunk, db)
        try Derivation.derive(chunk, db)
        checkPlaces(chunk)
        try checkUnique(chunk, db)
        guard !options.skipsRules else { return }
        try lock(chunk, ticket, mayWait)
        try org.hooks.validate?(chunk, db)
        try org.hooks.findDuplicates?(chunk, db)
    }

    /// All that comes after.
    private func follow(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        if !options.skipsRules, options.assignment != .none, let assign = org.hooks.assign,
            let owner = plan.object.field("OwnerId")
        {
            let rows = chunk.soundRows
            let before = rows.map { chunk.value($0, owner.ordinal) }
            try assign(chunk, db)
            for (row, before) in zip(rows, before) where chunk.value(row, owner.ordinal) != before {
                try db.run(
                    """
                    UPDATE \(identifier: plan.object.name) SET "OwnerId" = \(chunk.value(row, owner.ordinal))
                    WHERE "Id" = \(chunk.id(row))
                    """
                )
            }
        }
        try Consequence.draw(chunk, db)
        guard !options.skipsRules else { return }
        try org.hooks.track?(chunk, db)
        if chunk.operation == .insert { try org.hooks.afterInsert?(chunk, db) }
    }

    /// `INV-{0000}` becomes `INV-0042`.
    private func number(_ field: Field, _ rows: [Int], _ chunk: SaveChunk, _ db: isolated Connection) throws {
        let first =
            try IDSequence.reserve(rows.count, prefix: "\(plan.object.name).\(field.name)", db) - IDSequence.start + 1
        let format = field.displayFormat ?? "{0}"
        let head = format.prefix { $0 != "{" }
        let zeros = format.dropFirst(head.count + 1).prefix { $0 != "}" }.count
        let tail = format.drop { $0 != "}" }.dropFirst()
        for (offset, row) in rows.enumerated() {
            let digits = String(first + Int64(offset))
            let padding = String(repeating: "0", count: max(0, zeros - digits.count))
            chunk.set(row, field.ordinal, .text(head + padding + digits + tail))
        }
    }

    /// States and countries come from their lists when the org has such.
    private func checkPlaces(_ chunk: SaveChunk) {
        guard let places = org.places else { return }
        places.check(chunk)
    }

    private func lock(_ chunk: SaveChunk, _ ticket: LockTicket, _ mayWait: Bool) throws {
        let parents = plan.references.filter { plan.object.locks($0) }.map(\.ordinal)
        if let storm = org.faults.strike(.rowLocks), storm.amount > 0 {
            for row in chunk.soundRows where row % 100 < storm.amount {
                chunk.refuse(row, with: .locked([chunk.id(row)]))
            }
        }
        let isUpdate = chunk.operation == .update
        guard isUpdate || !parents.isEmpty else { return }
        var keys = Set<String>()
        for row in chunk.soundRows {
            if isUpdate { keys.insert(chunk.id(row)) }
            for ordinal in parents {
                if case .text(let id) = chunk.value(row, ordinal) { keys.insert(id) }
            }
        }
        let blocked = org.locks.take(keys, ticket)
        guard !blocked.isEmpty else { return }
        if mayWait { throw RowLocks.Blocked(keys: blocked) }
        for row in chunk.soundRows {
            let held = ([chunk.id(row)] + parents.compactMap { chunk.value(row, $0).text }).filter(blocked.contains)
            if !held.isEmpty { chunk.refuse(row, with: .locked(held)) }
        }
    }
}

extension ObjectType {
    /// Whether saving a row holds on to the row that this field refers to.
    func locks(_ field: Field) -> Bool {
        if field.masterDetailOrder != nil || field.cascadeDelete { return true }
        return field.name == "AccountId" || field.name == "WhatId" || field.name == "WhoId"
    }
}
