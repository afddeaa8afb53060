import Database
import Foundation
import Store
import TestSupport

@testable import Capabilities

/// A catalogue with nothing in it, and a folder for files.
struct CatalogueDesk: Sendable {
    let database: Database
    let folder: String

    static func on(_ engine: Engine, _ body: @Sendable (CatalogueDesk) async throws -> Void) async throws {
        try await FreshDatabase.on(engine, migrations: StoreMigrations.all) { database in
            let folder = "/tmp/loam-catalogue-\(UInt64.random(in: 0 ... .max))"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try await body(CatalogueDesk(database: database, folder: folder))
        }
    }

    func file(_ text: String) throws -> String {
        let path = "\(folder)/\(UInt64.random(in: 0 ... .max)).csv"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @discardableResult
    func load(_ text: String, source: String = "test", priority: Int64? = nil) async throws -> CatalogueLoading.Result {
        try await load(file: try file(text), source: source, priority: priority)
    }

    func load(
        file: String,
        source: String = "test",
        priority: Int64? = nil,
        breakingOffAfter pieces: Int? = nil
    ) async throws -> CatalogueLoading.Result {
        let loading = CatalogueLoading(database, rowsAtOnce: 5)
        var order = CatalogueLoading.Order(file: file)
        order.source = source
        order.priority = priority
        var together = LoadedTogether()
        return try await loading.load(
            try await loading.plan(order),
            together: &together,
            isLast: true,
            isPart: false
        ) { _ in
            if pieces != nil { withUnsafeCurrentTask { $0?.cancel() } }
        }
    }

    func load(together files: [String], source: String) async throws -> CatalogueLoad.Counts {
        let loading = CatalogueLoading(database, rowsAtOnce: 5)
        var together = LoadedTogether()
        var sum = CatalogueLoad.Counts()
        for file in files {
            var order = CatalogueLoading.Order(file: file)
            order.source = source
            let result = try await loading.load(
                try await loading.plan(order),
                together: &together,
                isLast: file == files.last,
                isPart: false
            ) { _ in }
            sum.added += result.counts.added
            sum.unchanged += result.counts.unchanged
            sum.ended += result.counts.ended
        }
        return sum
    }

    func companies(since load: Int64 = 0) async throws -> [CompanyTexts] {
        let companies = Collected<CompanyTexts>()
        try await CatalogueChanges.companies(in: database, since: load) { await companies.add($0) }
        return await companies.all
    }

    func people() async throws -> [PersonTexts] {
        let people = Collected<PersonTexts>()
        try await CatalogueChanges.people(in: database) { await people.add($0) }
        return await people.all
    }

    func origins(of company: Int64) async throws -> String? {
        try await database.read { db in
            try db.first(String?.self, "SELECT origins FROM companies WHERE number = \(company)") ?? nil
        }
    }

    func rejects(_ load: Int64) async throws -> String {
        var text = ""
        try await CatalogueRejects(database).write(of: load) { text += $0 }
        return text
    }
}

private actor Collected<Element: Sendable> {
    private(set) var all: [Element] = []

    func add(_ elements: [Element]) { all += elements }
}
