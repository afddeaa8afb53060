import HTTP
import Telemetry

extension Configuration {
    /// How other systems are called.
    func outgoing(environment: [String: String], clock: WallClock) -> HTTPClient.Options {
        var options = HTTPClient.Options()
        options.userAgent = "Loam/\(Version.number)"
        options.certificateAuthorities = self.outgoingCA
        options.proxy = ProxySettings(
            environment: self.outgoingProxy.map { ["http_proxy": $0, "https_proxy": $0] } ?? environment
        )
        options.clock = clock
        return options
    }
}
