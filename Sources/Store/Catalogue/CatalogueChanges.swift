package import Database

/// Reads what the catalogue holds for whoever builds an index of it: everything, or what changed since a load.
///
/// ```swift
/// let until = try await CatalogueChanges.settled(in: database)
/// try await CatalogueChanges.companies(in: database, since: indexed) { companies in … }
/// // The next time, `since` is `until`.
/// ```
package enum CatalogueChanges {
    static let pageSize = 4000

    /// The sequence number up to which nothing will change any more: loads that are not finished are behind it.
    package static func settled(in database: Database) async throws -> Int64 {
        try await database.read { db in
            try db.one(
                Int64.self,
                """
                SELECT COALESCE((SELECT MIN(number) - 1 FROM catalogue_loads WHERE state = 'loading'),
                    (SELECT last FROM catalogue_numbers WHERE kind = 'loads'))
                """
            )
        }
    }

    /// Hands on the companies that loads after the given one touched, ended ones too, in the order of their numbers.
    package static func companies(
        in database: Database,
        since load: Int64 = 0,
        _ visit: @Sendable ([CompanyTexts]) async throws -> Void
    ) async throws {
        try await pages(of: .companies, in: database, since: load) { page, db in
            var companies: [CompanyTexts] = []
            companies.reserveCapacity(pageSize)
            let statement: SQL = "SELECT \(sql: CompanyTexts.columns) FROM companies WHERE \(sql: page) ORDER BY number"
            try db.scan(statement) { row in
                companies.append(CompanyTexts(row))
                return .more
            }
            return companies
        } handingOn: { companies in
            try await visit(companies)
        }
    }

    /// Hands on the people that loads after the given one touched, ended ones too, in the order of their numbers.
    package static func people(
        in database: Database,
        since load: Int64 = 0,
        _ visit: @Sendable ([PersonTexts]) async throws -> Void
    ) async throws {
        try await pages(of: .people, in: database, since: load) { page, db in
            var people: [PersonTexts] = []
            people.reserveCapacity(pageSize)
            let statement: SQL = "SELECT \(sql: PersonTexts.columns) FROM people WHERE \(sql: page) ORDER BY number"
            try db.scan(statement) { row in
                people.append(PersonTexts(row))
                return .more
            }
            return people
        } handingOn: { people in
            try await visit(people)
        }
    }

    /// Page after page: all of a table by ranges of numbers, or the rows that changed by the index of changes.
    private static func pages<Row: Sendable>(
        of kind: CatalogueKind,
        in database: Database,
        since load: Int64,
        reading read: @Sendable @escaping (SQL, isolated Connection) throws -> [Row],
        handingOn visit: @Sendable ([Row]) async throws -> Void
    ) async throws {
        var numbers: [Int64]?
        if load > 0 {
            numbers = try await database.read { db in
                try db.fetch(
                    Int64.self,
                    "SELECT number FROM \(identifier: kind.rawValue) WHERE changed > \(load) ORDER BY number"
                )
            }
        }
        var last: Int64 = 0
        var position = 0
        while true {
            let condition: SQL
            if let numbers {
                guard position < numbers.count else { return }
                let page = numbers[position..<min(position + pageSize / 4, numbers.count)]
                position = page.endIndex
                condition = "number IN \(in: page)"
            } else {
                condition = "number > \(last) AND number <= \(last + Int64(pageSize))"
                last += Int64(pageSize)
            }
            let rows = try await database.read { db in try read(condition, db) }
            if !rows.isEmpty { try await visit(rows) }
            if numbers == nil, rows.isEmpty {
                let greatest = try await database.read { db in
                    try db.first(Int64?.self, "SELECT MAX(number) FROM \(identifier: kind.rawValue)") ?? nil
                }
                if last >= greatest ?? 0 { return }
            }
        }
    }
}
