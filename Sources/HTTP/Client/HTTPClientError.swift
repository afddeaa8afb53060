/// Why a request got no answer, or not all of it.
///
/// The sentence names the host, never the path, the query or a credential, so it may be logged and shown to an admin.
package struct HTTPClientError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        package enum Phase: Hashable, Sendable { case connect, idle, total }
        package enum Part: Hashable, Sendable { case head, body }

        /// The request could not be sent as it was written: the address, a field, the body.
        case invalidRequest
        case timeout(Phase)
        case resolve
        case connect
        case tls
        /// The address is one that calls on a customer's behalf may not reach.
        case refusedAddress
        /// The connection ended before the answer did.
        case connectionLost
        case tooLarge(Part)
        case redirects
        /// The other side spoke something other than HTTP.
        case `protocol`
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}

extension HTTPClientError {
    /// Whether it is certain that the other side saw nothing of the request, so that sending again repeats no effect.
    package var wasNotSent: Bool {
        switch code {
        case .resolve, .connect, .timeout(.connect): true
        default: false
        }
    }
}
