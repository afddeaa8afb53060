import Crypto
import HTTP

extension Configuration {
    /// Where and how the server listens.
    func serverOptions(port: Int) throws -> ServerOptions {
        var options = ServerOptions(host: self.host, port: port, tls: try tls())
        options.limits.connectionMemory = self.limitsHead * 4 / 3
        options.limits.headTime = self.limitsHeadTime
        options.limits.bodyTime = self.limitsBodyTime
        options.limits.idleTime = self.limitsIdle
        options.limits.connections = self.limitsConnections
        options.limits.connectionsPerAddress = self.limitsConnectionsPerAddress
        options.trustedProxies = self.trustedProxies.compactMap { AddressRange($0) }
        options.grace = self.stopWithin
        return options
    }

    private func tls() throws -> ServerOptions.TLS? {
        guard let certificate = self.tlsCertificate, let key = self.tlsKey else { return nil }
        return ServerOptions.TLS(
            certificate: String(decoding: try fileBytes(certificate), as: UTF8.self),
            key: Secret(try fileBytes(key))
        )
    }
}
