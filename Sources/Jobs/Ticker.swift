package import Database
package import Telemetry

/// Enqueues what the schedules ask for, and keeps the queue's gauges. Runs in every process; all of them together enqueue
/// each occurrence once.
package struct Ticker: Sendable {
    private let database: Database
    private let entries: [Schedules.Entry]
    private let clock: WallClock
    private let stopping = Gate()
    private let stopped = Gate()

    /// The entries are those that the program itself brings; they are set when it starts.
    package init(_ database: Database, entries: [Schedules.Entry] = [], clock: WallClock = .system) {
        self.database = database
        self.entries = entries
        self.clock = clock
    }

    /// Ticks until asked to stop or cancelled.
    package func run() async {
        defer { stopped.open() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await tick() }
            group.addTask { await stopping.wait() }
            await group.next()
            group.cancelAll()
        }
    }

    package func stop() async {
        stopping.open()
        await stopped.wait()
    }

    /// A schedule that another process sets is seen after this time at the latest.
    private static let longestSleep: Duration = .seconds(30)

    private func tick() async {
        var outage = Outage()
        var isSet = entries.isEmpty
        while !Task.isCancelled {
            var pause = Ticker.longestSleep
            do {
                if !isSet { try await setEntries() }
                isSet = true
                pause = min(pause, try await enqueueDue())
                try await measure()
                outage.end()
            } catch {
                if Task.isCancelled { return }
                outage.begin(error)
            }
            try? await clock.sleep(max(pause, .milliseconds(10)))
        }
    }

    private func setEntries() async throws {
        let now = clock.now()
        try await database.write { db in
            for entry in entries { try Schedules.set(entry, at: now, on: db) }
        }
    }

    /// Returns how long nothing will be due.
    private func enqueueDue() async throws -> Duration {
        let now = clock.now()
        guard let next = try await database.read({ db in try Schedules.next(on: db) }) else { return .days(1) }
        guard next <= now else { return next - now }
        try await database.write { db in try Schedules.tick(at: now, on: db) }
        return .zero
    }

    private func measure() async throws {
        let now = clock.now()
        let counts = try await database.read { db in try Queue.counts(at: now, on: db) }
        let metrics = Metrics.current
        metrics.reset(.jobsWaiting)
        metrics.reset(.jobsOldestSeconds)
        for count in counts {
            let kind = MetricLabel("kind", count.kind.rawValue)
            metrics.set(Double(count.count), .jobsWaiting, [kind, MetricLabel("state", count.state.rawValue)])
            if let age = count.oldestAge { metrics.set(age.inSeconds, .jobsOldestSeconds, [kind]) }
        }
    }
}
