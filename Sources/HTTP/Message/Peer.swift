/// Who is at the other end of the connection.
package struct Peer: Sendable, Hashable, CustomStringConvertible {
    /// Unknown where there is no network, as in a test.
    package let address: IPAddress?
    package let port: Int

    package init(address: IPAddress?, port: Int = 0) {
        self.address = address
        self.port = port
    }

    package static let unknown = Peer(address: nil)

    /// The address alone: what a log and a throttle want.
    package var description: String { address?.description ?? "unknown" }
}
