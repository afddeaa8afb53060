import Tabular

/// What a Bulk job does with its rows.
package enum IngestOperation: Hashable, Sendable {
    case insert
    case update
    /// Makes or changes records by this key field.
    case upsert(by: APIName)
    case delete

    package var name: String {
        switch self {
        case .insert: "insert"
        case .update: "update"
        case .upsert: "upsert"
        case .delete: "delete"
        }
    }
}

/// How large one job may become.
package struct IngestLimits: Hashable, Sendable {
    package var rows: Int
    package var bytes: Int

    /// Salesforce takes 100 MB and works on 10,000 rows at a time; ten times that is a job of comfortable size.
    package init(rows: Int = 100_000, bytes: Int = 95_000_000) {
        self.rows = rows
        self.bytes = bytes
    }
}

/// Writes rows as the uploads of Bulk jobs, as many as their number and size need.
///
/// A cell that is left out is left alone by Salesforce, `#N/A` empties the field: the three states of a value.
package struct IngestRows: Sendable {
    package struct Upload: Hashable, Sendable {
        package let bytes: [UInt8]
        package let rows: Int
    }

    package let columns: [APIName]
    private let limits: IngestLimits
    private let header: [UInt8]
    private var writer = CSVWriter(quotes: .needed)
    private var bytes: [UInt8]
    private var rows = 0
    private var uploads: [Upload] = []

    package init(columns: [APIName], limits: IngestLimits = IngestLimits()) {
        self.columns = columns
        self.limits = limits
        for column in columns { writer.bare(column.text) }
        writer.endRow()
        header = writer.take()
        bytes = header
    }

    /// Adds a row: a content for each column, or nil for what is to be left as it is.
    ///
    /// Refuses a text that Bulk would take for something else; such a row has to go by REST.
    package mutating func append(_ contents: [FieldContent?]) throws(SalesforceError) {
        precondition(contents.count == columns.count, "A row has a cell for each column.")
        for case .text(IngestRows.null)? in contents { throw SalesforceError(.notExpressible) }
        for content in contents { writer.cell(content.map(IngestRows.cell) ?? "") }
        writer.endRow()
        if rows > 0, rows == limits.rows || bytes.count + writer.bytes.count > limits.bytes { endUpload() }
        bytes += writer.bytes
        writer.removeAll()
        rows += 1
    }

    /// What was written so far, in the order of its rows; what comes afterwards begins anew.
    package mutating func finish() -> [Upload] {
        if rows > 0 { endUpload() }
        defer { uploads = [] }
        return uploads
    }

    private mutating func endUpload() {
        uploads.append(Upload(bytes: bytes, rows: rows))
        bytes = header
        rows = 0
    }

    private static let null = "#N/A"

    private static func cell(_ content: FieldContent) -> String { content.isClear ? null : content.plainText }
}
