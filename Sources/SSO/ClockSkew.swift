import Telemetry

/// How far two clocks may be apart.
enum ClockSkew {
    static let allowed: Duration = .seconds(60)
}
