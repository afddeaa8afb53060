import Synchronization
import Telemetry

/// One request and its answer, between the library's thread and the handler's task.
///
/// A handler that never waits is answered inside the library's callback. Any other suspends the connection and resumes
/// it when there is something to do. Whoever suspends or resumes holds the lock, so that the two cannot cross.
final class Exchange: Sendable {
    let core: ServerCore
    let link: Link
    let target: Target
    private let connection: ConnectionHandle
    private let state: Mutex<State>

    /// What the library's callback is to do next.
    enum Step {
        case proceed
        case answer(Response, closing: Bool)
        case close
    }

    fileprivate enum Suspension { case none, untilRead, untilAnswer, untilWritten }

    fileprivate enum Output { case open, whole, broken }

    fileprivate enum Answer {
        case none
        case ready(Response)
        /// In the library's hands.
        case given
    }

    fileprivate struct State {
        var hasHead = false
        var request: Request?
        var isStarted = false
        var task: Task<Void, Never>?
        var answer = Answer.none
        /// The library is done with the request: the connection must not be touched any more.
        var isOver = false
        var isAborted = false
        var suspension = Suspension.none

        var incoming: [UInt8] = []
        var expected: Int?
        /// Past this, what comes is not even thrown away any more.
        var mostToRead = Int.max
        var received = 0
        var sinceProgress = 0
        var isWhole = false
        var reader: CheckedContinuation<[UInt8]?, any Error>?

        var outgoing: [UInt8] = []
        var sent = 0
        var output = Output.open
        var isEventStream = false
        var writer: CheckedContinuation<Void, any Error>?
    }

    init(core: ServerCore, link: Link, connection: ConnectionHandle, target: Target) {
        self.core = core
        self.link = link
        self.connection = connection
        self.target = target
        state = Mutex(State())
    }

    // MARK: From the library's thread

    var hasHead: Bool { state.withLock { $0.hasHead } }

    /// The head is there. Whether a body follows is known, not yet the body.
    func headArrived(_ head: RequestHead) -> Step {
        core.began()
        link.expectNothing()
        state.withLock { $0.hasHead = true }
        let request = head.request(body: head.hasBody ? .incoming(self) : .empty)
        if let problem = head.problem { return .answer(core.refusal(problem, request), closing: true) }
        guard head.hasBody else {
            state.withLock { state in
                state.request = request
                state.isWhole = true
            }
            return .proceed
        }
        let limit = core.router.bodyLimit(for: request)
        if let length = head.contentLength, length > limit {
            return .answer(core.refusal(.contentTooLarge(limit: limit), request), closing: true)
        }
        link.expectWithin(core.bodyMilliseconds)
        state.withLock { state in
            state.request = request
            state.expected = head.contentLength
            state.mostToRead = limit > .max - core.drainedLength ? .max : limit + core.drainedLength
        }
        // A short body is gathered first: then the handler need not wait for it, nor the connection for the handler.
        if head.expectsContinue || (head.contentLength ?? 0) > core.gatheredLength { start() }
        return earlyAnswer(isAwaited: head.expectsContinue)
    }

    func bodyArrived(_ bytes: UnsafeBufferPointer<UInt8>) -> Step {
        let mustStart = state.withLock { state in
            state.received += bytes.count
            state.sinceProgress += bytes.count
            if state.sinceProgress >= core.options.limits.bodyProgress {
                state.sinceProgress = 0
                link.expectWithin(core.bodyMilliseconds)
            }
            // Once there is an answer, the rest is only taken off the line.
            if case .none = state.answer {
                state.incoming.append(contentsOf: bytes)
                if let reader = state.takeReader() { reader.resume(returning: state.takeIncoming()) }
            }
            return !state.isStarted && state.incoming.count >= core.gatheredLength
        }
        if mustStart { start() }
        return state.withLock { state in
            if state.isAborted || state.received > state.mostToRead { return .close }
            if case .none = state.answer, state.incoming.count >= core.options.limits.buffer {
                return suspend(&state, .untilRead)
            }
            return .proceed
        }
    }

