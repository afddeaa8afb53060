extension Database {
    /// Inserts all rows in one transaction by the fastest way that the engine has, and tells how many there were.
    ///
    /// Rows are inserted while the next ones are made. On SQLite no other transaction can write until the end. When the
    /// rows throw, nothing is kept; since they cannot be had twice, the load is not repeated once it has begun.
    ///
    /// It runs apart from the caller's actor, because an iterator does: a hop for each row costs more than its insertion.
    @concurrent
    package func load<Rows: AsyncSequence>(
        _ rows: sending Rows,
        into table: Table
    ) async throws -> Int where Rows.Element == [SQLValue] {
        let pipe = LoadPipe()
        async let loaded = insert(pipe, into: table)
        var chunk: [[SQLValue]] = []
        chunk.reserveCapacity(LoadPipe.chunkSize)
        do {
            for try await row in rows {
                chunk.append(row)
                guard chunk.count == LoadPipe.chunkSize else { continue }
                guard await pipe.send(chunk) else { return try await loaded }
                chunk.removeAll(keepingCapacity: true)
            }
            // A stream ends without an error when its reader is cancelled.
            try Task.checkCancellation()
        } catch {
            pipe.finish(throwing: error)
            return try await loaded
        }
        if !chunk.isEmpty { _ = await pipe.send(chunk) }
        pipe.finish()
        return try await loaded
    }

    private func insert(_ pipe: LoadPipe, into table: Table) async throws -> Int {
        // Whoever sends is let go when nobody takes any more.
        defer { pipe.stop() }
        return try await perform(.write, on: writers, repeating: { !pipe.hasBegun }) { db in
            try db.load(into: table) { writer in
                while let chunk = try pipe.next() {
                    for row in chunk {
                        for value in row { writer.value(value) }
                        try writer.endRow()
                    }
                }
            }
        }
    }
}

extension Connection {
    /// Inserts all rows as part of the transaction at hand, and tells how many there were.
    @discardableResult
    package func load(_ rows: some Sequence<[SQLValue]>, into table: Table) throws -> Int {
        try load(into: table) { writer in
            for row in rows {
                for value in row { writer.value(value) }
                try writer.endRow()
            }
        }
    }
}
