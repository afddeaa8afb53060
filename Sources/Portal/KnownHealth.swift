import Synchronization
import Telemetry

/// What was last found out about the installation, so that not every page looks anew.
final class KnownHealth: Sendable {
    private let look: @Sendable () async -> [Portal.Health]
    private let known = Mutex<(at: Timestamp, findings: [Portal.Health])?>(nil)

    init(_ look: @escaping @Sendable () async -> [Portal.Health]) {
        self.look = look
    }

    /// Looks now.
    func fresh(at now: Timestamp) async -> [Portal.Health] {
        let findings = await look()
        known.withLock { $0 = (now, findings) }
        return findings
    }

    /// What is not older than half a minute.
    func recent(at now: Timestamp) async -> [Portal.Health] {
        if let known = known.withLock({ $0 }), now < known.at + .seconds(30) { return known.findings }
        return await fresh(at: now)
    }
}
