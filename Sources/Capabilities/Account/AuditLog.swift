import Database
package import Store
import Telemetry

/// The log of every administrative act, for those who may look.
package struct AuditLog: Sendable {
    package struct Page: Sendable {
        package let entries: [AuditEntry]
        /// Where the next page begins; nil at the end.
        package let next: AuditEntry.Place?
    }

    let database: Database

    /// A page of entries, the newest first.
    package func page(
        _ filter: AuditEntry.Filter,
        after place: AuditEntry.Place? = nil,
        size: Int = 50,
        by caller: Caller
    ) async throws -> Page {
        try caller.require(.inspect)
        return try await page(filter, after: place, size: min(max(size, 1), 500), in: caller.organisation)
    }

    /// All entries that fit, a page at a time, the newest first; as long as it takes, without holding a snapshot.
    package func export(_ filter: AuditEntry.Filter, by caller: Caller) throws -> Export {
        try caller.require(.inspect)
        return Export(log: self, filter: filter, organisation: caller.organisation)
    }

    package struct Export: AsyncSequence, Sendable {
        package typealias Element = [AuditEntry]

        fileprivate let log: AuditLog
        fileprivate let filter: AuditEntry.Filter
        fileprivate let organisation: ID<Organisation>

        package func makeAsyncIterator() -> Iterator { Iterator(export: self) }

        package struct Iterator: AsyncIteratorProtocol {
            fileprivate let export: Export
            private var place: AuditEntry.Place?
            private var isAtEnd = false

            fileprivate init(export: Export) { self.export = export }

            package mutating func next() async throws -> [AuditEntry]? {
                guard !isAtEnd else { return nil }
                let page = try await export.log.page(export.filter, after: place, size: 500, in: export.organisation)
                place = page.next
                isAtEnd = page.next == nil
                return page.entries.isEmpty ? nil : page.entries
            }
        }
    }

    private func page(
        _ filter: AuditEntry.Filter,
        after place: AuditEntry.Place?,
        size: Int,
        in organisation: ID<Organisation>
    ) async throws -> Page {
        let found = try await database.read { db in
            try AuditEntry.list(filter, in: organisation, after: place, limit: size + 1, on: db)
        }
        let entries = Array(found.prefix(size))
        let next = found.count > size ? entries.last.map { AuditEntry.Place(at: $0.at, id: $0.id) } : nil
        return Page(entries: entries, next: next)
    }
}
