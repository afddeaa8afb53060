internal import CCurl
import Glibc
import Synchronization

/// The thread on which libcurl works, and the way to ask it for something.
///
/// libcurl's rule is one thread for each multi handle. Everything that touches the handle runs in `CurlThread`; only
/// `curl_multi_wakeup` may be called from elsewhere, and it is, under the lock that also guards the end of the handle.
final class CurlLoop: Sendable {
    enum Command: Sendable {
        case start(CurlCall)
        case cancel(CurlCall.ID)
        case resumeReceiving(CurlCall.ID)
        case resumeSending(CurlCall.ID)
        case stop
    }

    private let inbox: Mutex<Inbox>

    private struct Inbox {
        var commands: [Command] = []
        /// Nil once the thread has freed the handle.
        var multi: MultiHandle?
    }

    init() throws(HTTPClientError) {
        _ = libcurl
        guard let pointer = curl_multi_init() else {
            throw HTTPClientError(.invalidRequest, "The HTTP client could not start: memory ran out.")
        }
        let multi = MultiHandle(pointer: pointer)
        inbox = Mutex(Inbox(multi: multi))
        let body = Unmanaged.passRetained(ThreadBody { [self] in CurlThread(loop: self, multi: multi.pointer).run() })
        var thread = pthread_t()
        let code = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            },
            body.toOpaque()
        )
        guard code == 0 else {
            body.release()
            curl_multi_cleanup(multi.pointer)
            throw HTTPClientError(.invalidRequest, "The HTTP client could not start: the system gave it no thread.")
        }
        pthread_detach(thread)
    }

    /// After `stop` there is nobody left to obey: a request under way keeps its client, and so the loop, going.
    func send(_ command: Command) {
        inbox.withLock { inbox in
            guard let multi = inbox.multi else { return }
            inbox.commands.append(command)
            curl_multi_wakeup(multi.pointer)
        }
    }

    fileprivate func takeCommands() -> [Command] {
        inbox.withLock { inbox in
            defer { inbox.commands.removeAll(keepingCapacity: true) }
            return inbox.commands
        }
    }

    fileprivate func close() { inbox.withLock { $0.multi = nil } }
}

/// Safe to send: the pointer is used by the one curl thread, and by `curl_multi_wakeup`, which any thread may call.
private struct MultiHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// Initialises libcurl, once in the process; it may be asked for again, as it counts.
private let libcurl: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

/// The work of the curl thread. Never leaves it, so nothing in here needs a lock.
private final class CurlThread {
    private let loop: CurlLoop
    private let multi: UnsafeMutableRawPointer
    private var transfers: [CurlCall.ID: CurlTransfer] = [:]
    private var byHandle: [UnsafeMutableRawPointer: CurlTransfer] = [:]
    private var nextIdleCheck: ContinuousClock.Instant?

    init(loop: CurlLoop, multi: UnsafeMutableRawPointer) {
        self.loop = loop
        self.multi = multi
        // One request at a time on an HTTP/2 connection, so that an unread answer stops its connection. A shared one
        // is read on for the others, and libcurl keeps up to 32 MB of each answer that nobody reads.
        _ = ccurl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_NOTHING))
    }

    func run() {
        while obey(loop.takeCommands()) {
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            finishDone()
            endIdle()
            curl_multi_poll(multi, nil, 0, pollTimeout(), nil)
        }
        loop.close()
        for transfer in transfers.values { finish(transfer, .failure(CancellationError())) }
        curl_multi_cleanup(multi)
    }

    /// False when it is time to stop.
    private func obey(_ commands: [CurlLoop.Command]) -> Bool {
        for command in commands {
            switch command {
            case .start(let call): start(call)
            case .cancel(let id): if let transfer = transfers[id] { finish(transfer, .failure(CancellationError())) }
            case .resumeReceiving(let id): transfers[id]?.resumeReceiving()
            case .resumeSending(let id): transfers[id]?.resumeSending()
            case .stop: return false
            }
        }
        return true
    }

    private func start(_ call: CurlCall) {
        guard let transfer = CurlTransfer(call), curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
            call.end(.failure(HTTPClientError(.invalidRequest, "The request could not be started: memory ran out.")))
            return
        }
        transfers[call.id] = transfer
        byHandle[transfer.easy] = transfer
        if let idle = call.limits.idle { noteIdleDeadline(.now + idle) }
    }

    private func finishDone() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                let transfer = byHandle[easy]
            else { continue }
            finish(transfer, transfer.result(of: message.pointee.data.result))
        }
    }

    private func finish(_ transfer: CurlTransfer, _ result: Result<Void, any Error>) {
        transfers[transfer.call.id] = nil
        byHandle[transfer.easy] = nil
        curl_multi_remove_handle(multi, transfer.easy)
        transfer.call.end(result)
    }

    // MARK: - Idle connections

    private func noteIdleDeadline(_ deadline: ContinuousClock.Instant) {
        nextIdleCheck = nextIdleCheck.map { min($0, deadline) } ?? deadline
    }

    /// Looks at the transfers only when the earliest could be due: activity makes deadlines later, never earlier.
    private func endIdle() {
        guard let check = nextIdleCheck, check <= .now else { return }
        nextIdleCheck = nil
        let now = ContinuousClock.now
        for transfer in transfers.values {
            guard let deadline = transfer.idleDeadline(now: now) else { continue }
            if deadline <= now {
                finish(transfer, .failure(transfer.timeout(.idle)))
            } else {
                noteIdleDeadline(deadline)
            }
        }
    }

    private func pollTimeout() -> Int32 {
        guard let nextIdleCheck else { return 60_000 }
        let left = ContinuousClock.now.duration(to: nextIdleCheck)
        return Int32(min(max(0, left / .milliseconds(1)), 60_000).rounded(.up))
    }
}
