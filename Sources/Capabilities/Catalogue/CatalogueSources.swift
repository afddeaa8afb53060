import Database
package import Store
import Telemetry

/// Where the catalogue comes from: its sources, how their files are understood, and what became of each file.
package struct CatalogueSources: Sendable {
    /// How a source's files of one kind are understood.
    package struct Mapping: Sendable, Equatable {
        package let kind: CatalogueKind
        package let preset: String?
        /// By the column, in its order: the field that it fills.
        package let columns: [(column: String, field: String)]

        package static func == (left: Mapping, right: Mapping) -> Bool {
            left.kind == right.kind && left.preset == right.preset && left.columns.elementsEqual(right.columns, by: ==)
        }
    }

    package struct Source: Sendable, Equatable {
        package let source: CatalogueSource
        package let mappings: [Mapping]
    }

    /// A reading of a file, with how far it has come.
    package struct Load: Sendable, Equatable {
        package let load: CatalogueLoad
        package let source: String
        package let rows: Int
        package let rowsPerSecond: Double
        /// From 0 to 1, while the length of what is left is known.
        package let share: Double?
        package let left: Duration?
    }

    let database: Database
    let clock: WallClock

    /// The source that is believed first before the others.
    package func list() async throws -> [Source] {
        try await database.read { db in try CatalogueSource.all(on: db).map { try source($0, on: db) } }
    }

    package func find(_ number: Int64) async throws -> Source {
        try await database.read { db in try source(known(number, on: db), on: db) }
    }

    /// The latest loads, of one source or of all, the newest first.
    package func loads(of source: Int64? = nil, limit: Int = 50) async throws -> [Load] {
        let now = clock.now()
        return try await database.read { db in
            let names = SourceNames(try CatalogueSource.all(on: db))
            return try CatalogueLoad.list(of: source, limit: limit, on: db).map {
                Load($0, from: names[$0.source], at: now)
            }
        }
    }

    package func load(_ number: Int64) async throws -> Load {
        let now = clock.now()
        return try await database.read { db in
            guard let load = try CatalogueLoad.find(number, on: db) else { throw Refusal.loadUnknown }
            return Load(load, from: SourceNames(try CatalogueSource.all(on: db))[load.source], at: now)
        }
    }

    /// The rows of a load that were refused, behind a row, in the order of the file.
    package func rejects(of load: Int64, after row: Int = 0, limit: Int) async throws -> [CatalogueReject] {
        try await database.read { db in try CatalogueReject.list(of: load, after: row, limit: limit, on: db) }
    }

    /// Has a source believed before those with a higher number. Companies that several sources know follow when a file of
    /// theirs changes them.
    package func setPriority(_ priority: String, of number: Int64, by caller: Caller) async throws {
        try caller.require(.administer)
        guard let priority = Int64(priority), (1...1_000_000).contains(priority) else {
            var faults = Faults()
            faults.add("priority", "Enter a whole number from 1 to 1,000,000.")
            throw faults.refusal
        }
        let now = clock.now()
        try await database.write { db in
            let source = try known(number, on: db)
            guard source.priority != priority else { return }
            try CatalogueSource.setPriority(priority, of: number, on: db)
            try record(
                .sourceChanged,
                Subject(kind: "source", id: String(number), name: source.name),
                was: "priority \(source.priority)",
                became: "priority \(priority)",
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    private func known(_ number: Int64, on db: isolated Connection) throws -> CatalogueSource {
        guard let source = try CatalogueSource.all(on: db).first(where: { $0.number == number }) else {
            throw Refusal.sourceUnknown
        }
        return source
    }

    private func source(_ source: CatalogueSource, on db: isolated Connection) throws -> Source {
        let mappings = try CatalogueKind.allCases.compactMap { kind -> Mapping? in
            guard let kept = try CatalogueMapping.find(source.number, kind, on: db) else { return nil }
            let mapping = try ColumnMapping(kind, document: kept.document)
            return Mapping(
                kind: kind,
                preset: kept.preset,
                columns: mapping.targets.map { (column: $0.key, field: $0.value.description) }
                    .sorted { $0.column < $1.column }
            )
        }
        return Source(source: source, mappings: mappings)
    }
}

extension CatalogueSources.Load {
    init(_ load: CatalogueLoad, from source: String, at now: Timestamp) {
        let rows = max(0, load.row - 1)
        let taken = ((load.finishedAt ?? now) - load.startedAt).inSeconds
        var share: Double?
        var left: Duration?
        if load.state == .loading, let size = FileFingerprint.size(in: load.fingerprint, of: load.file), load.offset > 0
        {
            let part = min(1, Double(load.offset) / Double(max(size, 1)))
            share = part
            left = .seconds(taken * (1 - part) / part)
        }
        self.init(
            load: load,
            source: source,
            rows: rows,
            rowsPerSecond: taken > 0 ? Double(rows) / taken : 0,
            share: share,
            left: left
        )
    }
}

extension Refusal {
    package static let sourceUnknown = Refusal(
        .notFound,
        "source.unknown",
        "There is no such source; the list of sources has them all."
    )
    package static let loadUnknown = Refusal(
        .notFound,
        "load.unknown",
        "There is no such load; the list of sources has the latest."
    )
}
