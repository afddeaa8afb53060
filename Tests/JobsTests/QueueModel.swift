import Telemetry

@testable import Jobs

/// The queue as a dictionary: what the tables must agree with, whatever happens in which order.
struct QueueModel {
    struct Entry: Equatable {
        var state: JobState
        var claims = 0
        var snoozes = 0
        var leaseUntil: Timestamp?
        var runAt: Timestamp
        let maxAttempts: Int
        let group: String?
        let uniqueKey: String?
    }

    private(set) var jobs: [JobID: Entry] = [:]

    /// Whether the queue takes the job in.
    func takes(_ job: NewJob) -> Bool {
        guard let key = job.uniqueKey else { return true }
        return !jobs.values.contains { $0.state.isLive && $0.uniqueKey == key }
    }

    mutating func enqueue(_ job: NewJob, _ id: JobID, at now: Timestamp) {
        let runAt = job.runAt ?? now
        jobs[id] = Entry(
            state: runAt <= now ? .ready : .waiting,
            runAt: runAt,
            maxAttempts: job.maxAttempts,
            group: job.group,
            uniqueKey: job.uniqueKey
        )
    }

    /// The jobs that could be leased now, were there no groups.
    func claimable(at now: Timestamp) -> Set<JobID> {
        Set(
            jobs.filter { _, job in
                switch job.state {
                case .ready: true
                case .waiting: job.runAt <= now
                case .leased: job.leaseUntil.map { $0 < now } ?? false
                case .done, .dead, .cancelled: false
                }
            }.keys
        )
    }

    /// The groups that have a job leased, lapsed or not, and that no other job can be leased of.
    var busyGroups: Set<String> { Set(jobs.values.filter { $0.state == .leased }.compactMap(\.group)) }

    mutating func claim(_ id: JobID, until: Timestamp) {
        jobs[id]?.state = .leased
        jobs[id]?.claims += 1
        jobs[id]?.leaseUntil = until
    }

    func hasAttemptsLeft(_ id: JobID) -> Bool {
        jobs[id].map { $0.claims - $0.snoozes < $0.maxAttempts } ?? false
    }

    mutating func bury(_ id: JobID) {
        jobs[id]?.state = .dead
        jobs[id]?.leaseUntil = nil
    }

    func isHeld(_ held: Held) -> Bool { jobs[held.id].map { $0.state == .leased && $0.claims == held.claims } ?? false }

    /// Whether the outcome counts.
    mutating func settle(_ held: Held, _ outcome: Settlement.Outcome, at now: Timestamp) -> Bool {
        guard var job = jobs[held.id], job.claims == held.claims else { return false }
        if job.state == .done && outcome == .done { return true }
        guard job.state == .leased else { return false }
        job.leaseUntil = nil
        switch outcome {
        case .done: job.state = .done
        case .dead: job.state = .dead
        case .release:
            job.state = .ready
            job.snoozes += 1
        case .snooze(let until):
            job.state = .waiting
            job.runAt = until
            job.snoozes += 1
        case .retry(let moment, _):
            job.state = .waiting
            job.runAt = moment
        }
        jobs[held.id] = job
        return true
    }

    mutating func renew(_ held: Held, until: Timestamp) { jobs[held.id]?.leaseUntil = until }

    mutating func cancel(_ id: JobID) -> Bool {
        guard jobs[id]?.state.isLive == true else { return false }
        jobs[id]?.state = .cancelled
        jobs[id]?.leaseUntil = nil
        return true
    }

    mutating func retry(_ id: JobID, at now: Timestamp) -> Bool {
        guard let job = jobs[id], job.state == .dead || job.state == .cancelled else { return false }
        let replaced = jobs.values.contains {
            $0.uniqueKey != nil && $0.uniqueKey == job.uniqueKey && $0.state.isLive
        }
        guard !replaced else { return false }
        jobs[id]?.state = .ready
        jobs[id]?.runAt = now
        jobs[id]?.snoozes = job.claims
        return true
    }
}
