import Capabilities
import HTML
import HTTP
import Store
import Telemetry

/// Looking at sources and their loads, and saying which source is believed first.
struct SourcePages: Sendable {
    private static let pageSize = 100

    func index(_ visit: Visit) async throws -> Response {
        let sources = try await visit.app.sources.list()
        let time = visit.time
        let page = SourcesPage(
            viewer: try await visit.viewer(),
            lines: sources.map { SourcesPage.Line($0, time) },
            loads: try await loads(visit)
        )
        return visit.page(page.html)
    }

    /// The loads again whenever they have changed, while somebody looks.
    func live(_ visit: Visit) async throws -> Response {
        LiveFragment(visit) { try await loads(visit).html }.response
    }

    func show(_ visit: Visit) async throws -> Response {
        let number = try number(visit, "source")
        let source = try await visit.app.sources.find(number)
        let page = SourcePage(
            viewer: try await visit.viewer(),
            name: source.source.name,
            priority: Int(source.source.priority),
            priorityPath: Paths.sourcePriority(number),
            mappings: source.mappings.map {
                SourcePage.Mapping(kind: $0.kind.rawValue, preset: $0.preset, columns: $0.columns)
            },
            loads: try await loads(visit, of: number)
        )
        return visit.page(page.html)
    }

    private func loads(_ visit: Visit, of source: Int64? = nil) async throws -> LoadTable {
        let time = visit.time
        return LoadTable(lines: try await visit.app.sources.loads(of: source).map { LoadTable.Line($0, time) })
    }

    // MARK: Priority

    func askForPriority(_ visit: Visit) async throws -> Response {
        visit.page(try await priorityPage(visit).html)
    }

    func setPriority(_ visit: Visit, _ form: Query) async throws -> Response {
        let number = try number(visit, "source")
        do {
            return try await visit.act(then: Paths.sources, saying: "The priority was saved.") {
                try await visit.app.sources.setPriority(form["priority"] ?? "", of: number, by: visit.caller)
            }
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = try await priorityPage(visit)
            page.priority = form["priority"] ?? ""
            page.faults = faults
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    private func priorityPage(_ visit: Visit) async throws -> PriorityPage {
        let number = try number(visit, "source")
        let source = try await visit.app.sources.find(number).source
        return PriorityPage(
            viewer: try await visit.viewer(),
            source: source.name,
            sourcePath: Paths.source(number),
            action: Paths.sourcePriority(number),
            priority: String(source.priority)
        )
    }

    // MARK: Refused rows

    func rejects(_ visit: Visit) async throws -> Response {
        let number = try number(visit, "load")
        let load = try await visit.app.sources.load(number)
        let place = visit.request.query["after"].flatMap { Int($0) }
        let found = try await visit.app.sources.rejects(of: number, after: place ?? 0, limit: SourcePages.pageSize + 1)
        let shown = found.prefix(SourcePages.pageSize)
        let page = RejectsPage(
            viewer: try await visit.viewer(),
            file: load.fileName,
            load: number,
            total: load.load.counts.rejected,
            lines: shown.map { RejectsPage.Line(row: $0.row, column: $0.column, reason: $0.reason) },
            query: ListQuery(path: Paths.loadRejects(number), reading: visit.request.query, filters: []),
            isFurther: place != nil,
            next: found.count > shown.count ? shown.last.map { String($0.row) } : nil,
            exportPath: Paths.loadRejectsExport(number)
        )
        return visit.page(page.html)
    }

    func exportRejects(_ visit: Visit) async throws -> Response {
        let number = try number(visit, "load")
        _ = try await visit.app.sources.load(number)
        let sources = visit.app.sources
        return Response.stream(.csv) { writer in
            try await writer.write(CSV.mark + CSV.line(["row", "column", "reason"]))
            var last = 0
            while true {
                let rejects = try await sources.rejects(of: number, after: last, limit: 2000)
                guard let greatest = rejects.last?.row else { return }
                try await writer.write(
                    rejects.map { CSV.line([String($0.row), $0.column ?? "", $0.reason]) }.joined()
                )
                last = greatest
            }
        }.attachment(named: "refused-rows-\(number).csv")
    }

    private func number(_ visit: Visit, _ name: String) throws(Problem) -> Int64 {
        guard let number = visit.request.parameters[name].flatMap({ Int64($0) }) else { throw .notFound }
        return number
    }
}

extension SourcesPage.Line {
    init(_ source: CatalogueSources.Source, _ time: LocalTime) {
        self.init(
            name: source.source.name,
            path: Paths.source(source.source.number),
            priority: Int(source.source.priority),
            priorityPath: Paths.sourcePriority(source.source.number),
            holds: source.mappings.map(\.kind.rawValue).joined(separator: ", "),
            since: time.moment(source.source.createdAt)
        )
    }
}

extension CatalogueSources.Load {
    var fileName: String { load.file.split(separator: "/").last.map(String.init) ?? load.file }
}

extension LoadTable.Line {
    init(_ load: CatalogueSources.Load, _ time: LocalTime) {
        var pace = ["\(load.rows.formatted(.grouped)) rows"]
        if load.rowsPerSecond >= 1 { pace.append("\(Int(load.rowsPerSecond).formatted(.grouped)) a second") }
        if let left = load.left { pace.append("\(LocalTime.length(left)) left") }
        let counts = load.load.counts
        self.init(
            number: load.load.number,
            file: load.fileName,
            source: load.source,
            kind: load.load.kind.rawValue,
            state: load.load.state.badge,
            percent: load.share.map { Int($0 * 100) },
            pace: pace.joined(separator: ", "),
            added: counts.added,
            updated: counts.updated,
            unchanged: counts.unchanged,
            ended: counts.ended,
            rejected: counts.rejected,
            rejectsPath: Paths.loadRejects(load.load.number),
            started: time.moment(load.load.startedAt)
        )
    }
}

extension CatalogueLoad.State {
    fileprivate var badge: Badge {
        switch self {
        case .loading: Badge(text: "Loading", tone: .blue)
        case .done: Badge(text: "Done", tone: .green)
        case .abandoned: Badge(text: "Abandoned", tone: .amber)
        }
    }
}
