package import Database
import Glibc
package import Store
package import Tabular
package import Telemetry

/// Loads files into the catalogue: each row is new, changed, the same, or refused; what a whole file no longer holds ends.
package struct CatalogueLoading: Sendable {
    let database: Database
    let clock: WallClock
    /// Rows in one transaction: many make a load fast, few let others write in between.
    let rowsAtOnce: Int

    package init(_ database: Database, clock: WallClock = .system, rowsAtOnce: Int = 20_000) {
        self.database = database
        self.clock = clock
        self.rowsAtOnce = rowsAtOnce
    }

    /// What is asked for one file; what is not said is guessed.
    package struct Order: Sendable {
        package var file: String
        package var source: String?
        package var priority: Int64?
        package var preset: CataloguePreset?
        package var kind: CatalogueKind?
        /// Columns and the fields they fill, in words; an empty field leaves the column out.
        package var columns: [(column: String, field: String)] = []

        package init(file: String) { self.file = file }
    }

    /// How a file will be understood.
    package struct Plan: Sendable {
        package let file: String
        package let source: String
        package let priority: Int64?
        package let preset: String?
        package let mapping: ColumnMapping
        /// All columns of the file, in its order.
        package let columns: [String]
        package let layout: TableReader.Layout

        package var kind: CatalogueKind { mapping.kind }
    }

    /// What a load came to.
    package struct Result: Sendable {
        package let load: Int64
        package let counts: CatalogueLoad.Counts
        /// Whether it went on with a load that was broken off.
        package let isResumed: Bool
    }

    // MARK: - The plan

    /// Looks at the file, and works out what its columns mean: as ordered, as kept of the source, or as guessed.
    package func plan(_ order: Order) async throws -> Plan {
        let table = try TableReader(path: order.file)
        let preset = order.preset ?? CataloguePreset.recognised(in: table.columns)
        let source = order.source ?? preset?.name ?? CatalogueLoading.sourceName(of: order.file)
        let kind: CatalogueKind
        if let asked = order.kind {
            kind = asked
        } else if preset != nil {
            kind = .companies
        } else if let guessed = ColumnGuess.kind(of: table.columns) {
            kind = guessed
        } else {
            throw Refusal(
                .invalid,
                "catalogue.unknown-file",
                "The columns of \(order.file) do not tell what it holds (\(table.columns.prefix(12).joined(separator: ", "))). "
                    + "Say it by --kind, and what the columns mean by --map Column=field."
            )
        }
        var mapping = try await keptMapping(source, kind, fitting: table.columns)
        if order.preset != nil || mapping == nil {
            mapping = try preset?.mapping(of: table.columns) ?? ColumnGuess.mapping(of: table.columns, as: kind)
        }
        var chosen = mapping ?? ColumnMapping(kind)
        for (column, field) in order.columns {
            guard table.columns.contains(column) else {
                throw Refusal(
                    .invalid,
                    "catalogue.unknown-column",
                    "The file \(order.file) has no column '\(column)'; it has \(table.columns.joined(separator: ", "))."
                )
            }
            chosen[column] = field.isEmpty ? nil : try ColumnMapping.Target(parsing: field, for: kind)
        }
        if let flaw = chosen.flaw {
            throw Refusal(
                .invalid,
                "catalogue.incomplete-mapping",
                "The file \(order.file) cannot be loaded as \(kind.rawValue): \(flaw). Name it by --map Column=field."
            )
        }
        return Plan(
            file: order.file,
            source: source,
            priority: order.priority,
            preset: preset?.name,
            mapping: chosen,
            columns: table.columns,
            layout: table.layout
        )
    }

    /// The mapping that the source's last file of this kind was read by, if this one has its columns.
    private func keptMapping(
        _ source: String,
        _ kind: CatalogueKind,
        fitting columns: [String]
    ) async throws -> ColumnMapping? {
        let kept = try await database.read { db -> CatalogueMapping? in
            guard let source = try CatalogueSource.find(source, on: db) else { return nil }
            return try CatalogueMapping.find(source.number, kind, on: db)
        }
        guard let kept else { return nil }
        let mapping = try ColumnMapping(kind, document: kept.document)
        return mapping.targets.keys.allSatisfy(columns.contains) ? mapping : nil
    }

    /// The file's name without its folder and endings.
    private static func sourceName(of file: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let stem = name.split(separator: ".", omittingEmptySubsequences: true).first.map(String.init) ?? name
        return stem.isEmpty ? name : stem.lowercased()
    }

    // MARK: - The load

    /// How far a load has come.
    package struct Progress: Sendable {
        package let rows: Int
        /// Bytes of the file as it lies on the disk.
        package let done: Int
        package let whole: Int
    }

    /// Loads a file by its plan. Broken off at any point, the next load of the same file goes on where it was.
    ///
    /// Files that are loaded together are one whole: what vanished is ended when the last of a source and kind is loaded.
    package func load(
        _ plan: Plan,
        together: inout LoadedTogether,
        isLast: Bool,
        isPart: Bool,
        progress: @Sendable (Progress) -> Void
    ) async throws -> Result {
        let fingerprint = try FileFingerprint.of(plan.file, plan.mapping)
        let now = clock.now()
        let begun = try await database.write { db in
            let source = try CatalogueSource.take(plan.source, priority: plan.priority, at: now, on: db)
            let (load, seen) = try CatalogueLoad.begin(
                plan.file,
                fingerprint: fingerprint,
                source: source.number,
                kind: plan.kind,
                at: now,
                on: db
            )
            try CatalogueMapping(preset: plan.preset, document: plan.mapping.document)
                .keep(for: source.number, plan.kind, on: db)
            let hasPredecessor = try load.hasPredecessor(on: db)
            return (load: load, seen: seen, hasPredecessor: hasPredecessor, writer: try CatalogueWriter(load, on: db))
        }
        let load = begun.load
        let isResumed = load.offset > 0
        let file = try MappedFile(
            path: plan.file,
            mapping: plan.mapping,
            rowsAtOnce: rowsAtOnce,
            from: isResumed ? TableReader.Position(offset: load.offset, row: load.row) : nil
        )
        var links: CompanyLinks?
        if plan.kind == .companies { links = try await CompanyLinks.of(others: load.source, in: database) }
        let key = LoadedTogether.Key(source: load.source, kind: plan.kind)
        var seen = begun.seen.union(together.seen[key] ?? NumberSet())
        var counts = load.counts
        var isNew = !begun.hasPredecessor
        var at = (offset: load.offset, row: load.row)
        var rows = load.row
        var piece = try await file.next()
        while var current = piece {
            // The place before the first row is behind the header; the load knows of it as the beginning.
            current.extent.from = at
            at = current.extent.to
            async let following = file.next()
            let (ready, before, isExpectedNew) = (current, seen, isNew)
            let linked = links?.links(of: ready.batch) ?? [:]
            let outcome = try await database.write { db in
                try begun.writer.write(
                    ready.batch,
                    rejects: ready.rejects,
                    links: linked,
                    extent: ready.extent,
                    seen: before,
                    expectingNew: isExpectedNew,
                    on: db
                )
            }
            seen = outcome.seen
            isNew = outcome.isAllNew
            counts.add(outcome.counts)
            rows += ready.batch.count + ready.rejects.count
            progress(Progress(rows: rows, done: ready.progress.done, whole: ready.progress.whole))
            piece = try await following
        }
        together.seen[key] = seen
        let vanishing = isLast && !isPart && (begun.hasPredecessor) ? seen : nil
        let ending = CatalogueEnding(load, in: database)
        counts.ended += try await ending.run(vanishing: vanishing, at: clock.now())
        return Result(load: load.number, counts: counts, isResumed: isResumed)
    }
}

