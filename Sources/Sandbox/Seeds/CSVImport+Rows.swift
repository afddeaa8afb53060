import Database

/// One file on its way into the org.
struct CSVImport {
    let file: CSVFolder.File
    let org: Org
    let caller: OrgCaller

    private static let pieceSize = 2000

    /// Makes the file's rows, and notes which new id each old one stands for.
    func insert() async throws -> Int {
        let reader = try CSVPieces(path: file.path)
        _ = try reader.header()
        let used = file.columns.indices.filter { file.columns[$0] != nil && !file.late.contains($0) }
        let columns = used.compactMap { file.columns[$0] }
        var options = SaveOptions()
        options.skipsRules = true
        options.isBulk = true
        var count = 0
        while true {
            let piece = try reader.next(CSVImport.pieceSize)
            guard !piece.isEmpty else { return count }
            try check(piece)
            let rows = try await resolved(piece.map { row in used.map { row.values[$0] } }, columns)
            let batch = RecordBatch(object: file.object, operation: .insert, columns: columns, rows: rows)
            let results = try await org.save(batch, options, as: caller)
            try checkResults(results, piece)
            count += results.count
            guard let idColumn = file.idColumn else { continue }
            let pairs = zip(piece, results).compactMap { row, result -> [String]? in
                guard let old = row.values[idColumn]?.text, let new = result.id else { return nil }
                return [RecordID.canonical(old) ?? old, new]
            }
            guard !pairs.isEmpty else { continue }
            try await org.database.write { db in
                try db.run(
                    "INSERT OR REPLACE INTO \"_import\" (\"old\", \"new\") VALUES \(rows: pairs.map { $0.map { $0 as any SQLConvertible } })"
                )
            }
        }
    }

    /// Gives the rows the references that had to wait; their own ids lead to them.
    func link() async throws {
        guard let idColumn = file.idColumn, let id = file.object.field("Id") else {
            throw ImportError(
                description: "The file \(file.path) has references to rows of its own object, but no column Id to find "
                    + "them by. Add the column."
            )
        }
        let reader = try CSVPieces(path: file.path)
        _ = try reader.header()
        let used = file.late.sorted()
        let columns = used.compactMap { file.columns[$0] }
        while true {
            let piece = try reader.next(CSVImport.pieceSize)
            guard !piece.isEmpty else { return }
            let linked = piece.filter { row in used.contains { row.values[$0] != nil } }
            guard !linked.isEmpty else { continue }
            let rows = linked.map { row in [row.values[idColumn]] + used.map { row.values[$0] } }
            let batch = RecordBatch(
                object: file.object,
                operation: .update,
                columns: [.field(id)] + columns,
                rows: try await resolved(rows, [.field(id)] + columns)
            )
            var options = SaveOptions()
            options.skipsRules = true
            options.isBulk = true
            try checkResults(try await org.save(batch, options, as: caller), linked)
        }
    }

    /// Puts new ids in the place of old ones.
    private func resolved(_ rows: [[Scalar?]], _ columns: [RecordBatch.Column]) async throws -> [[Scalar?]] {
        let references = columns.indices.filter { index in
            if case .field(let field) = columns[index] { field.type == .reference || field.type == .id } else { false }
        }
        guard !references.isEmpty else { return rows }
        let old = Set(
            rows.flatMap { row in references.compactMap { row[$0]?.text.map { RecordID.canonical($0) ?? $0 } } }
        )
        let pairs = try await org.database.read { db in
            try db.fetch(
                IdentifiedValue.self,
                "SELECT \"old\" AS id, \"new\" AS value FROM \"_import\" WHERE \"old\" IN \(in: old.sorted())"
            )
        }
        let new = Dictionary(pairs.map { ($0.id, Scalar($0.value, as: .reference)) }) { $1 }
        return rows.map { row in
            var row = row
            for index in references {
                if let text = row[index]?.text, let id = new[RecordID.canonical(text) ?? text] { row[index] = id }
            }
            return row
        }
    }

    private func check(_ piece: [(number: Int, values: [Scalar?])]) throws {
        guard let row = piece.first(where: { $0.values.count != file.columns.count }) else { return }
        throw ImportError(
            description: "The file \(file.path) has \(row.values.count) cells in row \(row.number), but "
                + "\(file.columns.count) columns."
        )
    }

    private func checkResults(_ results: [SaveResult], _ piece: [(number: Int, values: [Scalar?])]) throws {
        for (result, row) in zip(results, piece) where !result.isSuccess {
            throw ImportError(
                description: "The file \(file.path) has a row \(row.number) that cannot be saved: "
                    + (result.errors.first?.message ?? "unknown reason")
            )
        }
    }
}
