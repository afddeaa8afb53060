import Database

/// Takes batches of one job into the org.
struct IngestSaving: Sendable {
    let org: Org
    let caller: OrgCaller
    let object: ObjectType
    private let operation: BulkJob.Operation
    private let batchOperation: RecordBatch.Operation
    private let options: SaveOptions

    init(_ job: BulkJob, _ org: Org) async throws {
        self.org = org
        caller = try await org.caller(userID: job.userID)
        guard let object = caller.schema.object(job.object) else {
            throw BulkFailure(code: "InvalidEntity", text: "Unable to find object: \(job.object)")
        }
        self.object = object
        operation = job.operation
        switch job.operation {
        case .upsert:
            guard let key = object.field(job.externalID ?? "Id") else {
                throw BulkFailure(code: "InvalidJob", text: "Invalid external ID: \(job.externalID ?? "")")
            }
            batchOperation = .upsert(key)
        case .update: batchOperation = .update
        case .insert, .delete, .hardDelete, .query, .queryAll: batchOperation = .insert
        }
        var options = SaveOptions()
        options.isBulk = true
        if let rule = job.assignmentRule { options.assignment = .rule(rule) }
        self.options = options
    }

    /// Saves the rows in one transaction, which also keeps what the closure writes about what became of each.
    func save<Kept: Sendable>(
        _ rows: [[Scalar?]],
        _ header: IngestHeader,
        keeping keep: @Sendable ([SaveResult], isolated Connection) throws -> Kept
    ) async throws -> Kept {
        if operation.isDelete {
            let ids = rows.map { $0[0]?.text ?? "" }
            return try await org.delete(ids, of: object, isHard: operation == .hardDelete, as: caller, keeping: keep)
        }
        let batch = RecordBatch(object: object, operation: batchOperation, columns: header.columns, rows: rows)
        return try await org.save(batch, options, as: caller, keeping: keep)
    }
}
