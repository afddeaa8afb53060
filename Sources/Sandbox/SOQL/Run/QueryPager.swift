import Database

/// Puts pages of rows together, with their parents and children.
///
/// Of a query with more rows than fit on a page, the ids of all rows are kept, and each page asks for the rows of a run
/// of ids: pages are stable, however the rows change, and cost what they hold.
struct QueryPager: Sendable {
    let version: String
    let batchSize: Int
    /// What must be kept for the pages to come.
    var cursors: [NewCursor] = []

    init(version: String, batchSize: Int) {
        self.version = version
        self.batchSize = batchSize
    }

    /// The first page, and the ids of its rows.
    mutating func firstPage(_ plan: RowPlan, _ db: isolated Connection) throws -> ([UInt8], RowIDs) {
        if plan.children.isEmpty, let page = try onlyPage(plan, db) { return page }
        var ids = RowIDs()
        try db.scan(plan.ids) { row in
            ids.append(row.text(0))
            return .more
        }
        let first = ids[0..<batchSize]
        let records = try records(plan, first, path: [], db)
        var locator: String?
        if ids.count > batchSize {
            let cursor = NewCursor(path: [], ids: ids)
            cursors.append(cursor)
            locator = QueryLocator(id: cursor.id, offset: batchSize).text
        }
        return (body(records, total: ids.count, next: locator), first)
    }

    /// Most answers fit on a page, and need not be asked for twice.
    private func onlyPage(_ plan: RowPlan, _ db: isolated Connection) throws -> ([UInt8], RowIDs)? {
        var records = Records(version: version)
        var ids = RowIDs()
        try db.scan(plan.statement(atMost: batchSize + 1)) { row in
            guard ids.count < batchSize else {
                ids.append(row.text(0))
                return .enough
            }
            ids.append(row.text(0))
            records.add { rows in rows.write(row, plan.shape) { _, _ in } }
            return .more
        }
        guard ids.count <= batchSize else { return nil }
        return (body(records, total: ids.count, next: nil), ids)
    }

    /// The page at a place within what a cursor keeps.
    mutating func page(_ plan: RowPlan, _ kept: KeptCursor, _ db: isolated Connection) throws -> [UInt8] {
        let records = try records(plan, kept.ids, path: kept.path, db)
        let end = kept.locator.offset + kept.ids.count
        let next = end < kept.total ? QueryLocator(id: kept.locator.id, offset: end).text : nil
        return body(records, total: kept.total, next: next)
    }

    private func body(_ records: Records, total: Int, next: String?) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(records.bytes.count + 128)
        open(&bytes, total: total, next: next)
        bytes += records.bytes
        bytes += "]}".utf8
        return bytes
    }

    private func open(_ bytes: inout [UInt8], total: Int, next: String?) {
        bytes += "{\"totalSize\":\(total),\"done\":\(next == nil)".utf8
        if let next { bytes += ",\"nextRecordsUrl\":\"/services/data/\(version)/query/\(next)\"".utf8 }
        bytes += ",\"records\":[".utf8
    }
}

// MARK: - Rows by their ids

extension QueryPager {
    /// Rows as JSON with commas between them, and where each ends.
    private struct Records {
        private var rows: JSONRows
        /// For each id of the list where its row ends; as the one before where the row is gone.
        private(set) var ends: [Int] = []

        init(version: String) { rows = JSONRows(version: version) }

        var bytes: [UInt8] { rows.bytes }

        mutating func add(_ write: (inout JSONRows) -> Void) {
            if !rows.bytes.isEmpty { rows.comma() }
            write(&rows)
            ends.append(rows.bytes.count)
        }

        /// Notes that rows up to this place are gone.
        mutating func skip(to place: Int) {
            while ends.count < place { ends.append(rows.bytes.count) }
        }

        /// The rows of a run of ids.
        func run(_ range: Range<Int>) -> ArraySlice<UInt8> {
            let start = range.lowerBound == 0 ? 0 : ends[range.lowerBound - 1]
            let run = rows.bytes[start..<ends[range.upperBound - 1]]
            return run.first == UInt8(ascii: ",") ? run.dropFirst() : run
        }
    }

    /// The rows with these ids in their order, each with its children.
    private mutating func records(
        _ plan: RowPlan,
        _ ids: RowIDs,
        path: [Int],
        _ db: isolated Connection
    ) throws -> Records {
        var records = Records(version: version)
        guard ids.count > 0 else { return records }
        let list = ids.json
        var sets: [[[UInt8]]] = []
        for (place, child) in plan.children.enumerated() {
            sets.append(try children(child, of: list, ids.count, path: path + [place], db))
        }
        let last = plan.columns.count
        try db.scan(plan.statement(ids: list)) { row in
            let place = Int(row.integer(last))
            records.skip(to: place)
            records.add { rows in
                rows.write(row, plan.shape) { child, bytes in bytes += sets[child][place] }
            }
            return .more
        }
        records.skip(to: ids.count)
        return records
    }

    /// For each parent the value of its child query: rows, or `null`.
    private mutating func children(
        _ child: ChildPlan,
        of list: String,
        _ parents: Int,
        path: [Int],
        _ db: isolated Connection
    ) throws -> [[UInt8]] {
        var sets = [RowIDs](repeating: RowIDs(), count: parents)
        try db.scan(child.ids(parents: list)) { row in
            sets[Int(row.integer(0))].append(row.text(1))
            return .more
        }
        var shown = RowIDs()
        let batch = child.plan.batch(batchSize)
        for set in sets { shown.append(set.count > batch ? set[0..<batch] : set) }
        let records = try records(child.plan, shown, path: path, db)
        var values: [[UInt8]] = []
        values.reserveCapacity(parents)
        var start = 0
        for set in sets {
            guard set.count > 0 else {
                values.append(Array("null".utf8))
                continue
            }
            var next: String?
            if set.count > batch {
                let cursor = NewCursor(path: path, ids: set)
                cursors.append(cursor)
                next = QueryLocator(id: cursor.id, offset: batch).text
            }
            let end = start + min(set.count, batch)
            var value: [UInt8] = []
            open(&value, total: set.count, next: next)
            value += records.run(start..<end)
            value += "]}".utf8
            values.append(value)
            start = end
        }
        return values
    }
}
