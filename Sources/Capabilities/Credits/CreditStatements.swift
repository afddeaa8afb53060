import Database
package import Enrichment
package import Store
package import Telemetry

/// A month of an organisation's credits: what was there, what each run did, what is there now.
package struct CreditStatement: Sendable, Equatable {
    package let month: CivilMonth
    package let opening: [CreditMovement.Account: Int]
    package let closing: [CreditMovement.Account: Int]
    package let lines: [CreditLine]

    package var reserved: Int { lines.reduce(0) { $0 + $1.reserved } }
    package var charged: Int { lines.reduce(0) { $0 + $1.charged } }
    package var released: Int { lines.reduce(0) { $0 + $1.released } }
    package var refunded: Int { lines.reduce(0) { $0 + $1.refunded } }

    /// What every account must hold by the lines, and that nothing came from nowhere.
    package var isBalanced: Bool {
        let moves: [CreditMovement.Account: Int] = [
            .available: released + refunded - reserved, .reserved: reserved - charged - released,
            .spent: charged - refunded,
        ]
        return closing.values.reduce(0, +) == 0
            && moves.allSatisfy { account, moved in opening[account, default: 0] + moved == closing[account, default: 0]
            }
    }
}

/// Statements of credits, one for each month by the organisation's clock.
package struct CreditStatements: Sendable {
    let database: Database
    let clock: WallClock

    /// The statement of the month, or of the present one.
    package func statement(of month: CivilMonth? = nil, by caller: Caller) async throws -> CreditStatement {
        try caller.require(.inspect)
        let zone = try Zone(named: caller.timeZone)
        let month = month ?? CivilMonth(zone.local(at: clock.now()).date)
        let (start, end) = (zone.moment(of: month.firstDay), zone.moment(of: month.next.firstDay))
        return try await database.read { db in
            CreditStatement(
                month: month,
                opening: try CreditLedger.balances(in: caller.organisation, before: start, on: db),
                closing: try CreditLedger.balances(in: caller.organisation, before: end, on: db),
                lines: try CreditLine.list(in: caller.organisation, from: start, before: end, on: db)
            )
        }
    }
}

/// A month of the calendar, as in `2026-11`.
package struct CivilMonth: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let firstDay: CivilDate

    package init(_ day: CivilDate) {
        firstDay = CivilDate(daysSince1970: day.daysSince1970 - Int64(day.day) + 1)
    }

    /// Nil for anything but four digits, a hyphen and two digits that are a month.
    package init?(_ text: String) {
        guard text.utf8.count == 7, let day = CivilDate(iso8601: text + "-01") else { return nil }
        firstDay = day
    }

    package var next: CivilMonth { CivilMonth(CivilDate(daysSince1970: firstDay.daysSince1970 + 31)) }
    package var previous: CivilMonth { CivilMonth(CivilDate(daysSince1970: firstDay.daysSince1970 - 1)) }

    package var description: String { String(firstDay.description.prefix(7)) }

    package static func < (left: CivilMonth, right: CivilMonth) -> Bool { left.firstDay < right.firstDay }
}
