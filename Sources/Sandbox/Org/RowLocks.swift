import Synchronization
import Telemetry

/// One holder of locks: a batch.
final class LockTicket: Sendable {}

/// Which rows are held while batches work on them or on their children.
///
/// The database lets one writer in at a time. What can clash is a batch that holds on to its rows for a while after its
/// work, as Salesforce's long transactions do (`OrgSwitches.lockHold`).
final class RowLocks: Sendable {
    /// Thrown out of a transaction that is to be tried again when the rows are free.
    struct Blocked: Error {
        let keys: Set<String>
    }

    private let holders = Mutex<[String: LockTicket]>([:])

    /// Takes all of them, or none when some are held by others; returns those.
    func take(_ keys: Set<String>, _ ticket: LockTicket) -> Set<String> {
        holders.withLock { holders in
            let blocked = keys.filter { key in holders[key].map { $0 !== ticket } ?? false }
            if blocked.isEmpty {
                for key in keys { holders[key] = ticket }
            }
            return blocked
        }
    }

    func release(_ ticket: LockTicket) {
        holders.withLock { holders in holders = holders.filter { $0.value !== ticket } }
    }

    func release(_ ticket: LockTicket, after hold: Duration) async {
        if hold > .zero { try? await Log.current.clock.sleep(hold) }
        release(ticket)
    }

    /// Tries again and again while rows are held, until patience ends; the last try takes what is free.
    func waiting<Result>(
        _ switches: OrgSwitches,
        _ attempt: (_ mayWait: Bool) async throws -> Result
    ) async throws -> Result {
        let clock = Log.current.clock
        let deadline = clock.now() + switches.lockPatience
        while clock.now() < deadline {
            do {
                return try await attempt(true)
            } catch is Blocked {
                try await clock.sleep(.milliseconds(20))
            }
        }
        return try await attempt(false)
    }
}
