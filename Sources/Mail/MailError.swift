/// Why a mail was not taken, in a sentence without addresses and without what the server said, which may hold some.
package struct MailError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        /// The address could never be sent to.
        case address
        case connection
        case timeout
        case tls
        /// The server wants other credentials, or TLS before it takes any.
        case authentication
        case sender
        case recipient
        /// The server read the mail and did not like it, or wants none at the moment.
        case message
        /// The server did not speak SMTP.
        case `protocol`
    }

    package let code: Code
    /// Whether the same mail may be taken later, once the server or our settings have changed.
    package let isTemporary: Bool
    /// The server's number, such as 550, and the finer one after it, such as 5.1.1.
    package let reply: Int?
    package let enhancedReply: String?
    package let message: String

    package init(_ code: Code, isTemporary: Bool, reply: Int? = nil, enhancedReply: String? = nil, _ message: String) {
        self.code = code
        self.isTemporary = isTemporary
        self.reply = reply
        self.enhancedReply = enhancedReply
        self.message = message
    }

    package var description: String { message }

    static func address(_ fault: String) -> MailError {
        MailError(.address, isTemporary: false, "The e-mail address \(fault); correct it.")
    }
}
