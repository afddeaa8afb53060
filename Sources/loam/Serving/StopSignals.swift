import Dispatch
import Glibc
import Synchronization
import Telemetry

/// SIGTERM and SIGINT, turned into a wish to stop.
///
/// The second signal ends the process at once, and so does the time when even what could not be stopped must be over.
final class StopSignals: Sendable {
    /// Yields once, at the first signal, and ends.
    let first: AsyncStream<Void>
    private let sources: Mutex<[any DispatchSourceSignal]>

    init(endingAfter limit: Duration) {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let received = SignalCount()
        first = stream
        sources = Mutex(
            [SIGTERM, SIGINT].map { number in
                let source = DispatchSource.makeSignalSource(signal: number)
                source.setEventHandler {
                    guard received.next() == 1 else { _exit(ExitCode.failed.rawValue) }
                    continuation.yield()
                    continuation.finish()
                    DispatchQueue.global().asyncAfter(deadline: .now() + limit.inSeconds) {
                        FileDescriptor.standardError.write("Error: The process did not stop in time and ends now.\n")
                        _exit(ExitCode.failed.rawValue)
                    }
                }
                let registered = DispatchSemaphore(value: 0)
                source.setRegistrationHandler { registered.signal() }
                source.resume()
                registered.wait()
                // What comes earlier ends the process, which has begun nothing yet. Nothing may set the signal's action: ignored
                // before, a signal would be lost in between, and the process would never stop; ignored after, all would.
                return source
            }
        )
    }
}

private final class SignalCount: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
