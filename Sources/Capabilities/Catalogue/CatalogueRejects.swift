package import Database
import Glibc
import Store
import Tabular

/// Tells which rows of a load were not loaded, and why.
package struct CatalogueRejects: Sendable {
    let database: Database

    package init(_ database: Database) { self.database = database }

    /// Hands on the rejects as CSV, piece by piece: row, column, reason.
    package func write(of load: Int64, to take: (String) throws -> Void) async throws {
        guard try await database.read({ db in try CatalogueLoad.find(load, on: db) }) != nil else {
            throw Refusal(
                .notFound,
                "catalogue.no-load",
                "There is no load \(load); 'loam catalogue sources' lists the loads."
            )
        }
        try take("row,column,reason\n")
        var last = 0
        while true {
            let behind = last
            let rejects = try await database.read { db in
                try CatalogueReject.list(of: load, after: behind, limit: 5000, on: db)
            }
            guard let greatest = rejects.last?.row else { return }
            last = greatest
            var csv = CSVWriter()
            for reject in rejects {
                csv.bare(String(reject.row))
                csv.cell(reject.column ?? "")
                csv.cell(reject.reason)
                csv.endRow()
            }
            try take(String(decoding: csv.take(), as: UTF8.self))
        }
    }
}

extension CatalogueLoading {
    /// Writes the rejects of a load beside its file, and tells where; nil when there are none, or no file can be made.
    ///
    /// An older file of rejects is removed when there are none any more.
    package func writeRejects(of load: Int64, beside file: String, count: Int) async throws -> String? {
        let path = file + ".rejects.csv"
        if count == 0 {
            unlink(path)
            return nil
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var isWhole = true
        try await CatalogueRejects(database).write(of: load) { text in
            let bytes = Array(text.utf8)
            isWhole = isWhole && Glibc.write(descriptor, bytes, bytes.count) == bytes.count
        }
        return isWhole ? path : nil
    }
}
