/// The log of the task at hand: where lines go, which are wanted, and what is known about the work (request id, job …).
///
/// The message is a static sentence that one can search for; values travel beside it. Never log a record's values.
package struct Log: Sendable {
    package enum Level: String, CaseIterable, Comparable, Sendable {
        case debug, info, notice, warning, error

        private var rank: Int {
            switch self {
            case .debug: 0
            case .info: 1
            case .notice: 2
            case .warning: 3
            case .error: 4
            }
        }

        package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
    }

    package struct Line: Sendable {
        package let time: Timestamp
        package let level: Level
        package let message: String
        package let metadata: LogMetadata
    }

    /// What this task and its children log to; `withContext` and `withLog` change it for a scope.
    @TaskLocal package static var current = Log(output: .silent, level: .error)

    package let output: LogOutput
    package let level: Level
    package let context: LogMetadata
    package let clock: WallClock
    /// Apart from the context, because every request has one and few write a line: it costs nothing until then.
    private var request: String?

    package init(output: LogOutput, level: Level, context: LogMetadata = [:], clock: WallClock = .system) {
        self.output = output
        self.level = level
        self.context = context
        self.clock = clock
    }

    /// The same log with more known about the work at hand.
    package func adding(_ metadata: LogMetadata) -> Log {
        var log = Log(output: output, level: level, context: context.merging(metadata), clock: clock)
        log.request = request
        return log
    }

    /// The same log with the id of the request at hand in every line.
    package func adding(request: String) -> Log {
        var log = self
        log.request = request
        return log
    }

    private var known: LogMetadata {
        guard let request else { return context }
        return (["request": request] as LogMetadata).merging(context)
    }

    package func write(_ level: Level, _ message: StaticString, _ metadata: LogMetadata = [:]) {
        guard level >= self.level else { return }
        output.write(
            Line(
                time: clock.now(),
                level: level,
                message: message.description,
                metadata: known.merging(metadata)
            )
        )
    }
}

extension Log {
    package static func debug(_ message: StaticString, _ metadata: @autoclosure () -> LogMetadata = [:]) {
        write(.debug, message, metadata)
    }

    package static func info(_ message: StaticString, _ metadata: @autoclosure () -> LogMetadata = [:]) {
        write(.info, message, metadata)
    }

    /// What an operator wants to see in a quiet week.
    package static func notice(_ message: StaticString, _ metadata: @autoclosure () -> LogMetadata = [:]) {
        write(.notice, message, metadata)
    }

    package static func warning(_ message: StaticString, _ metadata: @autoclosure () -> LogMetadata = [:]) {
        write(.warning, message, metadata)
    }

    /// Needs a person.
    package static func error(_ message: StaticString, _ metadata: @autoclosure () -> LogMetadata = [:]) {
        write(.error, message, metadata)
    }

    private static func write(_ level: Level, _ message: StaticString, _ metadata: () -> LogMetadata) {
        let log = current
        guard level >= log.level else { return }
        log.write(level, message, metadata())
    }

    /// Runs the body with more known about the work at hand: every line below carries it.
    package static func withContext<Result>(
        _ metadata: LogMetadata,
        _ body: () async throws -> Result
    ) async rethrows -> Result {
        try await $current.withValue(current.adding(metadata), operation: body)
    }
}
