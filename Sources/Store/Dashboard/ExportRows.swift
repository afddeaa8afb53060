import Database

/// How many records a file of a list of records that need attention may hold.
package enum ExportRows: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
    case usual = "1000"
    case many = "10000"
    case most = "100000"
    case all

    /// Nil for all.
    package var number: Int? { Int(rawValue) }
}
