import Database
import Synchronization
import Telemetry

/// Counts the calls of the last 24 hours, which the whole org shares.
final class APIUsage: Sendable {
    private struct Hour {
        let number: Int64
        var calls: Int
    }

    /// Oldest first; only hours in which somebody called.
    private let hours = Mutex<[Hour]>([])

    /// Calls of the last 24 hours, the hour at hand included.
    var used: Int {
        let now = APIUsage.currentHour
        return hours.withLock { hours in
            APIUsage.drop(before: now - 23, from: &hours)
            return hours.reduce(0) { $0 + $1.calls }
        }
    }

    /// Counts the calls and tells how many there are now; refuses when there were too many before.
    func count(
        _ calls: Int = 1,
        limit: Int,
        at moment: Timestamp = Log.current.clock.now()
    ) throws(OrgError) -> Int {
        let now = APIUsage.hour(of: moment)
        let used: Int? = hours.withLock { hours in
            APIUsage.drop(before: now - 23, from: &hours)
            let used = hours.reduce(0) { $0 + $1.calls }
            guard used < limit else { return nil }
            if hours.last?.number == now {
                hours[hours.count - 1].calls += calls
            } else {
                hours.append(Hour(number: now, calls: calls))
            }
            return used + calls
        }
        guard let used else {
            throw OrgError("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", status: 403)
        }
        return used
    }

    /// Calls by hour, the last of 24 being the one at hand.
    var byHour: [Int] {
        let now = APIUsage.currentHour
        return hours.withLock { hours in
            (now - 23...now).map { number in hours.first { $0.number == number }?.calls ?? 0 }
        }
    }

    private static var currentHour: Int64 { hour(of: Log.current.clock.now()) }

    private static func hour(of moment: Timestamp) -> Int64 { moment.seconds.floorDivided(by: 3600) }

    private static func drop(before oldest: Int64, from hours: inout [Hour]) {
        while let first = hours.first, first.number < oldest { hours.removeFirst() }
    }
}

extension APIUsage {
    static let table: SQL = """
        CREATE TABLE IF NOT EXISTS sign_in_usage (hour INTEGER NOT NULL PRIMARY KEY, calls INTEGER NOT NULL)
        """

    /// What was counted before the server stopped the last time.
    func load(from database: Database) async throws {
        struct Stored: RowDecodable {
            let number: Int64
            let calls: Int

            init(row: Row) throws {
                number = try row["hour"]
                calls = try row["calls"]
            }
        }
        let stored = try await database.read { db in
            try db.fetch(Stored.self, "SELECT hour, calls FROM sign_in_usage ORDER BY hour")
                .map { Hour(number: $0.number, calls: $0.calls) }
        }
        hours.withLock { $0 = stored }
    }

    func save(to database: Database) async throws {
        let counted = hours.withLock { $0 }
        try await database.write { db in
            try db.run("DELETE FROM sign_in_usage")
            for hour in counted {
                try db.run("INSERT INTO sign_in_usage (hour, calls) VALUES (\(hour.number), \(hour.calls))")
            }
        }
    }
}
