import Database
import Tabular

/// A job of either Bulk API: what was asked for, and how far it is.
struct BulkJob: Sendable, Equatable {
    enum Kind: String, Sendable {
        case ingest = "V2Ingest"
        case query = "V2Query"
        case classic = "Classic"
    }

    enum Operation: String, Sendable, CaseIterable {
        case insert, update, upsert, delete, hardDelete, query, queryAll

        var isQuery: Bool { self == .query || self == .queryAll }
        var isDelete: Bool { self == .delete || self == .hardDelete }
    }

    enum State: String, Sendable {
        case open = "Open"
        case uploadComplete = "UploadComplete"
        case inProgress = "InProgress"
        case jobComplete = "JobComplete"
        case failed = "Failed"
        case aborted = "Aborted"
        /// Of Bulk API 1.0: no more batches come.
        case closed = "Closed"

        var isFinal: Bool { self == .jobComplete || self == .failed || self == .aborted }
    }

    let id: String
    let kind: Kind
    let operation: Operation
    let object: String
    let userID: String
    /// The API version that it was made with, as `60.0`.
    let version: String
    let created: String
    var modified: String
    var state = State.open
    var contentType = "CSV"
    var concurrency = "Parallel"
    var delimiter = CSVFormat.Delimiter.comma
    var lineEnding = CSVFormat.LineEnding.lf
    var externalID: String?
    var assignmentRule: String?
    var soql: String?
    var errorMessage: String?
    /// Rows dealt with, the failed ones among them.
    var processed = 0
    var failed = 0
    /// Rows that a query's results hold.
    var resultRows = 0
    /// How far into the upload the work is, in bytes, and where it began.
    var offset = 0
    var milliseconds = 0
    /// How much of the files with the results of an ingest counts: what lies behind was written by a batch that was not
    /// kept.
    var successfulBytes = 0
    var failedBytes = 0
    /// PK chunking: rows of the object to a batch.
    var chunkSize: Int?
    var chunkStart: String?
    var chunkParent: String?

    /// Where it is found, below the host.
    var path: String {
        switch kind {
        case .ingest: "/services/data/v\(version)/jobs/ingest/\(id)"
        case .query: "/services/data/v\(version)/jobs/query/\(id)"
        case .classic: "/services/async/\(version)/job/\(id)"
        }
    }

    var format: CSVFormat { CSVFormat(delimiter: delimiter, lineEnding: lineEnding) }
}

extension BulkJob: RowDecodable {
    init(row: Row) throws {
        id = try row["id"]
        kind = try BulkJob.known(Kind(rawValue: row["kind"]))
        operation = try BulkJob.known(Operation(rawValue: row["operation"]))
        object = try row["object"]
        userID = try row["user_id"]
        version = try row["version"]
        created = try row["created"]
        modified = try row["modified"]
        state = try BulkJob.known(State(rawValue: row["state"]))
        contentType = try row["content_type"]
        concurrency = try row["concurrency"]
        delimiter = try BulkJob.known(CSVFormat.Delimiter(rawValue: row["delimiter"]))
        lineEnding = try BulkJob.known(CSVFormat.LineEnding(rawValue: row["line_ending"]))
        externalID = try row["external_id"]
        assignmentRule = try row["assignment_rule"]
        soql = try row["soql"]
        errorMessage = try row["error_message"]
        processed = try row["processed"]
        failed = try row["failed"]
        resultRows = try row["result_rows"]
        offset = try row["position"]
        milliseconds = try row["milliseconds"]
        successfulBytes = try row["successful_bytes"]
        failedBytes = try row["failed_bytes"]
        chunkSize = try row["chunk_size"]
        chunkStart = try row["chunk_start"]
        chunkParent = try row["chunk_parent"]
    }

    private static func known<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw unknownWord }
        return value
    }

    /// Of a table that another version wrote.
    static let unknownWord = OrgError("UNKNOWN_EXCEPTION", "A job is kept in words that are not known.", status: 500)
}
