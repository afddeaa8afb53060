import Synchronization
import Telemetry

/// How often a key may ask: a bucket that fills steadily and is emptied by requests. Counted in each process by itself.
package final class RateLimit: Sendable {
    /// How many requests a key may make at once after a quiet time.
    private let burst: Double
    private let perSecond: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    private struct Bucket {
        var tokens: Double
        var at: Timestamp
    }

    package init(burst: Int = 200, perSecond: Int = 50) {
        self.burst = Double(burst)
        self.perSecond = Double(perSecond)
    }

    /// Takes one request from the key's bucket, or tells how long it takes until there is one.
    func take(_ key: String, at now: Timestamp) -> Duration? {
        buckets.withLock { buckets in
            if buckets.count > 10_000 { forgetFull(&buckets, at: now) }
            var bucket = buckets[key] ?? Bucket(tokens: burst, at: now)
            bucket.tokens = tokens(in: bucket, at: now)
            bucket.at = now
            let wait = bucket.tokens < 1 ? Duration.seconds((1 - bucket.tokens) / perSecond) : nil
            if wait == nil { bucket.tokens -= 1 }
            buckets[key] = bucket
            return wait
        }
    }

    private func tokens(in bucket: Bucket, at now: Timestamp) -> Double {
        min(burst, bucket.tokens + max(0, (now - bucket.at).inSeconds) * perSecond)
    }

    /// A bucket that is full says nothing.
    private func forgetFull(_ buckets: inout [String: Bucket], at now: Timestamp) {
        buckets = buckets.filter { tokens(in: $0.value, at: now) < burst }
    }
}
