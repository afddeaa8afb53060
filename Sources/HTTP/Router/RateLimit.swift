import Synchronization
package import Telemetry

/// How often somebody may do something: a bucket that fills steadily and is emptied by each time. Counted in each
/// process by itself.
package final class RateLimit: Sendable {
    /// How many times in a row after a quiet time.
    private let burst: Double
    private let perSecond: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    private struct Bucket {
        var tokens: Double
        var at: Timestamp
    }

    /// The default is what a key may ask.
    package init(burst: Int = 200, perSecond: Int = 50) {
        self.burst = Double(burst)
        self.perSecond = Double(perSecond)
    }

    /// Takes one from the bucket of this name, or tells how long it takes until there is one.
    package func take(_ name: String, at now: Timestamp) -> Duration? {
        buckets.withLock { buckets in
            if buckets.count > 10_000 { forgetFull(&buckets, at: now) }
            var bucket = buckets[name] ?? Bucket(tokens: burst, at: now)
            bucket.tokens = tokens(in: bucket, at: now)
            bucket.at = now
            let wait = wait(for: bucket)
            if wait == nil { bucket.tokens -= 1 }
            buckets[name] = bucket
            return wait
        }
    }

    private func wait(for bucket: Bucket) -> Duration? {
        bucket.tokens < 1 ? .seconds((1 - bucket.tokens) / perSecond) : nil
    }

    private func tokens(in bucket: Bucket, at now: Timestamp) -> Double {
        min(burst, bucket.tokens + max(0, (now - bucket.at).inSeconds) * perSecond)
    }

    /// A bucket that is full says nothing.
    private func forgetFull(_ buckets: inout [String: Bucket], at now: Timestamp) {
        buckets = buckets.filter { tokens(in: $0.value, at: now) < burst }
    }
}
