import Dispatch
import Glibc
import Synchronization
import Telemetry

/// Turns the server's notifications into signals of this process, on a connection and a thread of its own.
///
/// It connects again by itself, and then wakes everybody, since it cannot know what it missed.
final class PostgresListener: Sendable {
    private struct State {
        var channels: Set<Channel> = []
        var isRunning = false
        var isStopped = false
        var stopper: CheckedContinuation<Void, Never>?
    }

    private let settings: PostgresConnection.Settings
    private let wakeups: Wakeups
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "database notifications")

    /// Rung when there is something new in the state.
    private let doorbell = Doorbell()

    init(_ settings: PostgresConnection.Settings, wakeups: Wakeups) {
        self.settings = settings
        self.wakeups = wakeups
    }

    /// Listens on the channel from now on; its sleepers are woken once that is so.
    func listen(_ channel: Channel) {
        let isFirst = state.withLock { state in
            guard !state.isStopped else { return false }
            state.channels.insert(channel)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if isFirst {
            let log = Log.current
            queue.async { self.run(log) }
        }
        doorbell.ring()
    }

    /// Returns when the connection is closed.
    func stop() async {
        await withCheckedContinuation { continuation in
            let isRunning = state.withLock { state in
                state.isStopped = true
                if state.isRunning { state.stopper = continuation }
                return state.isRunning
            }
            if isRunning { doorbell.ring() } else { continuation.resume() }
        }
    }

    private func run(_ log: Log) {
        var pause: Duration = .milliseconds(100)
        while !isStopped {
            do {
                let connection = try PostgresConnection.open(settings)
                pause = .milliseconds(100)
                try listen(on: connection)
            } catch {
                log.write(
                    .warning,
                    "The connection that listens for new work was lost; workers look by themselves until it is back.",
                    ["reason": error.message]
                )
                doorbell.wait(for: pause)
                pause = min(pause * 2, .seconds(5))
            }
        }
        let stopper = state.withLock { state in
            state.isRunning = false
            return state.stopper
        }
        stopper?.resume()
    }

    private var isStopped: Bool { state.withLock { $0.isStopped } }

    private func listen(on connection: borrowing PostgresConnection) throws(DatabaseError) {
        let schema = try connection.currentSchema()
        var heard: [String: Channel] = [:]
        while !isStopped {
            for channel in state.withLock({ $0.channels }) where heard[schema + "." + channel.name] == nil {
                try connection.execute("LISTEN " + quoted(identifier: schema + "." + channel.name))
                heard[schema + "." + channel.name] = channel
                wakeups.signal(channel)
            }
            for name in try connection.notifications(orUntil: doorbell) {
                if let channel = heard[name] { wakeups.signal(channel) }
            }
        }
    }
}

/// Wakes a thread that waits in `poll`.
final class Doorbell: Sendable {
    /// What to poll for reading.
    let descriptor: Int32
    private let button: Int32

    init() {
        var ends: (Int32, Int32) = (-1, -1)
        let code = withUnsafeMutableBytes(of: &ends) {
            pipe($0.baseAddress?.assumingMemoryBound(to: Int32.self))
        }
        precondition(code == 0, "The process has no file descriptor left.")
        (descriptor, button) = ends
        for end in [descriptor, button] {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(descriptor)
        close(button)
    }

    func ring() {
        // A pipe that is full has been rung often enough.
        var byte: UInt8 = 1
        _ = write(button, &byte, 1)
    }

    /// Takes back what was rung.
    func silence() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) > 0 {}
    }

    /// Blocks until it is rung or the time is over.
    func wait(for duration: Duration) {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if poll(&entry, 1, Int32(duration.milliseconds)) > 0 { silence() }
    }
}
