/// The head of an upload, understood: where each of its columns goes.
struct IngestHeader: Sendable {
    /// As they were sent.
    let names: [String]
    let columns: [RecordBatch.Column]
    /// The place of the column that holds the rows' ids.
    let id: Int?

    /// Throws what makes the whole job fail.
    init(
        _ names: [String],
        of object: ObjectType,
        _ operation: BulkJob.Operation,
        _ schema: Schema
    ) throws(BulkFailure) {
        guard !names.isEmpty else { throw .batch("Failed to parse CSV header. Header is empty.") }
        var seen: Set<String> = []
        for name in names where !seen.insert(name.lowercased()).inserted {
            throw .batch("Duplicate field name found : \(name)")
        }
        self.names = names
        id = names.firstIndex { $0.lowercased() == "id" }
        if operation.isDelete, names.count != 1 || id != 0 {
            throw .batch("The '\(operation.rawValue)' batch must contain only ids")
        }
        var columns: [RecordBatch.Column] = []
        for name in names {
            do throws(OrgError) {
                columns.append(try object.column(name, in: schema))
            } catch {
                throw .batch("Field name not found : \(name)")
            }
        }
        self.columns = columns
    }
}