    /// The request is there in full; called again after each resumption until there is an answer.
    func requestArrived() -> Step {
        let mustStart = state.withLock { state in
            if !state.isWhole {
                state.isWhole = true
                link.expectNothing()
                if let reader = state.takeReader() {
                    reader.resume(returning: state.incoming.isEmpty ? nil : state.takeIncoming())
                }
            }
            return !state.isStarted
        }
        if mustStart { start() }
        return state.withLock { state in
            if state.isAborted { return .close }
            if let response = state.takeAnswer() { return .answer(response, closing: core.isStopping) }
            return suspend(&state, .untilAnswer)
        }
    }

    /// The answer went out, or the connection broke: nothing may touch it from here on.
    func requestOver() {
        let task = state.withLock { state in
            state.isOver = true
            if state.hasHead { core.ended() }
            state.output = .broken
            state.answer = .given
            state.takeReader()?.resume(throwing: CancellationError())
            state.takeWriter()?.resume(throwing: CancellationError())
            return state.task.take()
        }
        // Not under the lock: what runs on cancellation takes it.
        task?.cancel()
        link.expectWithin(core.nextHeadMilliseconds)
    }

    enum Portion: Equatable {
        case bytes(Int)
        /// None yet; the connection is suspended until there are.
        case later
        case end
        case broken
    }

