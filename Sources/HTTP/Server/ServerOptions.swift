package import Crypto

/// Where and how a server listens.
package struct ServerOptions: Sendable {
    /// A name or an address; `0.0.0.0` or `::` for every one that the machine has.
    package var host = "127.0.0.1"
    /// 0 takes a port that is free.
    package var port = 8080
    package var tls: TLS?
    package var limits = ServerLimits()
    /// Only what comes from here may say, by X-Forwarded-For and its like, on whose behalf it asks.
    package var trustedProxies: [AddressRange] = []
    /// Threads that read and write. At least two: one alone all but stalls at some hundred connections.
    package var threads: Int?
    /// How long requests under way may take once the server is told to stop.
    package var grace = Duration.seconds(20)

    package init(host: String = "127.0.0.1", port: Int = 8080, tls: TLS? = nil) {
        self.host = host
        self.port = port
        self.tls = tls
    }

    /// A certificate and its key, both as PEM text.
    package struct TLS: Sendable {
        package let certificate: String
        package let key: Secret

        package init(certificate: String, key: Secret) {
            self.certificate = certificate
            self.key = key
        }
    }
}

/// What one client may take of the server.
package struct ServerLimits: Sendable {
    /// Memory of one connection, in bytes; about three quarters of it is what a request's head may fill.
    package var connectionMemory = 24 * 1024
    package var fields = 100
    /// How long the head of a request may take to arrive.
    package var headTime = Duration.seconds(15)
    /// How long a connection may do nothing.
    package var idleTime = Duration.seconds(75)
    /// A body must bring at least `bodyProgress` bytes in each of these spans.
    package var bodyTime = Duration.seconds(30)
    package var bodyProgress = 16 * 1024
    package var connections = 10_000
    /// For one address; the machine itself and trusted proxies are not counted.
    package var connectionsPerAddress = 256
    /// Bytes that wait in memory, for one request, until the handler or the client takes them.
    package var buffer = 64 * 1024

    package init() {}
}
