/// What a SOAP client asks for: of the whole API, the calls that begin and end a session.
enum SOAPCall: Sendable, Equatable {
    case login(username: String, password: String)
    case logout(sessionID: String)

    static let envelopeNamespace = "http://schemas.xmlsoap.org/soap/envelope/"
    static let namespaces = ["urn:partner.soap.sforce.com", "urn:enterprise.soap.sforce.com"]

    /// Reads an envelope, by namespaces and never by prefixes: each client has its own.
    init(parsing bytes: [UInt8]) throws(SOAPFault) {
        let envelope: XMLElement
        do {
            envelope = try XMLElement(parsing: bytes)
        } catch {
            throw .client("The XML could not be read: \(error.message)")
        }
        guard envelope.name == "Envelope", envelope.namespace == SOAPCall.envelopeNamespace,
            let body = envelope.child("Body", in: [SOAPCall.envelopeNamespace]), let call = body.children.first
        else { throw .client("No SOAP envelope with a body") }
        guard SOAPCall.namespaces.contains(call.namespace) else {
            throw .client("No operation available for request {\(call.namespace)}\(call.name)")
        }
        switch call.name {
        case "login":
            self = .login(
                username: call.child("username", in: SOAPCall.namespaces)?.text ?? "",
                password: call.child("password", in: SOAPCall.namespaces)?.text ?? ""
            )
        case "logout":
            let header = envelope.child("Header", in: [SOAPCall.envelopeNamespace])
            let session = header?.child("SessionHeader", in: SOAPCall.namespaces)
            self = .logout(sessionID: session?.child("sessionId", in: SOAPCall.namespaces)?.text ?? "")
        default: throw .client("No operation available for request {\(call.namespace)}\(call.name)")
        }
    }
}

/// A refusal in SOAP; always sent with status 500.
struct SOAPFault: Error, Sendable, Equatable {
    let code: String
    let message: String
    /// Whether the fault is one of Salesforce's own, with a detail, or one of the envelope.
    let isOfSalesforce: Bool

    init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
        isOfSalesforce = true
    }

    private init(envelope message: String) {
        code = "Client"
        self.message = message
        isOfSalesforce = false
    }

    static func client(_ message: String) -> SOAPFault { SOAPFault(envelope: message) }

    static let invalidLogin = SOAPFault(
        "INVALID_LOGIN",
        "Invalid username, password, security token; or user locked out."
    )
    static let securityTokenNeeded = SOAPFault(
        "LOGIN_MUST_USE_SECURITY_TOKEN",
        "Invalid username, password, security token; or user locked out. "
            + "Are you at a new location? When accessing Salesforce--either via a desktop client or the API--from outside "
            + "of your company’s trusted networks, you must add a security token to your password to log in."
    )
    static let lockedOut = SOAPFault(
        "PASSWORD_LOCKOUT",
        "Your login attempt has failed. You have exceeded the number of allowed login attempts; try again later."
    )
    static let invalidSession = SOAPFault("INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader")
    static let unsupportedVersion = SOAPFault(
        "UNSUPPORTED_API_VERSION",
        "Invalid Api version specified on URL"
    )
    static let disabled = SOAPFault("API_DISABLED_FOR_ORG", "API is not enabled for this Organization or Partner")
}

extension XMLElement {
    func child(_ name: String, in namespaces: [String]) -> XMLElement? {
        children.first { $0.name == name && namespaces.contains($0.namespace) }
    }
}
