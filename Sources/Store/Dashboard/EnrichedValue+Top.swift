package import Database
import Enrichment
import Telemetry

/// Of each day and month the values that were written most often into a field, so that a page need not read the rest.
///
/// What is counted only grows. A value that is none of the first few of a day was therefore written at most as often as the last of
/// them, and a value that grows past that one takes its place: the first few are exact at any time.
extension EnrichedValue {
    /// How many of a field are kept.
    static let kept = 10

    /// A day or month of the runs of an org of one kind.
    struct Span {
        let key: [any SQLConvertible]
        private let condition: SQL

        init(_ run: Run, _ grain: String, _ first: CivilDate) {
            key = [run.organisation, grain, first.daysSince1970, run.connection, run.origin, run.object]
            condition = """
                organisation_id = \(run.organisation) AND grain = \(grain) AND first_day = \(first.daysSince1970)
                    AND connection_id = \(run.connection) AND origin = \(run.origin) AND object = \(run.object)
                """
        }

        /// Lets what grew take its place among the first.
        func keepTop(_ grown: [Total], on db: isolated Connection) throws {
            let before = try db.fetch(
                Total.self,
                "SELECT field, value, times FROM top_values WHERE \(sql: condition)"
            )
            let old = Dictionary(grouping: before, by: \.field)
            var dropped: [Total] = []
            var changed: [Total] = []
            for (field, grown) in Dictionary(grouping: grown, by: \.field) {
                var times = Dictionary(old[field, default: []].map { ($0.value, $0.times) }) { first, _ in first }
                let known = times
                for one in grown { times[one.value] = one.times }
                let first = times.map { Total(field: field, value: $0.key, times: $0.value) }
                    .sorted { ($1.times, $0.value) < ($0.times, $1.value) }.prefix(EnrichedValue.kept)
                let values = Set(first.map(\.value))
                dropped += known.filter { !values.contains($0.key) }
                    .map { Total(field: field, value: $0.key, times: $0.value) }
                changed += first.filter { known[$0.value] != $0.times }
            }
            for one in dropped {
                try db.run(
                    "DELETE FROM top_values WHERE \(sql: condition) AND field = \(one.field) AND value = \(one.value)"
                )
            }
            guard !changed.isEmpty else { return }
            let rows = changed.sorted { ($0.field, $0.value) < ($1.field, $1.value) }.map {
                key + [$0.field, $0.value, $0.times] as [any SQLConvertible]
            }
            try db.run(
                """
                INSERT INTO top_values
                    (organisation_id, grain, first_day, connection_id, origin, object, field, value, times)
                VALUES \(rows: rows)
                ON CONFLICT (organisation_id, grain, first_day, connection_id, origin, object, field, value)
                DO UPDATE SET times = EXCLUDED.times
                """
            )
        }
    }

    /// How often a value was written within a span, as far as it has come.
    struct Total: RowDecodable {
        let field: String
        let value: String
        let times: Int

        init(field: String, value: String, times: Int) { (self.field, self.value, self.times) = (field, value, times) }

        init(row: Row) throws { (field, value, times) = (try row["field"], try row["value"], try row["times"]) }
    }
}

// MARK: - Of a period

