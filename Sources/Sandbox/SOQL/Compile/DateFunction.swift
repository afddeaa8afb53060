import Database
import Telemetry

/// What can be asked of a date or datetime.
enum DateFunction: String {
    case calendarMonth = "CALENDAR_MONTH", calendarQuarter = "CALENDAR_QUARTER", calendarYear = "CALENDAR_YEAR"
    case dayInMonth = "DAY_IN_MONTH", dayInWeek = "DAY_IN_WEEK", dayInYear = "DAY_IN_YEAR", dayOnly = "DAY_ONLY"
    case fiscalMonth = "FISCAL_MONTH", fiscalQuarter = "FISCAL_QUARTER", fiscalYear = "FISCAL_YEAR"
    case hourInDay = "HOUR_IN_DAY", weekInMonth = "WEEK_IN_MONTH", weekInYear = "WEEK_IN_YEAR"

    /// Whether only datetimes have it.
    var needsTime: Bool { self == .hourInDay || self == .dayOnly }

    /// The function of a date or datetime in its stored form.
    func sql(_ moment: SQL, fiscalYearStartMonth start: Int) -> SQL {
        func part(_ first: Int, _ count: Int) -> SQL { "CAST(substr(\(sql: moment), \(first), \(count)) AS INTEGER)" }
        let year = part(1, 4)
        let month = part(6, 2)
        let day = part(9, 2)
        let dayOfYear: SQL = "CAST(strftime('%j', \(sql: moment)) AS INTEGER)"
        let fiscalMonth: SQL = "((\(sql: month) + \(12 - start)) % 12 + 1)"
        switch self {
        case .calendarYear: return year
        case .calendarQuarter: return "((\(sql: month) + 2) / 3)"
        case .calendarMonth: return month
        case .dayInMonth: return day
        case .dayInWeek: return "(CAST(strftime('%w', \(sql: moment)) AS INTEGER) + 1)"
        case .dayInYear: return dayOfYear
        case .dayOnly: return "substr(\(sql: moment), 1, 10)"
        case .fiscalMonth: return fiscalMonth
        case .fiscalQuarter: return "((\(sql: fiscalMonth) + 2) / 3)"
        // A fiscal year is named after the calendar year that it ends in.
        case .fiscalYear:
            return start == 1 ? year : "(\(sql: year) + CASE WHEN \(sql: month) >= \(start) THEN 1 ELSE 0 END)"
        case .hourInDay: return part(12, 2)
        case .weekInMonth: return "((\(sql: day) - 1) / 7 + 1)"
        case .weekInYear: return "((\(sql: dayOfYear) - 1) / 7 + 1)"
        }
    }
}

extension QueryCompiler {
    mutating func date(_ function: DateFunction, _ call: SOQL.Call) throws(OrgError) -> CompiledExpression {
        guard call.arguments.count == 1, case .expression(let argument) = call.arguments[0] else { throw misused(call) }
        let resolved: ResolvedField
        let moment: SQL
        var name: String
        switch argument {
        case .path(let path):
            resolved = try resolve(path)
            moment = resolved.sql
            name = resolved.path
        case .call(let inner):
            guard inner.name.text.uppercased() == "CONVERTTIMEZONE" else { throw misused(inner) }
            resolved = try only(inner)
            guard resolved.field.type == .datetime else { throw misused(inner) }
            moment = ZoneShift(zone: context.zone).sql(resolved.sql)
            name = "convertTimezone(\(resolved.path))"
        }
        let type = resolved.field.type
        guard type == .datetime || type == .date && !function.needsTime else { throw misused(call) }
        name = "\(function.rawValue)(\(name))"
        return CompiledExpression(
            sql: function.sql(moment, fiscalYearStartMonth: context.calendar.fiscalYearStartMonth),
            type: function == .dayOnly ? .date : .int,
            form: function == .dayOnly ? .plain : .integer,
            kind: .dateFunction,
            identity: name
        )
    }
}

/// Moves moments to what a zone's clocks show.
struct ZoneShift {
    let zone: Zone

    /// A datetime in its stored form as a local one; the newest rules first, because most rows are new.
    func sql(_ moment: SQL) -> SQL {
        let changes = changes
        guard let first = changes.first else { return moment }
        guard changes.count > 1 else { return "datetime(\(sql: moment), \(first.modifier))" }
        var offset: SQL = "CASE"
        for change in changes.dropFirst().reversed() {
            offset += " WHEN \(sql: moment) >= \(change.from) THEN \(change.modifier)"
        }
        offset += " ELSE \(first.modifier) END"
        return "datetime(\(sql: moment), \(sql: offset))"
    }

    private struct Change {
        let from: String
        let modifier: String
    }

    /// When the clocks were changed from 1970 on, found to the second by halving the month in which they were.
    private var changes: [Change] {
        let month: Int64 = 30 * 86400
        var seconds: Int64 = 0
        var offset = zone.offset(at: Timestamp(seconds: seconds))
        var changes = [change(at: seconds, offset)]
        while seconds < 2_400_000_000 {
            let next = seconds + month
            if zone.offset(at: Timestamp(seconds: next)) != offset {
                var (low, high) = (seconds, next)
                while high - low > 1 {
                    let middle = (low + high) / 2
                    if zone.offset(at: Timestamp(seconds: middle)) == offset { low = middle } else { high = middle }
                }
                offset = zone.offset(at: Timestamp(seconds: high))
                changes.append(change(at: high, offset))
            }
            seconds = next
        }
        return changes
    }

    private func change(at seconds: Int64, _ offset: Int64) -> Change {
        Change(from: Timestamp(seconds: seconds).storedMilliseconds, modifier: "\(offset) seconds")
    }
}

extension Timestamp {
    /// As datetimes are stored, to the millisecond.
    var storedMilliseconds: String {
        let text = Timestamp(microseconds: microseconds.floorDivided(by: 1000) * 1000).iso8601
        return text.contains(".") ? text : text.dropLast() + ".000Z"
    }
}
