import Telemetry

/// A part of the running program: it runs until it is asked to stop, then finishes what it has begun.
struct Part: Sendable {
    let name: String
    let run: @Sendable () async throws -> Void
    /// Returns once nothing is under way any more.
    let stop: @Sendable () async -> Void
}

/// Runs the parts side by side until the stream yields, then asks them to stop, the last one first.
///
/// What has not stopped when the time is up is cancelled. A part that ends by itself ends them all, and its error is
/// thrown once the others have stopped.
func runTogether(
    _ parts: [Part],
    until stop: AsyncStream<Void>,
    within patience: Duration,
    clock: WallClock,
    stopping: () -> Void = {}
) async throws {
    try await withThrowingTaskGroup(of: Ending.self) { group in
        for part in parts {
            group.addTask {
                try await part.run()
                return .part
            }
        }
        group.addTask {
            for await _ in stop { break }
            return .asked
        }
        var failure: (any Error)?
        do {
            _ = try await group.next()
        } catch {
            failure = error
        }
        stopping()
        await stopAll(parts, within: patience, clock: clock)
        group.cancelAll()
        while let result = await group.nextResult() {
            if case .failure(let error) = result, failure == nil, !(error is CancellationError) { failure = error }
        }
        if let failure { throw failure }
    }
}

private enum Ending: Sendable { case part, asked }

/// Returns when all have stopped or the time is up, whichever comes first.
private func stopAll(_ parts: [Part], within patience: Duration, clock: WallClock) async {
    await withTaskGroup(of: Bool.self) { group in
        group.addTask {
            try? await clock.sleep(patience)
            return false
        }
        // Each is asked at once, in order, so that what is asked later has no less time than what was asked before.
        for part in parts.reversed() {
            group.addImmediateTask {
                await part.stop()
                return true
            }
        }
        for _ in parts where await group.next() == false {
            Log.warning("Not all work was done in time; the rest is cut off.")
            break
        }
        group.cancelAll()
    }
}
