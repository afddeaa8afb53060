import Database
import Jobs
import Telemetry

/// The queue: what was given up, what nobody takes, what nobody renews.
struct QueueFindings: Sendable {
    let database: Database
    let clock: WallClock

    func all() async -> [Finding] {
        do {
            let now = clock.now()
            let counts = try await database.read { db in try Queue.counts(at: now, on: db) }
            let leased = try await database.read { db in
                try Queue.list(Queue.Filter(states: [.leased]), limit: 10_000, on: db)
            }
            let lapsed = leased.filter { $0.leaseUntil.map { $0 + .minutes(1) < now } ?? false }
            return [dead(counts), waiting(counts, lapsed: lapsed.count)]
        } catch {
            return [.broken("queue", sentence(for: error), remedy: "Run 'loam migrate', then 'loam doctor' again.")]
        }
    }

    private func dead(_ counts: [Queue.Count]) -> Finding {
        let dead = counts.filter { $0.state == .dead }
        let sum = dead.reduce(0) { $0 + $1.count }
        guard sum > 0 else { return .good("dead jobs", "No job was given up.") }
        let kinds = dead.map { "\(grouped($0.count)) \($0.kind.rawValue)" }.joined(separator: ", ")
        return .warning(
            "dead jobs",
            "\(counted(sum, "job")) \(sum == 1 ? "was" : "were") given up: \(kinds).",
            remedy: "'loam jobs list --state dead' says why; 'loam jobs retry' puts them back."
        )
    }

    private func waiting(_ counts: [Queue.Count], lapsed: Int) -> Finding {
        let oldest = counts.compactMap(\.oldestAge).max() ?? .zero
        if lapsed > 0 {
            return .warning(
                "queue",
                "\(counted(lapsed, "job")) \(lapsed == 1 ? "belongs" : "belong") to a worker that is gone, and no other takes over.",
                remedy: "Start 'loam serve' or 'loam work'; see that --kinds leaves no kind out."
            )
        }
        guard oldest < .minutes(10) else {
            let kinds = counts.filter { ($0.oldestAge ?? .zero) >= .minutes(10) }.map(\.kind.rawValue)
            return .warning(
                "queue",
                "The oldest job that could run has waited for \(durationText(oldest)) (\(listed(kinds, "and"))).",
                remedy: "Start more workers, or give them more --slots; see that --kinds leaves no kind out."
            )
        }
        let ready = counts.filter { $0.oldestAge != nil }.reduce(0) { $0 + $1.count }
        return .good("queue", ready == 0 ? "No job waits." : "\(counted(ready, "job")) can run, none for long.")
    }
}