    /// Hands over bytes of a streamed answer.
    func takeOutput(_ buffer: UnsafeMutableRawBufferPointer) -> Portion {
        state.withLock { state in
            if state.isAborted { return .broken }
            let count = min(state.outgoing.count - state.sent, buffer.count)
            guard count > 0 else {
                switch state.output {
                case .whole: return .end
                case .broken: return .broken
                case .open:
                    guard case .proceed = suspend(&state, .untilWritten) else { return .broken }
                    return .later
                }
            }
            state.outgoing.withUnsafeBytes { bytes in
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[state.sent..<state.sent + count]))
            }
            state.sent += count
            let half = core.options.limits.buffer / 2
            if state.sent == state.outgoing.count || state.sent >= half {
                state.outgoing.removeFirst(state.sent)
                state.sent = 0
            }
            if state.outgoing.count - state.sent <= half { state.takeWriter()?.resume() }
            return .bytes(count)
        }
    }

    /// Where the rest of a long body need not be read, the answer goes out at once and the connection ends with it.
    private func earlyAnswer(isAwaited: Bool) -> Step {
        state.withLock { state in
            let isLong = state.expected.map { $0 > core.drainedLength } ?? false
            guard isAwaited || isLong, let response = state.takeAnswer() else { return .proceed }
            return .answer(response, closing: true)
        }
    }

    // MARK: From the lookout

    /// The client closed its end while we worked: the handler's task is cancelled.
    func clientLeft() {
        let task = state.withLock { state -> Task<Void, Never>? in
            guard !state.isOver else { return nil }
            state.isAborted = true
            state.takeReader()?.resume(throwing: CancellationError())
            state.takeWriter()?.resume(throwing: CancellationError())
            resume(&state)
            return state.task.take()
        }
        task?.cancel()
    }

    /// The server closes and waits no longer.
    func abort() { clientLeft() }

    /// The server stops: a stream of events, which would never end, ends now.
    func endEvents() {
        let task = state.withLock { state -> Task<Void, Never>? in
            guard state.isEventStream, state.output == .open else { return nil }
            state.output = .whole
            state.takeWriter()?.resume(throwing: CancellationError())
            resume(&state)
            return state.task
        }
        task?.cancel()
    }

    // MARK: From the handler's task

    /// The bytes of the body that have come since, as soon as there are any.
    func nextPiece() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                state.withLock { state in
                    if !state.incoming.isEmpty {
                        continuation.resume(returning: state.takeIncoming())
                        if state.suspension == .untilRead { resume(&state) }
                    } else if state.isWhole {
                        continuation.resume(returning: nil)
                    } else if case .ready = state.answer {
                        continuation.resume(throwing: BodyGone())
                    } else if case .given = state.answer {
                        continuation.resume(throwing: BodyGone())
                    } else if state.isOver || state.isAborted || Task.isCancelled {
                        continuation.resume(throwing: CancellationError())
                    } else {
                        state.reader = continuation
                    }
                }
            }
        } onCancel: {
            state.withLock { $0.takeReader()?.resume(throwing: CancellationError()) }
        }
    }

    private func start() {
        let request = state.withLock { state in
            state.isStarted = true
            return state.request.take()
        }
        guard let request else { return }
        let routed = core.router.routed(request)
        if let response = core.answerAtOnce(routed) { return answer(response, .whole) }
        let task = Task.immediate { await self.run(routed) }
        state.withLock { state in
            // A handler that is done needs no owner any more.
            if state.output == .open { state.task = task }
        }
    }

    private func run(_ routed: RoutedRequest) async {
        await core.context.bind {
            let request = routed.request
            let response = await core.router.handle(routed, log: core.context.log)
            switch response.body {
            case .stream, .events:
                let hasBody = request.method != .head && !response.status.forbidsBody
                answer(response, hasBody ? .open : .whole)
                if hasBody { await stream(response.body) }
            case .empty, .bytes, .text: answer(response, .whole)
            }
        }
    }

    private func stream(_ body: ResponseBody) async {
        await Log.$current.withValue(core.context.log) {
            switch body {
            case .stream(let stream): await write { try await stream.write($0) }
            case .events(let events): await write { try await events.write(to: $0, sleep: core.context.sleep) }
            case .empty, .bytes, .text: break
            }
        }
    }

    private func answer(_ response: Response, _ output: Output) {
        state.withLock { state in
            guard !state.isOver else { return }
            state.answer = .ready(response)
            state.output = output
            if case .events = response.body { state.isEventStream = true }
            // What has not been read by now never will be.
            if !state.isWhole { state.incoming = [] }
            resume(&state)
        }
    }

    private func write(_ body: (ByteWriter) async throws -> Void) async {
        let output: Output
        do {
            try await body(ByteWriter { try await self.put($0) })
            output = .whole
        } catch {
            output = .broken
        }
        state.withLock { state in
            if state.output == .open { state.output = output }
            if state.suspension == .untilWritten { resume(&state) }
        }
    }

    /// Takes bytes of a streamed answer; waits while more wait to be sent than the buffer is for.
    private func put(_ bytes: [UInt8]) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                state.withLock { state in
                    guard !state.isOver, !state.isAborted, state.output == .open, !Task.isCancelled else {
                        continuation.resume(throwing: CancellationError())
                        return
                    }
                    state.outgoing += bytes
                    if state.suspension == .untilWritten { resume(&state) }
                    if state.outgoing.count - state.sent < core.options.limits.buffer {
                        continuation.resume()
                    } else {
                        state.writer = continuation
                    }
                }
            }
        } onCancel: {
            state.withLock { $0.takeWriter()?.resume(throwing: CancellationError()) }
        }
    }

    // MARK: Suspending, under the lock

    private func suspend(_ state: inout State, _ suspension: Suspension) -> Step {
        // The library goes on with chunks that it has read already; a connection must not be suspended twice.
        guard state.suspension == .none else { return .proceed }
        guard core.lookout.watch(self) else {
            state.isAborted = true
            return .close
        }
        // Our turn now: the client is not late while we let it wait.
        link.expectNothing()
        state.suspension = suspension
        connection.suspend()
        return .proceed
    }

    private func resume(_ state: inout State) {
        guard state.suspension != .none, !state.isOver else { return }
        if state.suspension == .untilRead { link.expectWithin(core.bodyMilliseconds) }
        state.suspension = .none
        // In this order: a server that stops resumes all that are watched, and must find none that is suspended.
        connection.resume()
        core.lookout.forget(self)
    }
}

extension Exchange.State {
    fileprivate mutating func takeReader() -> CheckedContinuation<[UInt8]?, any Error>? { reader.take() }

    fileprivate mutating func takeWriter() -> CheckedContinuation<Void, any Error>? { writer.take() }

    fileprivate mutating func takeIncoming() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &incoming)
        return taken
    }

    fileprivate mutating func takeAnswer() -> Response? {
        guard case .ready(let response) = answer else { return nil }
        answer = .given
        return response
    }
}

/// The body was read after the answer was given, when the rest of it was thrown away already.
struct BodyGone: Error {}
