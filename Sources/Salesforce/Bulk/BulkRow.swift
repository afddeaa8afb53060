import Tabular

/// A row of a Bulk query's answer; it can be read only while the visitor runs that was handed it.
package struct BulkRow {
    private let row: CSVRow
    /// The columns, in the order in which they were asked for.
    package let columns: [String]

    init(_ row: CSVRow, _ columns: [String]) {
        self.row = row
        self.columns = columns
    }

    /// A cell's text; nil for an empty one, which is how Bulk writes that there is no value.
    package func text(_ column: Int) -> String? { row.isEmpty(column) ? nil : row.text(column) }

    /// A cell's bytes without a copy, where no quote in them is doubled.
    package func plain(_ column: Int) -> UnsafeBufferPointer<UInt8>? { row.plain(column) }

    package func id(_ column: Int) -> RecordID? { plain(column).flatMap { RecordID(utf8: $0) } }
}
