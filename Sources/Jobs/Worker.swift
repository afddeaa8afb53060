package import Database
package import Telemetry

/// Takes jobs from the queue and has them done, a number of them at a time.
///
/// One transaction writes what ended meanwhile and claims what can begin, so that under load many jobs share one commit.
package struct Worker: Sendable {
    package struct Options: Sendable {
        /// How many jobs are done at a time.
        package var slots = 4
        /// How long a job stays with a worker that has fallen silent; it is prolonged every third of it.
        package var lease: Duration = .seconds(30)
        /// How often the queue is looked at when nothing wakes the worker.
        package var poll: Duration = .seconds(2)
        package var backoff = Backoff.standard
        /// Who holds a job, for people.
        package var name = Worker.processName
        /// Where the workers of this machine say that they live.
        package var roll: WorkerRoll?

        package init() {}
    }

    private let database: Database
    private let handlers: [JobKind: JobHandler]
    private let options: Options
    private let clock: WallClock
    private let hands: Hands
    private let bell = Bell()
    private let stopping = Gate()
    private let stopped = Gate()

    package init(_ database: Database, handlers: [JobHandler], options: Options = .init(), clock: WallClock = .system) {
        self.database = database
        self.handlers = Dictionary(handlers.map { ($0.kind, $0) }) { first, _ in
            preconditionFailure("Two handlers are given for jobs of the kind \(first.kind.rawValue).")
        }
        self.options = options
        self.clock = clock
        hands = Hands(slots: options.slots)
    }

    /// Works until asked to stop. When cancelled, it cancels its handlers and gives their jobs back.
    package func run() async {
        defer { stopped.open() }
        let entry = options.roll?.enter(options.name)
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await beat() }
            group.addTask { try await poll() }
            group.addTask { for await _ in database.wakeups(.jobs) { bell.ring() } }
            group.addTask {
                await stopping.wait()
                bell.ring()
            }
            await withDiscardingTaskGroup { jobs in
                await work(&jobs)
                // What is left are alarms and, when this task is cancelled, handlers.
                jobs.cancelAll()
            }
            group.cancelAll()
        }
        await giveBack()
        _ = consume entry
    }

    /// Whether the worker has been asked to stop.
    package var isStopping: Bool { stopping.isOpen }

    /// Takes no more jobs, and returns once those in hand are done.
    package func stop() async {
        stopping.open()
        await stopped.wait()
    }
}

// MARK: - The loop

extension Worker {
    private func work(_ jobs: inout DiscardingTaskGroup) async {
        bell.ring()
        var outage = Outage()
        var alarm = Alarm()
        for await _ in bell.rings {
            do {
                while try await exchange(&jobs, &alarm) {}
                outage.end()
            } catch {
                // What ended stays in hand, and the next look at the queue tries again.
                outage.begin(error)
            }
            if stopping.isOpen && hands.isEmpty { return }
        }
    }

    /// Writes what ended, claims what can begin, and begins it. Returns whether there may be more to claim.
    private func exchange(_ jobs: inout DiscardingTaskGroup, _ alarm: inout Alarm) async throws -> Bool {
        let (outcomes, freeSlots) = hands.outcomesToWrite()
        let wanted = stopping.isOpen || Task.isCancelled ? 0 : freeSlots
        guard !outcomes.isEmpty || wanted > 0 else { return false }
        let exchange = try await transaction(outcomes.compactMap(\.settlement), wanted)
        hands.wrote()
        report(outcomes, settled: exchange.settled)
        report(exchange.claim.buried)
        for job in exchange.claim.leased { begin(job, until: exchange.leaseUntil, &jobs) }
        if let next = exchange.nextDue { set(&alarm, to: next, &jobs) }
        return wanted > exchange.claim.leased.count && !exchange.claim.leased.isEmpty
    }

    private struct Exchange: Sendable {
        var settled: Set<JobID> = []
        var claim = Queue.Claim()
        var leaseUntil: Timestamp
        var nextDue: Timestamp?
    }

    private func transaction(_ settlements: [Settlement], _ wanted: Int) async throws -> Exchange {
        let wish = Queue.Wish(kinds: Array(handlers.keys), count: wanted, worker: options.name, lease: options.lease)
        while true {
            let now = clock.now()
            do {
                return try await database.write { db in
                    var exchange = Exchange(leaseUntil: now + wish.lease)
                    exchange.settled = try Queue.settle(settlements, at: now, on: db)
                    guard wanted > 0 else { return exchange }
                    exchange.claim = try Queue.claim(wish, at: now, on: db)
                    if exchange.claim.leased.count < wanted {
                        exchange.nextDue = try Queue.nextDue(kinds: wish.kinds, on: db)
                    }
                    return exchange
                }
            } catch let error as DatabaseError where error.isLostRaceForGroup {
                // Another worker took a job of the same group at the same moment; the next look sees it.
                continue
            }
        }
    }

