import Capabilities
import HTTP
import Store
import Telemetry

/// Statements of credits, as pages and as files.
struct CreditPages: Sendable {
    func show(_ visit: Visit) async throws -> Response {
        let statement = try await statement(visit)
        let present = try await visit.app.credits.statement(by: visit.caller).month
        let page = CreditsPage(
            viewer: try await visit.viewer(),
            statement: statement,
            hasNext: statement.month < present,
            time: visit.time
        )
        return visit.page(page.html)
    }

    func export(_ visit: Visit) async throws -> Response {
        let statement = try await statement(visit)
        return Response.stream(.csv) { writer in
            try await writer.write(CSV.mark + CSV.line(CreditPages.columns))
            try await writer.write(statement.lines.map { CSV.line(CreditPages.cells($0)) }.joined())
        }.attachment(named: "credits-\(statement.month).csv")
    }

    /// Of the month in the address; of the present one where it names none.
    private func statement(_ visit: Visit) async throws -> CreditStatement {
        try await visit.app.credits.statement(
            of: visit.request.query["month"].flatMap { CivilMonth($0) },
            by: visit.caller
        )
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
