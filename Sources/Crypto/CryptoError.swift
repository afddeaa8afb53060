import COpenSSL

/// Why a cryptographic step failed: one sentence, never a key, a value or a password.
package struct CryptoError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: Sendable, Equatable {
        /// Not in the form it should have: a key, a certificate, an envelope, a stored password.
        case malformed
        /// Sealed with a key that is not among ours; holds the key's id.
        case unknownKey(String)
        /// Changed since it was sealed, or sealed for another place.
        case notAuthentic
        /// The key file may be read by others, or cannot be read or written by us.
        case keyFile
        /// More passwords are waiting to be checked than we are willing to queue.
        case busy
        /// The library refused, which is a fault of ours or of the machine.
        case library
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }

    /// The failure of a library call, with what its error queue says; the queue of this thread is empty afterwards.
    static func library(_ doing: StaticString) -> CryptoError {
        let reasons = drainedErrorQueue()
        let detail = reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))"
        return CryptoError(.library, "OpenSSL could not \(doing)\(detail).")
    }

    /// Something given to us that the library cannot read; the queue of this thread is empty afterwards.
    static func malformed(_ sentence: String) -> CryptoError {
        ERR_clear_error()
        return CryptoError(.malformed, sentence)
    }
}

/// The reasons that OpenSSL left on this thread's error queue, oldest first.
private func drainedErrorQueue() -> [String] {
    var reasons: [String] = []
    while true {
        let code = ERR_get_error()
        if code == 0 { return reasons }
        if let reason = ERR_reason_error_string(code) { reasons.append(String(cString: reason)) }
    }
}
