/// Why a server could not start.
package struct ServerError: Error, Sendable, CustomStringConvertible {
    package enum Code: Sendable, Equatable {
        case portInUse, portNotAllowed, noSuchAddress, unusableTLS, system
    }

    package let code: Code
    /// One sentence: what happened and what to do.
    package let message: String

    package var description: String { message }
}

extension ServerError {
    static func portInUse(_ host: String, _ port: Int) -> ServerError {
        ServerError(
            code: .portInUse,
            message: """
                Port \(port) on \(host) is taken by another program; stop that one (`ss -ltnp 'sport = :\(port)'` \
                shows it) or choose another port.
                """
        )
    }

    static func portNotAllowed(_ port: Int) -> ServerError {
        ServerError(
            code: .portNotAllowed,
            message: """
                Port \(port) may be opened only by root; choose a port from 1024 up, or give the program the \
                capability CAP_NET_BIND_SERVICE.
                """
        )
    }

    static func noSuchAddress(_ host: String) -> ServerError {
        ServerError(
            code: .noSuchAddress,
            message: """
                This machine has no address \(host) to listen at; use one of its own, 127.0.0.1 for this machine \
                alone, or 0.0.0.0 for all.
                """
        )
    }

    static var unusableTLS: ServerError {
        ServerError(
            code: .unusableTLS,
            message: """
                TLS cannot be set up with the certificate and key given; both must be PEM texts, and the key must \
                belong to the first certificate.
                """
        )
    }

    static func system(_ action: String, _ reason: String) -> ServerError {
        ServerError(code: .system, message: "The server could not \(action): \(reason); look at the system's limits.")
    }
}
