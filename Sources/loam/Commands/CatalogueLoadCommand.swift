import Capabilities
import Database
import Glibc
import SampleData
import Store
import Telemetry

@Sendable
func loadCatalogue(_ invocation: Invocation) async throws -> ExitCode {
    let orders = try invocation.orders()
    return try await invocation.withCatalogue { loading in
        let plans = try await loading.plans(orders)
        for plan in plans where !invocation.has(.json) { invocation.show(plan) }
        if invocation.has(.dryLoad) {
            if invocation.has(.json) {
                invocation.terminal.print(JSON.array(plans.map(\.json)).formatted)
            }
            return .done
        }
        try await invocation.load(plans, by: loading)
        return .done
    }
}

@Sendable
func loadSample(_ invocation: Invocation) async throws -> ExitCode {
    func number(_ option: Option, _ range: ClosedRange<Int>, or standard: Int) throws -> Int {
        guard let text = invocation[option] else { return standard }
        guard let number = Int(text), range.contains(number) else {
            throw UsageError(
                "The option --\(option.name) must be a number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }
    let world = SampleWorld(
        seed: UInt64(try number(.worldSeed, 0...Int.max, or: 1)),
        companies: try number(.companyCount, 1...100_000_000, or: 1000),
        people: try number(.peopleCount, 0...100_000_000, or: 1000)
    )
    if let folder = invocation[.sampleFolder] {
        let files = try await writeSample(world, into: folder)
        for file in files { invocation.terminal.print("\(file) is written.") }
        return .done
    }
    return try await invocation.withCatalogue { loading in
        try await invocation.load(world, by: loading, in: try invocation.configuration().folder.path)
        return .done
    }
}

extension Invocation {
    /// Writes a world's companies and people into the folder, loads them, and removes the files.
    func load(_ world: SampleWorld, by loading: CatalogueLoading, in folder: String) async throws {
        let files = try await writeSample(world, into: folder, as: "sample-")
        let plans = try await loading.plans(
            files.map { file in
                var order = CatalogueLoading.Order(file: file)
                order.source = "sample"
                return order
            }
        )
        try await load(plans, by: loading)
        for file in files { unlink(file) }
    }
}

/// Writes the world's files, and tells their paths.
func writeSample(
    _ world: SampleWorld,
    _ tables: [SampleTable] = [.companies, .people],
    records: Int = 0,
    into folder: String,
    as prefix: String = ""
) async throws -> [String] {
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
        throw Failure("The folder \(folder) cannot be made (\(systemReason(errno))).")
    }
    var paths: [String] = []
    for table in tables {
        let path = "\(folder)/\(prefix)\(table.rawValue).csv"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Failure("The file \(path) cannot be written (\(systemReason(errno))).")
        }
        defer { close(descriptor) }
        try await SampleFile(table, of: world, records: records).write { piece in
            guard write(descriptor, piece, piece.count) == piece.count else {
                throw Failure("The file \(path) cannot be written (\(systemReason(errno))).")
            }
        }
        paths.append(path)
    }
    return paths
}

extension CatalogueLoading {
    fileprivate func plans(_ orders: [Order]) async throws -> [Plan] {
        var plans: [Plan] = []
        for order in orders { plans.append(try await plan(order)) }
        // Companies before those who refer to them.
        return CatalogueKind.allCases.flatMap { kind in plans.filter { $0.kind == kind } }
    }
}

extension Invocation {
    /// Opens the catalogue for the body; its database is made when there is none.
    fileprivate func withCatalogue(_ body: (CatalogueLoading) async throws -> ExitCode) async throws
        -> ExitCode
    {
        let configuration = try configuration()
        try configuration.folder.create()
        let lock = try DataFolderLock(configuration.folder, .shared)
        // What a load looks up again and again stays in memory.
        let database = try await configuration.openDatabase(
            creating: true,
            cacheKilobytes: 256 * 1024,
            clock: surroundings.clock
        )
        let code = try await closing(database) {
            try await database.migrate(Schema.migrations)
            return try await body(CatalogueLoading(database, clock: surroundings.clock))
        }
        _ = consume lock
        return code
    }

    fileprivate func orders() throws -> [CatalogueLoading.Order] {
        guard !words.isEmpty else { throw UsageError("The argument <file> is missing.") }
        var priority: Int64?
        if let text = self[.sourcePriority] {
            guard let number = Int64(text), (1...1_000_000).contains(number) else {
                throw UsageError("The option --priority must be a number from 1 to 1,000,000.")
            }
            priority = number
        }
        let columns = try (self[.columnMap] ?? "").split(separator: ";").map { part in
            guard let equals = part.lastIndex(of: "=") else {
                throw UsageError(
                    "The option --map takes COLUMN=FIELD, as in --map 'Company Name=name;Town=city'."
                )
            }
            return (column: String(part[..<equals]), field: String(part[part.index(after: equals)...]))
        }
        return words.map { file in
            var order = CatalogueLoading.Order(file: file)
            order.source = self[.catalogueSource]
            order.priority = priority
            order.preset = self[.sourcePreset].flatMap(CataloguePreset.named)
            order.kind = self[.catalogueKind].flatMap(CatalogueKind.init)
            order.columns = columns
            return order
        }
    }

    /// How the file is understood, column by column.
    fileprivate func show(_ plan: CatalogueLoading.Plan) {
        let known = plan.columns.filter { plan.mapping[$0] != nil }
        terminal.print(
            "\(plan.file): \(plan.kind.rawValue) of the source '\(plan.source)', \(counted(known.count, "column")) of "
                + "\(plan.columns.count) understood"
        )
        let width = known.map(\.count).max() ?? 0
        for column in known {
            let field = plan.mapping[column]?.description ?? ""
            terminal.print("  \(column)\(spaces(width - column.count))  \(field)")
        }
        let rest = plan.columns.filter { plan.mapping[$0] == nil }
        if !rest.isEmpty { terminal.print("  left out: \(rest.prefix(20).joined(separator: ", "))") }
    }

    fileprivate func load(_ plans: [CatalogueLoading.Plan], by loading: CatalogueLoading) async throws {
        var together = LoadedTogether()
        var results: [JSON] = []
        for (place, plan) in plans.enumerated() {
            let isLast = !plans[(place + 1)...].contains {
                $0.source == plan.source && $0.kind == plan.kind
            }
            let progress = Progress("Loading", unit: .rows, in: surroundings)
            let began = surroundings.clock.now()
            let result = try await loading.load(
                plan,
                together: &together,
                isLast: isLast,
                isPart: has(.partOnly)
            ) { state in
                let whole =
                    state.done > 0 ? Int(Double(state.rows) * Double(state.whole) / Double(state.done)) : nil
                progress.update(state.rows, of: whole)
            }
            progress.finish()
            let taken = surroundings.clock.now() - began
            try await report(result, of: plan, in: taken, by: loading, &results)
        }
        if has(.json) { terminal.print(JSON.array(results).formatted) }
    }

    private func report(
        _ result: CatalogueLoading.Result,
        of plan: CatalogueLoading.Plan,
        in taken: Duration,
        by loading: CatalogueLoading,
        _ results: inout [JSON]
    ) async throws {
        let counts = result.counts
        let rejects = try await loading.writeRejects(
            of: result.load,
            beside: plan.file,
            count: counts.rejected
        )
        if has(.json) {
            results.append(
                [
                    "file": .text(plan.file), "source": .text(plan.source), "kind": .text(plan.kind.rawValue),
                    "load": .integer(Int(result.load)), "added": .integer(counts.added),
                    "updated": .integer(counts.updated), "unchanged": .integer(counts.unchanged),
                    "ended": .integer(counts.ended), "rejected": .integer(counts.rejected),
                    "resumed": .flag(result.isResumed), "rejects": .optional(rejects),
                    "seconds": .real(taken.inSeconds),
                ]
            )
            return
        }
        terminal.print(
            "\(plan.file) is loaded in \(durationText(taken))\(result.isResumed ? ", going on where it was broken off" : ""): "
                + "\(counts.added) added, \(counts.updated) updated, \(counts.unchanged) unchanged, \(counts.ended) ended."
        )
        if counts.rejected > 0 {
            terminal.print(
                rejects.map {
                    "\(counted(counts.rejected, "row")) could not be loaded; why stands in \($0)."
                }
                    ?? "\(counted(counts.rejected, "row")) could not be loaded; 'loam catalogue rejects \(result.load)' says why."
            )
        }
    }
}

extension CatalogueLoading.Plan {
    fileprivate var json: JSON {
        [
            "file": .text(file), "source": .text(source), "kind": .text(kind.rawValue),
            "preset": .optional(preset),
            "columns": .object(columns.map { ($0, .optional(mapping[$0]?.description)) }),
        ]
    }
}
