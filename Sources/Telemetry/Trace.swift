/// Spans of the task at hand. With no tracer bound, a span costs one look at a task-local value.
package enum Trace {
    /// Keeps the spans of this task and its children; bound once around the process, nil where nobody collects them.
    @TaskLocal package static var tracer: Tracer?

    /// The span that the task is in.
    @TaskLocal package static var current: Span?

    /// Runs the body as a span: a child of `parent`, else of the current span, else the first of a new trace.
    ///
    /// A body that throws marks the span as failed with the name of the error's type, never with its text.
    package static func span<Result>(
        _ name: @autoclosure () -> String,
        kind: Span.Kind = .internal,
        parent: TraceParent? = nil,
        _ attributes: @autoclosure () -> LogMetadata = [:],
        _ body: () async throws -> Result
    ) async rethrows -> Result {
        guard let tracer else { return try await body() }
        let parent = parent ?? current?.context
        let span = Span(
            name: name(),
            kind: kind,
            context: tracer.context(below: parent),
            parentID: parent?.spanID,
            start: tracer.clock.now(),
            attributes: attributes()
        )
        defer { if span.context.isSampled { tracer.keep(span.finished(at: tracer.clock.now())) } }
        do {
            return try await $current.withValue(span, operation: body)
        } catch {
            span.fail(String(describing: type(of: error)))
            throw error
        }
    }
}

/// Decides which traces are kept, and takes the spans that ended.
package struct Tracer: Sendable {
    package let clock: WallClock
    package let keep: @Sendable (FinishedSpan) -> Void
    private let threshold: UInt64

    /// Keeps this share of the traces that begin here; a trace that began elsewhere is kept when its parent says so.
    package init(
        share: Double = 1,
        clock: WallClock = .system,
        keep: @escaping @Sendable (FinishedSpan) -> Void
    ) {
        self.clock = clock
        self.keep = keep
        threshold = UInt64(min(max(share, 0), 1) * Double(UInt64(1) << 56))
    }

    func context(below parent: TraceParent?) -> TraceParent {
        let spanID = UInt64.random(in: 1...UInt64.max)
        if let parent {
            return TraceParent(traceID: parent.traceID, spanID: spanID, isSampled: parent.isSampled)
        }
        let traceID = TraceID(high: .random(in: 0...UInt64.max), low: .random(in: 1...UInt64.max))
        // The low 56 bits decide, so that every system that samples by the trace's id agrees.
        let isSampled = traceID.low & ((1 << 56) - 1) < threshold
        return TraceParent(traceID: traceID, spanID: spanID, isSampled: isSampled)
    }
}
