import Capabilities
import Enrichment
import HTTP
import Store
import Telemetry

extension API {
    var credits: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/credit-statement",
                name: "showCreditStatement",
                summary: "Show a month's credits: what was there, what each run did, what is left",
                needs: .inspect,
                query: [
                    .init("month", .text, "As in 2026-11, by the organisation's clock; the present one if left out.")
                ] + Page.keyed,
                answer: .init(.named("CreditStatement"), "The statement."),
                run: showCreditStatement
            )
        ]
    }

    private func showCreditStatement(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response
    {
        var query = query
        let month = query.read("month", "Expected a year and a month, as in 2026-11.") { CivilMonth($0) }
        let place = query.read("after", "Expected the next of another page.") { CreditLine.Place(text: $0) }
        let size = query.size()
        try query.check()
        let statement = try await app.credits.statement(of: month, by: caller)
        let page = try await app.credits.lines(of: statement.month, after: place, size: size, by: caller)
        let next = page.next?.text
        return try Response.json(CreditStatementBody(statement, page.lines, next: next))
            .linkingNext(request, "after", next)
    }
}

struct CreditStatementBody: Encodable {
    let month: String
    let openingReserved: Int
    let openingSpent: Int
    let closingReserved: Int
    let closingSpent: Int
    let charged: Int
    let released: Int
    let refunded: Int
    let isBalanced: Bool
    let runs: [CreditLineBody]
    let next: String?

    init(_ statement: CreditStatement, _ lines: [CreditLine], next: String?) {
        month = statement.month.description
        openingReserved = statement.opening[.reserved, default: 0]
        openingSpent = statement.opening[.spent, default: 0]
        closingReserved = statement.closing[.reserved, default: 0]
        closingSpent = statement.closing[.spent, default: 0]
        (charged, released, refunded) = (statement.charged, statement.released, statement.refunded)
        isBalanced = statement.isBalanced
        runs = lines.map(CreditLineBody.init)
        self.next = next
    }

    static let schema = Schema.object([
        .init("month", .text, "As in 2026-11."),
        .init("openingReserved", .integer(0...Int.max), "Set aside when the month began."),
        .init("openingSpent", .integer(0...Int.max), "Spent in all when the month began."),
        .init("closingReserved", .integer(0...Int.max), "Set aside at its end, or now."),
        .init("closingSpent", .integer(0...Int.max), "Spent in all at its end, or by now."),
        .init("charged", .integer(0...Int.max), "Charged within the month."),
        .init("released", .integer(0...Int.max), "Set aside and given back within the month."),
        .init("refunded", .integer(0...Int.max), "Charged and given back within the month."),
        .init("isBalanced", .flag, "Whether the accounts hold what was moved."),
        .init("runs", .list(.named("CreditLine")), "What each run did, the newest first; a page of them."),
        Page.next,
    ])
}

struct CreditLineBody: Encodable {
    let run: String
    let name: String
    let startedBy: String
    let first: Timestamp
    let reserved: Int
    let charged: Int
    let released: Int
    let refunded: Int

    init(_ line: CreditLine) {
        (run, name, startedBy, first) = (line.run.rawValue, line.name, line.startedBy, line.first)
        (reserved, charged, released, refunded) = (line.reserved, line.charged, line.released, line.refunded)
    }

    static let schema = Schema.object([
        .init("run", .id, "The run."),
        .init("name", .text, "What the job was called."),
        .init("startedBy", .text, "Who started it."),
        .init("first", .time, "When it first moved a credit within the month."),
        .init("reserved", .integer(0...Int.max), "Set aside."),
        .init("charged", .integer(0...Int.max), "Charged."),
        .init("released", .integer(0...Int.max), "Given back unused."),
        .init("refunded", .integer(0...Int.max), "Given back after it was charged."),
    ])
}
