import Glibc

/// The pauses between the attempts of a transaction that met another: short at first, growing, each a bit different, so
/// that two that met do not meet again.
struct Repetition {
    private var attempts = 0
    private let end: ContinuousClock.Instant

    init(patience: Duration) {
        end = .now + patience
    }

    /// How long to wait before the next attempt; nil when the patience is at its end.
    mutating func next() -> Duration? {
        attempts += 1
        let longest = min(1_000_000, 2000 << min(attempts, 9))
        let pause = Duration.microseconds(Int64.random(in: Int64(longest / 2)...Int64(longest)))
        return ContinuousClock.now + pause < end ? pause : nil
    }
}

extension Database {
    static var processorCount: Int { max(2, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
