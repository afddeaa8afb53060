import Database
import Telemetry

extension Org {
    /// Salesforce's own number: triggers see a save in pieces of so many rows.
    static let chunkSize = 200

    /// Saves the rows in their order: each for itself, or all or none.
    func save(
        _ batch: RecordBatch,
        _ options: SaveOptions = SaveOptions(),
        as caller: OrgCaller
    ) async throws -> [SaveResult] {
        let save = try Save(batch, options, caller, self)
        let size = options.allOrNone || options.isBulk ? max(1, batch.rows.count) : Org.chunkSize
        var results: [SaveResult] = []
        for start in stride(from: 0, to: batch.rows.count, by: size) {
            let rows = start..<min(start + size, batch.rows.count)
            results += try await transaction(save, rows) { results, _ in results }
        }
        forgetCallers(after: batch.object)
        return results
    }

    /// Saves all rows in one transaction that also keeps what the closure writes, so that neither is there without the
    /// other.
    ///
    /// The closure may be run again with the transaction.
    func save<Kept: Sendable>(
        _ batch: RecordBatch,
        _ options: SaveOptions,
        as caller: OrgCaller,
        keeping keep: @Sendable ([SaveResult], isolated Connection) throws -> Kept
    ) async throws -> Kept {
        let save = try Save(batch, options, caller, self)
        defer { forgetCallers(after: batch.object) }
        return try await transaction(save, 0..<batch.rows.count, keep)
    }

    private func transaction<Kept: Sendable>(
        _ save: Save,
        _ rows: Range<Int>,
        _ keep: @Sendable ([SaveResult], isolated Connection) throws -> Kept
    ) async throws -> Kept {
        let ticket = LockTicket()
        do {
            let kept = try await locks.waiting(switches) { mayWait in
                try await database.write { db in try keep(try save.run(rows, ticket, mayWait: mayWait, db), db) }
            }
            await locks.release(ticket, after: switches.lockHold)
            return kept
        } catch {
            locks.release(ticket)
            throw error
        }
    }

    /// Saves the rows as part of a transaction that is under way.
    func save(
        _ batch: RecordBatch,
        _ options: SaveOptions = SaveOptions(),
        as caller: OrgCaller,
        in db: isolated Connection
    ) throws -> [SaveResult] {
        let save = try Save(batch, options, caller, self)
        let ticket = LockTicket()
        defer { locks.release(ticket) }
        forgetCallers(after: batch.object)
        return try save.run(0..<batch.rows.count, ticket, mayWait: false, db)
    }
}

/// One save at work.
struct Save: Sendable {
    let batch: RecordBatch
    let options: SaveOptions
    let caller: OrgCaller
    let org: Org
    let schema: Schema
    let plan: SavePlan
    let switches: OrgSwitches
    let moment: String

    init(_ batch: RecordBatch, _ options: SaveOptions, _ caller: OrgCaller, _ org: Org) throws(OrgError) {
        self.batch = batch
        self.options = options
        self.caller = caller
        self.org = org
        schema = org.schema
        switches = org.switches
        moment = Log.current.clock.now().stored
        plan = try SavePlan(batch, options, caller: caller, schema: schema, moment: moment)
        let word = if case .update = batch.operation { "updated" } else { "inserted" }
        let isAllowed = word == "updated" ? batch.object.isUpdateable : batch.object.isCreateable
        guard isAllowed || options.setsAuditFields else {
            throw OrgError(
                "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
                "entity type cannot be \(word): \(batch.object.label)",
                fields: []
            )
        }
    }

    /// Saves some of the rows in the transaction at hand, in chunks.
    func run(_ rows: Range<Int>, _ ticket: LockTicket, mayWait: Bool, _ db: isolated Connection) throws -> [SaveResult]
    {
        do {
            return try options.allOrNone
                ? db.savepoint { db in
                    let results = try chunks(rows, ticket, mayWait, db)
                    guard results.allSatisfy(\.isSuccess) else { throw RolledBack(results: results) }
                    return results
                } : chunks(rows, ticket, mayWait, db)
        } catch let failure as RolledBack {
            return failure.results.map { result in
                guard result.isSuccess else { return result }
                return SaveResult(isSuccess: false, errors: [OrgError.rolledBack])
            }
        }
    }

    private struct RolledBack: Error {
        let results: [SaveResult]
    }

    private func chunks(
        _ rows: Range<Int>,
        _ ticket: LockTicket,
        _ mayWait: Bool,
        _ db: isolated Connection
    ) throws -> [SaveResult] {
        var results: [SaveResult] = []
        results.reserveCapacity(rows.count)
        for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Org.chunkSize) {
            let end = min(start + Org.chunkSize, rows.upperBound)
            results += try chunk(start..<end, ticket, mayWait, db)
        }
        return results
    }

    private func chunk(
        _ rows: Range<Int>,
        _ ticket: LockTicket,
        _ mayWait: Bool,
        _ db: isolated Connection
    ) throws -> [SaveResult] {
        var results = [SaveResult?](repeating: nil, count: rows.count)
        var inserts: [Int] = []
        var updates: [(source: Int, id: String)] = []
        for (source, target) in try targets(of: rows, db) {
            switch target {
            case .new: inserts.append(source)
            case .existing(let id): updates.append((source, id))
            case .wrong(let error): results[source - rows.lowerBound] = SaveResult(isSuccess: false, errors: [error])
            }
        }
        let isUpsert = if case .upsert = batch.operation { true } else { false }
        if !inserts.isEmpty {
            let chunk = chunk(.insert, rows: inserts.count)
            read(inserts, into: chunk)
            try insert(inserts, chunk, ticket, mayWait, db)
            collect(chunk, inserts, isUpsert ? true : nil, rows.lowerBound, &results)
        }
        if !updates.isEmpty {
            let chunk = chunk(.update, rows: updates.count)
            try depart(updates.map(\.id), chunk, db)
            read(updates.map(\.source), into: chunk)
            try update(updates.map(\.source), chunk, ticket, mayWait, db)
            collect(chunk, updates.map(\.source), isUpsert ? false : nil, rows.lowerBound, &results)
        }
        return results.compactMap { $0 }
    }

    private func chunk(_ operation: SaveChunk.Operation, rows: Int) -> SaveChunk {
        SaveChunk(
            object: plan.object,
            operation: operation,
            rows: rows,
            caller: caller,
            options: options,
            schema: schema,
            moment: moment,
            switches: switches
        )
    }

    private func collect(
        _ chunk: SaveChunk,
        _ sources: [Int],
        _ isCreated: Bool?,
        _ first: Int,
        _ results: inout [SaveResult?]
    ) {
        for (row, source) in sources.enumerated() {
            let isSound = chunk.isSound(row)
            results[source - first] = SaveResult(
                id: isSound || chunk.operation == .update ? chunk.id(row) : nil,
                isSuccess: isSound,
                isCreated: isSound ? isCreated : isCreated.map { _ in false },
                errors: isSound && chunk.object.isEvent
                    ? [PlatformEvent.receipt(chunk, row)].compactMap { $0 } : chunk.errors[row]
            )
        }
    }
}
