import Crypto
import HTTP

/// Who may steer the sandbox over HTTP: programs on the machine itself, and others that bring the control token.
struct ControlAdmission: Sendable {
    let token: Secret

    func controlled(_ handler: @escaping Handler) -> Handler {
        { request in
            // Browsers name the page that asks. No page has business here, and one from elsewhere would act for its visitor.
            guard request.fields[.origin] == nil else {
                throw Problem(
                    .forbidden,
                    code: "sandbox.from-a-page",
                    title: "The sandbox is controlled by programs, not by pages in a browser."
                )
            }
            let given = request.fields[.authorization].map { Secret($0) }
            guard request.peer.isThisMachine || given == Secret("Bearer " + token.reveal()) else {
                throw Problem(
                    .unauthorized,
                    code: "sandbox.control-token",
                    title:
                        "The sandbox is controlled from its own machine, or with the control token as a bearer token.",
                    headers: [.wwwAuthenticate: "Bearer"]
                )
            }
            return try await handler(request)
        }
    }
}

extension Access {
    static let control = Access("sandbox control")
}

extension Peer {
    /// Whether the caller is on this machine.
    fileprivate var isThisMachine: Bool {
        guard let bytes = address?.bytes else { return false }
        return bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
    }
}
