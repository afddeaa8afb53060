import Database
import Telemetry

extension Org {
    /// Salesforce's own number: triggers see a save in pieces of so many rows.
    static let chunkSize = 200

    /// Saves the rows in their order: each for itself, or all or none.
    func save(_ batch: RecordBatch, _ options: SaveOptions = SaveOptions(), as caller: OrgCaller) async throws
        -> [SaveResult]
    {
        let save = Save(batch: batch, options: options, caller: caller, org: self)
        return try await save.run()
    }

    /// Saves the rows as part of a transaction that does more.
    func save(
        _ batch: RecordBatch,
        _ options: SaveOptions = SaveOptions(),
        as caller: OrgCaller,
        in db: isolated Connection
    ) throws -> [SaveResult] {
        try Save(batch: batch, options: options, caller: caller, org: self).run(in: db)
    }
}

/// One save at work.
private struct Save {
    let batch: RecordBatch
    let options: SaveOptions
    let caller: OrgCaller
    let org: Org

    func run() async throws -> [SaveResult] {
        let moment = Log.current.clock.now().stored
        let size = options.allOrNone || options.isBulk ? max(1, batch.rows.count) : Org.chunkSize
        var results: [SaveResult] = []
        for start in stride(from: 0, to: batch.rows.count, by: size) {
            let rows = start..<min(start + size, batch.rows.count)
            results += try await org.database.write { db in
                var results: [SaveResult] = []
                for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Org.chunkSize) {
                    results += try chunk(start..<min(start + Org.chunkSize, rows.upperBound), moment, db)
                }
                return results
            }
        }
        return results
    }

    func run(in db: isolated Connection) throws -> [SaveResult] {
        let moment = Log.current.clock.now().stored
        var results: [SaveResult] = []
        for start in stride(from: 0, to: batch.rows.count, by: Org.chunkSize) {
            results += try chunk(start..<min(start + Org.chunkSize, batch.rows.count), moment, db)
        }
        return results
    }

    private func chunk(_ rows: Range<Int>, _ moment: String, _ db: isolated Connection) throws -> [SaveResult] {
        let isUpdate = if case .update = batch.operation { true } else { false }
        let chunk = SaveChunk(
            object: batch.object,
            operation: isUpdate ? .update : .insert,
            rows: rows.count,
            caller: caller,
            options: options,
            moment: moment,
            switches: org.switches
        )
        let readers = batch.columns.map { ValueReader(field: $0.field) }
        for (row, source) in rows.enumerated() {
            for (column, reader) in readers.enumerated() {
                guard let value = batch.rows[source][column] else { continue }
                do {
                    chunk.set(row, reader.field, try reader.read(value, options))
                } catch {
                    chunk.refuse(row, with: error)
                }
            }
        }
        if isUpdate { try update(chunk, db) } else { try insert(chunk, db) }
        return chunk.rows.map { row in
            SaveResult(
                id: chunk.isSound(row) ? chunk.id(row) : nil,
                isSuccess: chunk.isSound(row),
                errors: chunk.errors[row]
            )
        }
    }

    private func insert(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        let sound = chunk.soundRows
        guard !sound.isEmpty, let prefix = chunk.object.keyPrefix else { return }
        let first = try IDSequence.reserve(sound.count, prefix: prefix, db)
        for (offset, row) in sound.enumerated() {
            chunk.setID(row, RecordID.make(prefix: prefix, number: first + Int64(offset)))
            for field in chunk.object.fields {
                switch field.name {
                case "Id": chunk.set(row, field, .text(chunk.id(row)))
                case "CreatedDate", "LastModifiedDate", "SystemModstamp": chunk.set(row, field, .text(chunk.moment))
                case "CreatedById", "LastModifiedById": chunk.set(row, field, .text(caller.userID))
                case "OwnerId" where chunk.value(row, field) == .null: chunk.set(row, field, .text(caller.userID))
                default:
                    if let value = field.defaultValue, field.isStored, chunk.value(row, field) == .null {
                        chunk.set(row, field, value)
                    }
                    if field.type == .boolean, chunk.value(row, field) == .null { chunk.set(row, field, .flag(false)) }
                }
            }
        }
        let fields = chunk.writtenFields
        try db.load(into: Table(identifier: chunk.object.name, columns: fields.map(\.name))) { writer in
            for row in sound {
                for field in fields { writer.value(chunk.value(row, field).sqlValue) }
                try writer.endRow()
            }
        }
    }

    private func update(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        guard let id = chunk.object.field("Id") else { return }
        for row in chunk.soundRows {
            guard let text = chunk.value(row, id).text, let recordID = RecordID.canonical(text) else {
                chunk.refuse(row, with: OrgError("MISSING_ARGUMENT", "Id not specified in an update call", fields: []))
                continue
            }
            chunk.setID(row, recordID)
            for field in chunk.object.fields {
                switch field.name {
                case "LastModifiedDate", "SystemModstamp": chunk.set(row, field, .text(chunk.moment))
                case "LastModifiedById": chunk.set(row, field, .text(caller.userID))
                default: break
                }
            }
            let fields = chunk.writtenFields.filter { $0.name != "Id" }
            let assignments = fields.map { "\(identifier: $0.name) = \(chunk.value(row, $0))" as SQL }
            let changes = try db.run(
                """
                UPDATE \(identifier: chunk.object.name) SET \(sql: assignments.joined(separator: ", "))
                WHERE "Id" = \(recordID)
                """
            )
            if changes.rows == 0 {
                chunk.refuse(row, with: OrgError.notFound)
            }
        }
    }
}
