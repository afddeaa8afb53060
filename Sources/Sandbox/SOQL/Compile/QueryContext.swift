import Telemetry

/// What a query means besides its words: who asks, when, and how.
struct QueryContext: Sendable {
    /// What the answer is for; Bulk takes fewer kinds of query.
    enum Mode: Sendable {
        case rest, bulk
    }

    let caller: OrgCaller
    /// All of the org, whatever the caller sees: formulas are worked out on it.
    let orgSchema: Schema
    let mode: Mode
    let includesDeleted: Bool
    let zone: Zone
    let calendar: DateLiteral.Calendar
    let now: Timestamp

    var schema: Schema { caller.schema }

    init(
        caller: OrgCaller,
        orgSchema: Schema,
        mode: Mode,
        includesDeleted: Bool,
        now: Timestamp,
        fiscalYearStartMonth: Int
    ) {
        self.caller = caller
        self.orgSchema = orgSchema
        self.mode = mode
        self.includesDeleted = includesDeleted
        self.now = now
        zone = (try? Zone(named: caller.timeZone)) ?? .utc
        calendar = DateLiteral.Calendar(
            today: zone.local(at: now).date,
            firstWeekday: QueryContext.firstWeekday(caller.locale),
            fiscalYearStartMonth: fiscalYearStartMonth
        )
    }

    /// The week begins on Sunday in America and some other places, and on Monday elsewhere.
    private static func firstWeekday(_ locale: String) -> Int {
        let country = locale.split(separator: "_").dropFirst().first.map(String.init) ?? ""
        let sundays: Set<String> = ["US", "CA", "MX", "BR", "JP", "KR", "IN", "IL", "ZA", "TW", "HK", "PH", "TH", ""]
        return sundays.contains(country) ? 0 : 1
    }
}
