import Synchronization

/// A piece of work under way, with what is known about it so far.
package final class Span: Sendable {
    package enum Kind: Sendable { case `internal`, server, client, producer, consumer }

    package let context: TraceParent
    private let kind: Kind
    private let parentID: UInt64?
    private let start: Timestamp
    private let state: Mutex<State>

    private struct State {
        var name: String
        var attributes: LogMetadata
        var failure: String?
    }

    init(
        name: String,
        kind: Kind,
        context: TraceParent,
        parentID: UInt64?,
        start: Timestamp,
        attributes: LogMetadata
    ) {
        self.context = context
        self.kind = kind
        self.parentID = parentID
        self.start = start
        state = Mutex(State(name: name, attributes: attributes))
    }

    /// Gives the span a better name once it is known, such as the route instead of the method.
    package func rename(_ name: String) { state.withLock { $0.name = name } }

    package func add(_ attributes: LogMetadata) {
        state.withLock { $0.attributes = $0.attributes.merging(attributes) }
    }

    /// Marks the work as failed; the text names the kind of failure and holds no values.
    package func fail(_ failure: String) { state.withLock { $0.failure = failure } }

    func finished(at end: Timestamp) -> FinishedSpan {
        let state = state.withLock { $0 }
        return FinishedSpan(
            context: context,
            parentID: parentID,
            name: state.name,
            kind: kind,
            start: start,
            end: max(start, end),
            attributes: state.attributes,
            failure: state.failure
        )
    }
}

/// A piece of work that ended, as a collector wants to know it.
package struct FinishedSpan: Sendable {
    package let context: TraceParent
    package let parentID: UInt64?
    package let name: String
    package let kind: Span.Kind
    package let start: Timestamp
    package let end: Timestamp
    package let attributes: LogMetadata
    package let failure: String?

    package init(
        context: TraceParent,
        parentID: UInt64?,
        name: String,
        kind: Span.Kind,
        start: Timestamp,
        end: Timestamp,
        attributes: LogMetadata,
        failure: String?
    ) {
        self.context = context
        self.parentID = parentID
        self.name = name
        self.kind = kind
        self.start = start
        self.end = end
        self.attributes = attributes
        self.failure = failure
    }
}
