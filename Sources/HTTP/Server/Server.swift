import Glibc
import Synchronization
import Telemetry

/// Serves a router over HTTP/1.1, with TLS or without.
package final class Server: Sendable {
    private let core: ServerCore
    private let daemon: MicroHTTPD
    private let grace: Duration
    private let stopped = Mutex(false)
    /// Where it listens: the port is the one that was asked for, or the one that the system chose.
    package let host: String
    package let port: Int

    /// Listens and serves from the moment it returns; log, metrics and traces are those of the calling task.
    package init(_ router: Router, _ options: ServerOptions = ServerOptions()) throws(ServerError) {
        Server.allowManyDescriptors(options.limits.connections)
        core = ServerCore(router: router, options: options)
        let listener = try Listener.open(host: options.host, port: options.port)
        daemon = try MicroHTTPD(core: core, listener: listener.descriptor)
        host = options.host
        port = listener.port
        grace = options.grace
        let lookout = core.lookout
        startThread { lookout.run() }
    }

    package var url: String {
        let isLiteral6 = host.contains(":")
        return (core.options.tls == nil ? "http" : "https") + "://" + (isLiteral6 ? "[\(host)]" : host) + ":\(port)"
    }

    /// Requests being answered, for a gauge.
    package var requestsUnderWay: Int { core.requestsUnderWay }

    /// Open connections, for a gauge.
    package var connections: Int { core.lookout.connections }

    /// Serves until the task is cancelled, then stops gracefully.
    package func run() async {
        let clock = Log.current.clock
        while !Task.isCancelled { try? await clock.sleep(.hours(24)) }
        await stop()
    }

    /// Takes no more connections, lets the requests under way finish within the time of grace, then closes.
    package func stop() async {
        let isFirst = stopped.withLock { stopped in
            defer { stopped = true }
            return !stopped
        }
        guard isFirst else { return }
        // A task of its own, because the one that stops the server has often been cancelled itself.
        await Task { await self.drain() }.value
        await withCheckedContinuation { continuation in
            let (core, daemon) = (core, daemon)
            // Waits for the library's threads, so it has a thread of its own.
            startThread {
                for exchange in core.lookout.closeSuspension() { exchange.abort() }
                daemon.stop()
                core.lookout.end()
                continuation.resume()
            }
        }
    }

    private func drain() async {
        core.stopAccepting()
        daemon.stopAccepting()
        let deadline = monotonicMilliseconds() + grace.milliseconds
        while core.requestsUnderWay > 0, monotonicMilliseconds() < deadline {
            for exchange in core.lookout.suspended { exchange.endEvents() }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Each connection takes a descriptor; the usual soft limit of 1,024 is for programs that use `select`.
    private static func allowManyDescriptors(_ connections: Int) {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        let wanted = rlim_t(connections + 512)
        guard limit.rlim_cur < wanted else { return }
        limit.rlim_cur = min(wanted, limit.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

/// Runs the body on a thread of its own.
private func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Body(body)).toOpaque()
    let result = pthread_create(
        &thread,
        nil,
        { context in
            if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
            return nil
        },
        context
    )
    precondition(result == 0, "The system gave no thread.")
    pthread_detach(thread)
}
