import Capabilities
import HTTP
import Store
import Telemetry

/// Statements of credits, as pages and as files.
struct CreditPages: Sendable {
    func show(_ visit: Visit) async throws -> Response {
        let month = try month(visit)
        let place = visit.request.query["after"].flatMap { CreditLine.Place(text: $0) }
        let (lines, next) = try await visit.app.credits.lines(of: month, after: place, by: visit.caller)
        let page = CreditsPage(
            viewer: try await visit.viewer(),
            query: ListQuery(path: Paths.credits, reading: visit.request.query, filters: ["month"]),
            statement: try await visit.app.credits.statement(of: month, by: visit.caller),
            lines: lines,
            isFurther: place != nil,
            older: next?.text,
            hasNext: month < (try visit.app.credits.month(of: visit.caller)),
            time: visit.time
        )
        return visit.page(page.html)
    }

    func export(_ visit: Visit) async throws -> Response {
        let (credits, caller, month) = (visit.app.credits, visit.caller, try month(visit))
        return Response.stream(.csv) { writer in
            try await writer.write(CSV.mark + CSV.line(CreditPages.columns))
            var place: CreditLine.Place?
            repeat {
                let (lines, next) = try await credits.lines(of: month, after: place, size: 500, by: caller)
                try await writer.write(lines.map { CSV.line(CreditPages.cells($0)) }.joined())
                place = next
            } while place != nil
        }.attachment(named: "credits-\(month).csv")
    }

    /// That of the address; the present one where it names none.
    private func month(_ visit: Visit) throws -> CivilMonth {
        try visit.request.query["month"].flatMap { CivilMonth($0) } ?? visit.app.credits.month(of: visit.caller)
    }

    private static let columns = [
        "run", "name", "started by", "time", "set aside", "charged", "released", "refunded",
    ]

    private static func cells(_ line: CreditLine) -> [String] {
        [
            line.run.rawValue, line.name, line.startedBy, line.first.iso8601, String(line.reserved),
            String(line.charged), String(line.released), String(line.refunded),
        ]
    }
}
