import Database
import Glibc

/// Why a folder of CSV files was not loaded, as one sentence.
package struct ImportError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String
}

/// What became of a folder of CSV files.
package struct ImportReport: Sendable, Equatable {
    /// How many rows each object got.
    package internal(set) var counts: [String: Int] = [:]
    /// Columns that were passed over, because only the org itself writes them: `Account.CreatedDate`.
    package internal(set) var ignoredColumns: [String] = []
}

extension Org {
    /// Loads a folder of CSV files, one an object, named as the object: `Account.csv`.
    ///
    /// The headers are API names. A column `Id` holds the rows' ids in the org that they come from: a reference in any
    /// file may use them. It may also name its parent by a key, as `Account.Ext__c`. Rows are saved in pieces of some
    /// thousands; the first row that cannot be saved ends the load with a sentence that names it.
    @discardableResult
    package func load(folder: String) async throws -> ImportReport {
        let files = try CSVFolder(path: folder, schema: schema).files
        let administrator = try await administrator()
        try await database.write { db in
            try db.run("DROP TABLE IF EXISTS \"_import\"")
            try db.run(
                "CREATE TABLE \"_import\" (\"old\" TEXT NOT NULL PRIMARY KEY, \"new\" TEXT NOT NULL) WITHOUT ROWID"
            )
        }
        var report = ImportReport()
        for file in files {
            let loading = CSVImport(file: file, org: self, caller: administrator)
            report.counts[file.object.name] = try await loading.insert()
            report.ignoredColumns += file.ignored.map { file.object.name + "." + $0 }
        }
        // What refers to a row of its own object, or of one that came later, waited until all ids were known.
        for file in files where !file.late.isEmpty {
            try await CSVImport(file: file, org: self, caller: administrator).link()
        }
        try await database.write { db in try db.run("DROP TABLE \"_import\"") }
        return report
    }
}

/// The files of a folder in the order in which their rows can refer to one another.
struct CSVFolder {
    struct File: Sendable {
        let path: String
        let object: ObjectType
        /// For each column of the file what it is for; nothing for one that is passed over.
        let columns: [RecordBatch.Column?]
        let idColumn: Int?
        let ignored: [String]
        /// The columns whose references can be made only when all rows are there.
        let late: Set<Int>
    }

    private(set) var files: [File] = []

    init(path: String, schema: Schema) throws {
        guard let directory = opendir(path) else {
            throw ImportError(description: "The folder \(path) cannot be read: \(String(cString: strerror(errno))).")
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.lowercased().hasSuffix(".csv") { names.append(name) }
        }
        guard !names.isEmpty else { throw ImportError(description: "The folder \(path) holds no CSV file.") }
        let objects = try names.map { name in
            guard let object = schema.object(name.dropLast(4)) else {
                throw ImportError(
                    description:
                        "The file \(name) is named after no object of the org. Name it after one, as Account.csv."
                )
            }
            return (object: object, path: path + "/" + name)
        }
        let ordered = objects.sorted { CSVFolder.rank($0.object.name) < CSVFolder.rank($1.object.name) }
        for (index, file) in ordered.enumerated() {
            let later = Set(ordered[index...].map(\.object.name))
            files.append(try CSVFolder.file(file.path, file.object, schema, later: later))
        }
    }

    /// Those that others refer to come first.
    private static func rank(_ object: String) -> String {
        let order = ["User", "Account", "Campaign", "Contact", "Lead", "Opportunity"]
        return order.firstIndex(of: object).map { "0\($0)" } ?? "1" + object
    }

    private static func file(_ path: String, _ object: ObjectType, _ schema: Schema, later: Set<String>) throws -> File
    {
        guard let header = try CSVPieces(path: path).header() else {
            throw ImportError(description: "The file \(path) is empty. Its first row must name the columns.")
        }
        var columns: [RecordBatch.Column?] = []
        var ignored: [String] = []
        var late: Set<Int> = []
        var idColumn: Int?
        for (index, name) in header.enumerated() {
            if name.lowercased() == "id" {
                idColumn = index
                columns.append(nil)
                continue
            }
            guard let column = try? object.column(name, in: schema) else {
                throw ImportError(
                    description:
                        "The file \(path) has a column \(name), but \(object.name) has no such field. Remove the "
                        + "column, or add the field first."
                )
            }
            guard column.field.isCreateable else {
                ignored.append(name)
                columns.append(nil)
                continue
            }
            columns.append(column)
            if case .field(let field) = column, field.type == .reference, field.isUpdateable,
                !later.isDisjoint(with: field.references)
            {
                late.insert(index)
            }
        }
        return File(path: path, object: object, columns: columns, idColumn: idColumn, ignored: ignored, late: late)
    }
}
