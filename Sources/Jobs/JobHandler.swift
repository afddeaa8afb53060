import Database
import Telemetry

/// What does the jobs of one kind.
///
/// A job may be given to it more than once, when a worker dies at the wrong moment: what it does must bear repetition, or
/// be guarded by the lease.
package struct JobHandler: Sendable {
    package let kind: JobKind
    let perform: @Sendable (Job, Lease) async throws -> Verdict

    package init(_ kind: JobKind, _ perform: @escaping @Sendable (Job, Lease) async throws -> Verdict) {
        self.kind = kind
        self.perform = perform
    }
}

extension JobHandler {
    /// How an attempt ended.
    enum Ending: Sendable {
        case verdict(Verdict)
        case failed(String)
        /// The worker stops, and the handler was cancelled.
        case interrupted
        /// The job is no longer ours.
        case lost
    }

    /// Runs the handler until it ends or the lease is lost, which cancels it.
    func attempt(_ job: Job, _ lease: Lease) async -> Ending {
        await withTaskGroup(of: Ending?.self) { group in
            group.addTask { await run(job, lease) }
            group.addTask {
                await lease.untilLost()
                return nil
            }
            var ending = Ending.lost
            for await result in group {
                // Whichever is over first ends the other.
                group.cancelAll()
                if let result { ending = result }
            }
            return ending
        }
    }

    private func run(_ job: Job, _ lease: Lease) async -> Ending {
        do {
            return .verdict(try await perform(job, lease))
        } catch {
            if lease.isLost || error is LeaseLost { return .lost }
            if Task.isCancelled { return .interrupted }
            return .failed(sentence(for: error))
        }
    }
}

/// What is kept of an error: the sentence where it is known to hold no values, otherwise its kind alone.
private func sentence(for error: any Error) -> String {
    switch error {
    case let failure as JobFailure: failure.description
    case let error as DatabaseError: error.message
    default: "The attempt failed with an error of the kind \(type(of: error)); the log of the worker may tell more."
    }
}