/// What files that are loaded by one command held so far, so that none ends what another holds.
package struct LoadedTogether: Sendable {
    struct Key: Hashable, Sendable {
        let source: Int64
        let kind: CatalogueKind
    }

    var seen: [Key: NumberSet] = [:]

    package init() {}
}

/// By what a file is known again: its length, its first and last bytes, and how it is understood.
///
/// Not all of it is read: to go on with the wrong file somebody would have to change one in its middle between a crash and
/// the next try, and the next whole load would mend that.
enum FileFingerprint {
    private static let part = 64 * 1024

    /// The length of the file; nil for one that is packed, in which places are not those of the file.
    static func size(in fingerprint: String, of file: String) -> Int? {
        guard !["gz", "zst", "zip"].contains(file.split(separator: ".").last) else { return nil }
        return fingerprint.split(separator: "-").first.flatMap { Int($0) }
    }

    static func of(_ path: String, _ mapping: ColumnMapping) throws -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Refusal(.notFound, "catalogue.no-file", "The file \(path) cannot be read.")
        }
        defer { close(descriptor) }
        var status = stat()
        fstat(descriptor, &status)
        let size = Int(status.st_size)
        var digest = RowDigest()
        var buffer = [UInt8](repeating: 0, count: part)
        for offset in [0, max(0, size - part)] {
            let count = pread(descriptor, &buffer, part, off_t(offset))
            buffer.withUnsafeBytes { digest.add(UnsafeRawBufferPointer(rebasing: $0[..<max(0, count)])) }
        }
        Array(try mapping.document.utf8).withUnsafeBytes { digest.add($0) }
        return "\(size)-" + String(UInt64(bitPattern: digest.value), radix: 16)
    }
}

extension CatalogueLoad.Counts {
    fileprivate mutating func add(_ other: CatalogueLoad.Counts) {
        added += other.added
        updated += other.updated
        unchanged += other.unchanged
        rejected += other.rejected
        ended += other.ended
    }
}
