import Telemetry

/// What a run does with a batch, one after the other; of several batches at the same time.
enum RunStage: String {
    /// Fetching a page of the org's answer, and keeping it.
    case reading
    /// Finding which profiles the records are, and what is known of those.
    case matching
    /// Deciding what becomes of each record by itself.
    case drafting
    /// Giving each its price, and keeping what was decided.
    case planning
    /// Reading a plan back, and making rows of it.
    case preparing
    /// Asking the org what has changed since, telling it, and waiting for its answers.
    case writing
    case settling

    /// Does a piece of the stage's work, and counts how long it took.
    func timed<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        let began = ContinuousClock.now
        defer {
            Metrics.current.observe(ContinuousClock.now - began, .runStageSeconds, [MetricLabel("stage", rawValue)])
        }
        return try await body()
    }
}
