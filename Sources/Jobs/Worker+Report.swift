import Database
import Glibc
import Telemetry

extension Worker {
    /// Tells what became of the attempts, once that is written.
    func report(_ outcomes: [Hands.Outcome], settled: Set<JobID>) {
        for outcome in outcomes {
            let job = outcome.job
            let kind = MetricLabel("kind", job.kind.rawValue)
            Metrics.current.observe(outcome.duration, .jobSeconds, [kind])
            let context: LogMetadata = [
                "job": job.id.rawValue, "kind": job.kind.rawValue, "attempt": job.attempt, "duration": outcome.duration,
            ]
            guard let settlement = outcome.settlement, settled.contains(job.id) else {
                Metrics.current.add(to: .leasesLost, [kind])
                Log.notice("A job was taken over or cancelled while it ran; this attempt counts for nothing.", context)
                continue
            }
            Metrics.current.add(to: .jobsFinished, [kind, MetricLabel("outcome", settlement.outcome.word)])
            switch settlement.outcome {
            case .done: Log.debug("Job done.", context)
            case .snooze: Log.debug("Job snoozed.", context)
            case .release: Log.info("Job given back, because the worker stops.", context)
            case .retry(_, let error):
                Log.info("Job failed and will be tried again.", context.merging(["error": error]))
            case .dead(let error):
                Log.warning("Job given up. It can be retried by hand.", context.merging(["error": error]))
            }
        }
    }

    /// Tells of jobs whose last attempt ended without a word.
    func report(_ buried: [Job]) {
        for job in buried {
            Metrics.current.add(
                to: .jobsFinished,
                [MetricLabel("kind", job.kind.rawValue), MetricLabel("outcome", "dead")]
            )
            Log.warning(
                "Job given up, because its worker died during the last attempt. It can be retried by hand.",
                ["job": job.id.rawValue, "kind": job.kind.rawValue]
            )
        }
    }

    /// As in `server-1/4711-x7k2`: no two are the same, though a machine gives out the numbers of its processes again.
    package static var processName: String {
        var name = [CChar](repeating: 0, count: 65)
        gethostname(&name, name.count - 1)
        let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let mark = String((0..<4).map { _ in "0123456789abcdefghijklmnopqrstuvwxyz".randomElement() ?? "0" })
        return "\(host)/\(getpid())-\(mark)"
    }
}

extension Settlement.Outcome {
    fileprivate var word: String {
        switch self {
        case .done: "done"
        case .snooze: "snoozed"
        case .retry: "failed"
        case .dead: "dead"
        case .release: "released"
        }
    }
}

/// Speaks up when the queue cannot be reached, and again when it can, but not at every try between.
struct Outage {
    private var isUnderway = false

    mutating func begin(_ error: any Error) {
        guard !isUnderway else { return }
        isUnderway = true
        Log.warning(
            "The queue cannot be reached, so no job begins; the worker goes on trying.",
            ["error": (error as? DatabaseError)?.message ?? "\(type(of: error))"]
        )
    }

    mutating func end() {
        guard isUnderway else { return }
        isUnderway = false
        Log.notice("The queue can be reached again.")
    }
}

extension DatabaseError {
    var isLostRaceForGroup: Bool { code == .uniqueViolation("jobs_one_leased_of_a_group") }
}
