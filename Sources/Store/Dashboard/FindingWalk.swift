import Database
import Enrichment
import Telemetry

/// A way through those of a list that a word leads to, in the order of an index, so that it can be cut anywhere.
struct FindingWalk {
    /// The columns that an index is sorted by.
    enum Order: Sendable {
        case name, time
        /// By the word that a name has further on.
        case word

        var columns: [SQL] {
            switch self {
            case .name: ["f.sort_name", "f.record_id", "f.connection_id"]
            case .time: ["f.found_at", "f.record_id", "f.connection_id"]
            case .word: ["w.word", "w.sort_name", "w.record_id", "w.connection_id"]
            }
        }

        func sorted(_ isDescending: Bool) -> SQL { Order.sorted(columns, isDescending) }

        /// The same of a page that has been read.
        func sortedPage(_ isDescending: Bool) -> SQL {
            Order.sorted(
                self == .word ? ["f.word", "f.sort_name", "f.record_id", "f.connection_id"] : columns,
                isDescending
            )
        }

        private static func sorted(_ columns: [SQL], _ isDescending: Bool) -> SQL {
            columns.map { isDescending ? $0 + " DESC" : $0 }.joined(separator: ", ")
        }

        /// Behind a place, or before it.
        func compared(_ sign: SQL, _ place: RecordFinding.Place) -> SQL {
            let key: SQL = "(\(sql: columns.joined(separator: ", ")))"
            return switch self {
            case .name: "\(sql: key) \(sql: sign) (\(place.sortName), \(place.record.text), \(place.connection))"
            case .time: "\(sql: key) \(sql: sign) (\(place.foundAt), \(place.record.text), \(place.connection))"
            case .word:
                """
                \(sql: key) \(sql: sign) (\(place.word ?? ""), \(place.sortName), \(place.record.text), \(place.connection))
                """
            }
        }
    }

    let index: (table: SQL, condition: SQL)
    /// What is joined where the index does not tell of the records themselves.
    var records: SQL = ""
    /// Where it begins and ends. Each is one condition: of two SQLite would take one, and go through what the other leaves out.
    let low: SQL
    let high: SQL
    let fits: SQL
    let order: Order
    /// Whether all of it may be looked at for a page.
    let isShort: Bool

    private func range(_ start: RecordFinding.Place?, _ end: RecordFinding.Place?, _ isDescending: Bool) -> SQL {
        let behind = start.map { order.compared(isDescending ? "<" : ">", $0) }
        let before = end.map { order.compared(isDescending ? ">=" : "<=", $0) }
        let (low, high) = isDescending ? (before ?? low, behind ?? high) : (behind ?? low, before ?? high)
        return "\(sql: index.condition) AND \(sql: low) AND \(sql: high)"
    }

    /// The place up to which so many are looked at; none where there are fewer.
    func end(from start: RecordFinding.Place?, after count: Int, _ isDescending: Bool) -> SQL {
        let row: SQL =
            order == .word
            ? "w.word, w.sort_name, w.record_id, w.connection_id, 0 AS found_at"
            : """
            CAST(NULL AS TEXT) AS word, f.sort_name, f.record_id, f.connection_id, f.found_at
            """
        return """
            SELECT \(sql: row) FROM \(sql: index.table) WHERE \(sql: range(start, nil, isDescending))
            ORDER BY \(sql: order.sorted(isDescending)) LIMIT 1 OFFSET \(count - 1)
            """
    }

    func page(
        from start: RecordFinding.Place?,
        to end: RecordFinding.Place?,
        limit: Int,
        _ isDescending: Bool
    ) -> SQL {
        let word: SQL = order == .word ? "w.word" : "CAST(NULL AS TEXT)"
        return """
            SELECT \(sql: FindingList.columns), \(sql: word) AS word FROM \(sql: index.table)\(sql: records)
            WHERE \(sql: range(start, end, isDescending)) AND \(sql: fits)
            ORDER BY \(sql: order.sorted(isDescending)) LIMIT \(limit)
            """
    }

    struct End: RowDecodable {
        let place: RecordFinding.Place

        init(row: Row) throws {
            place = RecordFinding.Place(
                sortName: try row["sort_name"],
                foundAt: try row["found_at"],
                record: try CRMID(stored: try row["record_id"]),
                connection: try row["connection_id"],
                word: try row["word"]
            )
        }
    }
}
