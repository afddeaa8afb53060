import Glibc
import Synchronization

/// When a SQLite file is at rest: nobody in this process writes to it, or has done so a moment ago.
///
/// Who keeps a reading transaction open while it is, so as not to lock the file anew for every question, is told to let go
/// before anybody writes. So no such transaction misses what was committed, and none keeps the log from beginning anew.
final class Rest: Sendable {
    /// After a write, the next is expected for so many milliseconds.
    private static let pause: Int64 = 100

    /// The millisecond from which on the file is at rest, unless somebody begins to write until then.
    private let begins = Atomic<Int64>(0)
    private let sleepers = Mutex<[@Sendable () -> Void]>([])

    var isNow: Bool {
        let begins = begins.load(ordering: .acquiring)
        return begins == 0 || begins <= Rest.milliseconds
    }

    /// Has the body run before anybody writes. It waits for those who read under a lock that they took before, so that
    /// whoever finds the file at rest while holding that lock may rely on it until they give the lock back.
    func wake(_ body: @escaping @Sendable () -> Void) {
        sleepers.withLock { $0.append(body) }
    }

    func writerComes() {
        begins.store(.max, ordering: .sequentiallyConsistent)
        for wake in sleepers.withLock({ $0 }) { wake() }
    }

    func writerLeaves() { begins.store(Rest.milliseconds + Rest.pause, ordering: .sequentiallyConsistent) }

    private static var milliseconds: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC_COARSE, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }
}
