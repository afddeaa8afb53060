package import Database
package import Enrichment
package import Telemetry

/// How often runs wrote a value into a field. Kept by the day and by the month on which a run began, so that a year is added
/// up from few rows.
package struct EnrichedValue: Sendable, Equatable, RowDecodable {
    package let object: CRMObject
    package let field: CRMField
    package let value: String
    package let times: Int

    package init(row: Row) throws {
        object = try row["object"]
        field = CRMField(try row["field"])
        value = try row["value"]
        times = try row["times"]
    }

    /// The days that are added up; nil where there is no first or last.
    package struct Days: Sendable, Equatable {
        package var first: CivilDate?
        package var last: CivilDate?

        package init(first: CivilDate? = nil, last: CivilDate? = nil) { (self.first, self.last) = (first, last) }
    }

    private static let longest = 255

    /// Adds what was written, in the transaction that settles it and holds the row of the connection.
    package static func add(
        _ written: [Settlement.Written],
        of run: Run,
        beganOn day: CivilDate,
        on db: isolated Connection
    ) throws {
        var times: [CRMField: [String: Int]] = [:]
        for change in written {
            guard case .mapped(let source, _, _, _)? = change.origin, source.hasTellingValues, !change.after.isBlank
            else { continue }
            let text = change.after.text
            // Nearly none is as long in bytes, and counting letters takes long.
            let value = text.utf8.count <= longest ? text : String(text.prefix(longest))
            times[change.field, default: [:]][value, default: 0] += 1
        }
        guard !times.isEmpty else { return }
        for (grain, first) in [("day", day), ("month", day.firstOfMonth)] {
            let span = Span(run, grain, first)
            var totals: [Total] = []
            // In the order of the key, so that neighbours are written beside each other.
            let rows = times.sorted { $0.key < $1.key }.flatMap { field, values in
                values.sorted { $0.key < $1.key }.map { value, count in
                    span.key + [field.rawValue, value, count] as [any SQLConvertible]
                }
            }
            for start in stride(from: 0, to: rows.count, by: 200) {
                totals += try db.fetch(
                    Total.self,
                    """
                    INSERT INTO enriched_values
                        (organisation_id, grain, first_day, connection_id, origin, object, field, value, times)
                    VALUES \(rows: rows[start..<min(start + 200, rows.count)])
                    ON CONFLICT (organisation_id, grain, first_day, connection_id, origin, object, field, value)
                    DO UPDATE SET times = enriched_values.times + EXCLUDED.times
                    RETURNING field, value, times
                    """
                )
            }
            try span.keepTop(totals, on: db)
        }
    }
}

extension EnrichedValue.Days {
    /// Whole months by their months, what is left at the ends by its days.
    var parts: [(grain: String, first: Int64, last: Int64)] {
        let firstMonth = first.map { $0.day == 1 ? $0 : $0.firstOfMonth.nextMonth }
        let endOfMonths = last.map { $0.isLastOfMonth ? $0.firstOfMonth.nextMonth : $0.firstOfMonth }
        if let firstMonth, let endOfMonths, firstMonth >= endOfMonths {
            return first.flatMap { first in
                last.map { [("day", first.daysSince1970, $0.daysSince1970)] }
            } ?? []
        }
        var parts = [
            ("month", firstMonth?.daysSince1970 ?? -1_000_000, endOfMonths.map { $0.daysSince1970 - 1 } ?? 10_000_000)
        ]
        if let first, let firstMonth, first < firstMonth {
            parts.append(("day", first.daysSince1970, firstMonth.daysSince1970 - 1))
        }
        if let last, let endOfMonths, endOfMonths <= last {
            parts.append(("day", endOfMonths.daysSince1970, last.daysSince1970))
        }
        return parts.filter { $0.1 <= $0.2 }
    }
}

extension CivilDate {
    fileprivate var firstOfMonth: CivilDate { CivilDate(daysSince1970: daysSince1970 - Int64(day) + 1) }
    fileprivate var nextMonth: CivilDate { CivilDate(daysSince1970: firstOfMonth.daysSince1970 + 31).firstOfMonth }
    fileprivate var isLastOfMonth: Bool { CivilDate(daysSince1970: daysSince1970 + 1).day == 1 }
}