extension EnrichedValue {
    /// Of each field the value that was written most often, where one stands out.
    ///
    /// Only the first few of each day and month are read. What they leave open is looked up for a few values of the field; where
    /// even that does not tell which was written most often, the values are about equally rare, and none is named.
    package static func top(
        _ scope: RunScope,
        _ days: Days,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [EnrichedValue] {
        guard let spans = spans(scope, days, in: organisation) else { return [] }
        let listed = try db.fetch(Listed.self, listedStatement(spans))
        return try Dictionary(grouping: listed) { [$0.value.object.rawValue, $0.value.field.rawValue] }.values
            .compactMap { try first(of: $0, spans, on: db) }
    }

    private static func spans(_ scope: RunScope, _ days: Days, in organisation: ID<Organisation>) -> SQL? {
        var narrowed: SQL = ""
        if let origin = scope.origin { narrowed = "AND origin = \(origin)" }
        if let connection = scope.connection { narrowed = "\(sql: narrowed) AND connection_id = \(connection)" }
        let parts = days.parts.map { part in
            """
            SELECT organisation_id, grain, first_day, connection_id, origin, object, field, value, times FROM top_values
            WHERE organisation_id = \(organisation) AND grain = \(part.grain)
                AND first_day BETWEEN \(part.first) AND \(part.last) \(sql: narrowed)
            """ as SQL
        }
        return parts.isEmpty ? nil : parts.joined(separator: " UNION ALL ")
    }

    /// A value that is among the first of some span.
    private struct Listed: RowDecodable {
        let value: EnrichedValue
        /// As often as it may have been written where it is not among the first.
        let floors: Int
        /// Its part of what a value may have that is among the first nowhere.
        let share: Int

        init(row: Row) throws {
            value = try EnrichedValue(row: row)
            (floors, share) = (try row["floors"], try row["share"])
        }
    }

    /// `floor` is what a value has at most that is none of the first of a span: nothing where fewer are kept than could be.
    private static func listedStatement(_ spans: SQL) -> SQL {
        """
        SELECT object, field, value, CAST(SUM(times) AS BIGINT) AS times, CAST(SUM(floor) AS BIGINT) AS floors,
            CAST(SUM(CASE WHEN place = 1 THEN floor ELSE 0 END) AS BIGINT) AS share
        FROM (
            SELECT object, field, value, times, ROW_NUMBER() OVER span AS place,
                CASE WHEN COUNT(*) OVER span_all >= \(kept) THEN MIN(times) OVER span_all ELSE 0 END AS floor
            FROM (\(sql: spans)) AS kept
            WINDOW span AS (PARTITION BY grain, first_day, connection_id, origin, object, field ORDER BY value),
                span_all AS (PARTITION BY grain, first_day, connection_id, origin, object, field)
        ) AS placed GROUP BY object, field, value
        """
    }

    /// As many values of a field are looked up.
    private static let lookedUp = 8

    private static func first(of listed: [Listed], _ spans: SQL, on db: isolated Connection) throws -> EnrichedValue? {
        let unlisted = listed.reduce(0) { $0 + $1.share }
        func most(_ one: Listed) -> Int { one.value.times + unlisted - one.floors }
        let least = listed.map(\.value.times).max() ?? 0
        let open = listed.filter { most($0) > $0.value.times && most($0) >= least }.sorted {
            (most($1), $0.value.value) < (most($0), $1.value.value)
        }
        var exact = listed.filter { most($0) == $0.value.times }.map(\.value)
        let asked = open.prefix(lookedUp).map(\.value)
        if let one = asked.first { exact += try times(asked.map(\.value), one, spans, on: db) }
        guard
            let best = exact.min(by: { ($1.times, $0.value) < ($0.times, $1.value) }),
            best.times >= unlisted, best.times >= open.dropFirst(lookedUp).map(most).max() ?? 0
        else { return nil }
        return best
    }

    /// How often these values were written into the field of one of them.
    private static func times(
        _ values: [String],
        _ one: EnrichedValue,
        _ spans: SQL,
        on db: isolated Connection
    ) throws -> [EnrichedValue] {
        let rows = values.map { [$0] as [any SQLConvertible] }
        return try db.fetch(
            EnrichedValue.self,
            """
            SELECT v.object, v.field, v.value, CAST(SUM(v.times) AS BIGINT) AS times FROM (
                SELECT DISTINCT organisation_id, grain, first_day, connection_id, origin FROM (\(sql: spans)) AS kept
                WHERE object = \(one.object) AND field = \(one.field.rawValue)
            ) AS s CROSS JOIN (SELECT column1 AS value FROM (VALUES \(rows: rows)) AS listed) AS w
            CROSS JOIN enriched_values v
            WHERE v.organisation_id = s.organisation_id AND v.grain = s.grain AND v.first_day = s.first_day
                AND v.connection_id = s.connection_id AND v.origin = s.origin AND v.object = \(one.object)
                AND v.field = \(one.field.rawValue) AND v.value = w.value
            GROUP BY v.object, v.field, v.value
            """
        )
    }
}