    /// When the bell rings for a job that waits.
    private struct Alarm {
        var moment: Timestamp?
    }

    /// Has the bell rung when the job that waits can run, unless it rings earlier anyway.
    private func set(_ alarm: inout Alarm, to moment: Timestamp, _ jobs: inout DiscardingTaskGroup) {
        let now = clock.now()
        if let earlier = alarm.moment, now < earlier, earlier <= moment { return }
        guard moment - now < options.poll else { return }
        alarm.moment = moment
        jobs.addTask {
            try? await clock.sleep(max(moment - now, .milliseconds(1)))
            bell.ring()
        }
    }
}

// MARK: - One job

extension Worker {
    private func begin(_ job: Job, until: Timestamp, _ jobs: inout DiscardingTaskGroup) {
        let lease = Lease(Held(id: job.id, claims: job.claims), until: until, clock: clock)
        hands.take(lease)
        jobs.addTask {
            let outcome = await perform(job, lease)
            hands.put(outcome)
            bell.ring()
        }
    }

    private func perform(_ job: Job, _ lease: Lease) async -> Hands.Outcome {
        guard let handler = handlers[job.kind] else {
            preconditionFailure("A job of the kind \(job.kind.rawValue) was claimed without a handler for it.")
        }
        let begin = clock.now()
        let ending = await Log.withContext([
            "job": job.id.rawValue, "kind": job.kind.rawValue, "attempt": job.attempt,
        ]) {
            await Trace.span("job \(job.kind.rawValue)", kind: .consumer, parent: job.trace.flatMap(TraceParent.init)) {
                await handler.attempt(job, lease)
            }
        }
        let end = clock.now()
        let outcome = outcome(of: job, ending, at: end)
        return Hands.Outcome(
            job: job,
            settlement: outcome.map { Settlement(held: lease.held, outcome: $0) },
            duration: end - begin
        )
    }

    private func outcome(of job: Job, _ ending: JobHandler.Ending, at now: Timestamp) -> Settlement.Outcome? {
        switch ending {
        case .verdict(.done): return .done
        case .verdict(.snooze(let duration)): return .snooze(until: now + duration)
        case .verdict(.giveUp(let reason)): return .dead(error: reason)
        case .interrupted: return .release
        case .lost: return nil
        case .failed(let error):
            guard job.attempt < job.maxAttempts else { return .dead(error: error) }
            let wait = options.backoff.delay(afterAttempt: job.attempt, chance: .random(in: 0..<1))
            return .retry(at: now + wait, error: error)
        }
    }
}

// MARK: - Beside the jobs

extension Worker {
    private func poll() async throws {
        while true {
            try await takeOver()
            // Each process a little differently, so that many do not come at the same moment.
            try await clock.sleep(options.poll * Double.random(in: 0.75...1.25))
            bell.ring()
        }
    }

    /// Ends the leases of workers whose process is gone, so that their jobs are taken now.
    private func takeOver() async throws {
        do {
            try await options.roll?.strikeOff { names in
                try await database.write { db in try Queue.endLeases(of: names, on: db) }
                bell.ring()
            }
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // The exchange reports that the database cannot be reached; the next look finds the same names.
        }
    }

    /// Prolongs the leases of all jobs in hand, and finds out which of them are lost.
    private func beat() async throws {
        while true {
            try await clock.sleep(options.lease / 3)
            let held = hands.held()
            guard !held.isEmpty else { continue }
            let until = clock.now() + options.lease
            let keys = Array(held.keys)
            guard let kept = try? await database.write({ db in try Queue.renew(keys, until: until, on: db) }) else {
                // The exchange reports that the database cannot be reached; the leases may outlive that or not.
                continue
            }
            for (job, lease) in held {
                guard let lease else { continue }
                if kept.contains(job.id) { lease.prolong(until: until) } else { lease.lose() }
            }
        }
    }

    /// Writes the outcomes of jobs that ended after the loop did, as when all were cancelled.
    ///
    /// In a task of its own, because this one may be cancelled, and a cancelled task's statements are stopped.
    private func giveBack() async {
        let outcomes = hands.outcomesToWrite().outcomes
        let settlements = outcomes.compactMap(\.settlement)
        guard !settlements.isEmpty else { return }
        let exchange = await Task { try? await transaction(settlements, 0) }.value
        // What could not be written lapses.
        guard let exchange else { return }
        hands.wrote()
        report(outcomes, settled: exchange.settled)
    }
}
