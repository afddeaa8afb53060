import Synchronization
import Telemetry

/// What all connections of a server share.
final class ServerCore: Sendable {
    let router: Router
    let options: ServerOptions
    let lookout: Lookout
    let context: TaskContext
    let bodyMilliseconds: Int64
    let nextHeadMilliseconds: Int64
    let headMilliseconds: Int64
    /// A body up to this length is gathered before the handler starts.
    let gatheredLength = 16 * 1024
    /// How much of a body that nobody wants is read all the same, so that the client gets to read the answer.
    let drainedLength = 1 << 20
    private let requests = Atomic<Int>(0)
    private let stopping = Atomic<Bool>(false)

    init(router: Router, options: ServerOptions) {
        self.router = router
        self.options = options
        lookout = Lookout(connectionsPerAddress: options.limits.connectionsPerAddress)
        context = TaskContext()
        bodyMilliseconds = options.limits.bodyTime.milliseconds
        headMilliseconds = options.limits.headTime.milliseconds
        nextHeadMilliseconds = options.limits.idleTime.milliseconds + options.limits.headTime.milliseconds
    }

    var isStopping: Bool { stopping.load(ordering: .relaxed) }

    func stopAccepting() { stopping.store(true, ordering: .relaxed) }

    /// Requests whose head is there and whose answer is not out.
    var requestsUnderWay: Int { requests.load(ordering: .relaxed) }

    func began() { requests.wrappingAdd(1, ordering: .relaxed) }

    func ended() { requests.wrappingSubtract(1, ordering: .relaxed) }

    /// The answer of a route that need not wait, all of it in memory.
    func answerAtOnce(_ routed: RoutedRequest) -> Response? {
        guard routed.endpoint.runAtOnce != nil else { return nil }
        let response = context.bind { router.handleAtOnce(routed, log: context.log) }
        switch response?.body {
        case .empty, .bytes, .text: return response
        case .stream, .events, nil: return nil
        }
    }

    /// The answer to a request that no route gets to see, because of its head alone.
    func refusal(_ problem: Problem, _ request: Request) -> Response {
        context.bind { router.refuse(request, problem, log: context.log) }
    }

    func link(descriptor: Int32, peer: Peer) -> Link {
        let isTrusted =
            peer.address.map { address in options.trustedProxies.contains { $0.contains(address) } } ?? false
        return Link(descriptor: descriptor, peer: peer, isTLS: options.tls != nil, isTrusted: isTrusted)
    }
}

/// The task-local values of whoever started the server, for the tasks that no task starts.
struct TaskContext: Sendable {
    let log = Log.current
    private let metrics = Metrics.current
    private let tracer = Trace.tracer

    func sleep(_ duration: Duration) async throws { try await log.clock.sleep(duration) }

    func bind<Value>(_ body: () -> Value) -> Value {
        if metrics === Metrics.current, tracer == nil { return body() }
        return Metrics.$current.withValue(metrics) { Trace.$tracer.withValue(tracer, operation: body) }
    }

    /// Binds what is not as it is anyway; the log is bound by the router, which adds the request's id.
    func bind(_ body: () async -> Void) async {
        if metrics === Metrics.current, tracer == nil { return await body() }
        await Metrics.$current.withValue(metrics) {
            await Trace.$tracer.withValue(tracer) { await body() }
        }
    }
}

extension Duration {
    var milliseconds: Int64 { microseconds / 1000 }
}
