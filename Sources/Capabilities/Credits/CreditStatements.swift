import Database
package import Enrichment
package import Store
package import Telemetry

/// A month of an organisation's credits: what was there, what was moved, what is there now.
package struct CreditStatement: Sendable, Equatable {
    package let month: CivilMonth
    package let opening: [CreditMovement.Account: Int]
    package let closing: [CreditMovement.Account: Int]
    package let moved: [CreditMovement.Kind: Int]

    package var reserved: Int { moved[.reserve, default: 0] }
    package var charged: Int { moved[.charge, default: 0] }
    package var released: Int { moved[.release, default: 0] }
    package var refunded: Int { moved[.refund, default: 0] }

    /// What every account must hold by the movements, and that nothing came from nowhere.
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

    /// The present one, by the organisation's clock.
    package func month(of caller: Caller) throws -> CivilMonth {
        CivilMonth(try Zone(named: caller.timeZone).local(at: clock.now()).date)
    }

    /// The statement of the month, or of the present one.
    package func statement(of month: CivilMonth? = nil, by caller: Caller) async throws -> CreditStatement {
        try caller.require(.inspect)
        let month = try month ?? self.month(of: caller)
        let (start, end) = try month.bounds(Zone(named: caller.timeZone))
        return try await database.read { db in
            CreditStatement(
                month: month,
                opening: try CreditLedger.balances(in: caller.organisation, before: start, on: db),
                closing: try CreditLedger.balances(in: caller.organisation, before: end, on: db),
                moved: try CreditLedger.movements(in: caller.organisation, from: start, before: end, on: db)
            )
        }
    }

    /// Who used how much of the present month, for which runs.
    package func use(by caller: Caller) async throws -> [CreditUse] {
        try caller.require(.inspect)
        let (start, end) = try month(of: caller).bounds(Zone(named: caller.timeZone))
        return try await database.read { db in
            try CreditUse.list(in: caller.organisation, from: start, before: end, on: db)
        }
    }

    /// A page of what each run did within the month, the newest first, and behind which place the next begins.
    package func lines(
        of month: CivilMonth,
        after place: CreditLine.Place? = nil,
        size: Int = 50,
        by caller: Caller
    ) async throws -> (lines: [CreditLine], next: CreditLine.Place?) {
        try caller.require(.inspect)
        let (start, end) = try month.bounds(Zone(named: caller.timeZone))
        let limit = min(max(size, 1), 500)
        return try await database.read { db in
            try CreditLine.list(
                in: caller.organisation,
                from: start,
                before: end,
                after: place,
                limit: limit,
                on: db
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

    /// When it begins, and when it is over.
    func bounds(_ zone: Zone) -> (start: Timestamp, end: Timestamp) {
        (zone.moment(of: firstDay), zone.moment(of: next.firstDay))
    }

    package var description: String { String(firstDay.description.prefix(7)) }

    package static func < (left: CivilMonth, right: CivilMonth) -> Bool { left.firstDay < right.firstDay }
}
