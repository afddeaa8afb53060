import Crypto
import Database
import Store
import Telemetry

/// Counts attempts that may fail before they are made, so that many at once are no way around the limit.
struct Attempts {
    let organisation: ID<Organisation>
    let now: Timestamp

    /// Counts one more, or refuses with the time to wait.
    func count(_ kind: Throttle.Kind, _ subject: String, on db: isolated Connection) throws {
        let policy = ThrottlePolicy.of(kind)
        let hash = Digest.sha256(subject)
        let counted = try Throttle.count(
            kind,
            hash,
            in: organisation,
            at: now,
            forgottenBefore: now - policy.memory,
            on: db
        )
        guard let counted else {
            let until = try Throttle.find(kind, hash, in: organisation, on: db)?.blockedUntil ?? now
            throw Refusal.tooManyAttempts(retryAfter: max(.seconds(1), until - now))
        }
        let delay = policy.delay(afterFailures: counted.failures)
        if delay > .zero { try Throttle.block(kind, hash, in: organisation, until: now + delay, on: db) }
    }

    /// The attempt went well: nothing is held against the account any more, and against the address not this one.
    func succeeded(account: String, address: String?, on db: isolated Connection) throws {
        try Throttle.forget(.account, Digest.sha256(account), in: organisation, on: db)
        if let address { try Throttle.takeBack(.address, Digest.sha256(address), in: organisation, on: db) }
    }
}

extension Refusal {
    static func tooManyAttempts(retryAfter wait: Duration) -> Refusal {
        Refusal(
            .tooMany(retryAfter: wait),
            "sign-in.too-many-attempts",
            "There were too many attempts; wait \(words(for: wait)) and try again."
        )
    }

    /// The machine has more passwords to check than it can in a reasonable time.
    static let busy = Refusal(
        .tooMany(retryAfter: .seconds(5)),
        "server.busy",
        "Loam is very busy at the moment; try again in a few seconds."
    )

    private static func words(for wait: Duration) -> String {
        let seconds = wait.components.seconds + (wait.components.attoseconds > 0 ? 1 : 0)
        if seconds <= 90 { return "\(seconds) seconds" }
        return "\((seconds + 59) / 60) minutes"
    }
}

/// Runs what computes a password's hash; too much of it at once is a refusal, not a failure.
func computing<Value>(_ body: () async throws(CryptoError) -> Value) async throws -> Value {
    do throws(CryptoError) {
        return try await body()
    } catch {
        throw error.code == .busy ? Refusal.busy : error as any Error
    }
}
