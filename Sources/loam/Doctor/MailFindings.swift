import Dispatch
import Glibc
import Mail

/// Whether the mail server can be reached. Nothing is sent.
struct MailFindings: Sendable {
    let configuration: Configuration
    var patience = Duration.seconds(5)

    func all() async -> [Finding] {
        let subject = "mail"
        do {
            guard let server = try configuration.mailServer() else {
                return [.good(subject, "No mail server is set, so administrators read mails in the portal.")]
            }
            let place = "\(server.host), port \(server.port)"
            if let reason = await unreachable(server) {
                return [
                    .broken(
                        subject,
                        "The mail server at \(place) cannot be reached (\(reason)), so mails wait.",
                        remedy: "Check smtp.url, the server itself, and what lies between."
                    )
                ]
            }
            return [.good(subject, "The mail server at \(place) can be reached.")]
        } catch {
            let words = (error as? ConfigurationError)?.faults.map { "\($0.place): \($0.message)." }.joined(
                separator: " "
            )
            return [.broken(subject, words ?? sentence(for: error), remedy: "Mend smtp.url.")]
        }
    }

    /// Why no connection comes about; nil when it does. The blocking calls have a thread of their own.
    private func unreachable(_ server: SMTPServer) async -> String? {
        let limit = Int32(clamping: patience.components.seconds * 1000)
        return await withCheckedContinuation { continuation in
            DispatchQueue(label: "loam.doctor.mail").async {
                continuation.resume(returning: connectionFault(to: server.host, port: server.port, milliseconds: limit))
            }
        }
    }
}

/// Tries each address of the host in turn; returns why none of them took the connection.
private func connectionFault(to host: String, port: Int, milliseconds: Int32) -> String? {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    let code = getaddrinfo(bare, String(port), &hints, &found)
    guard code == 0 else { return String(cString: gai_strerror(code)).lowercased() }
    defer { freeaddrinfo(found) }
    var fault: String? = "the name has no address"
    var next = found
    while let address = next?.pointee {
        fault = connectionFault(to: address, milliseconds: milliseconds)
        if fault == nil { return nil }
        next = address.ai_next
    }
    return fault
}

private func connectionFault(to address: addrinfo, milliseconds: Int32) -> String? {
    let socket = socket(address.ai_family, address.ai_socktype | Int32(SOCK_NONBLOCK.rawValue), address.ai_protocol)
    guard socket >= 0 else { return systemReason(errno) }
    defer { close(socket) }
    if connect(socket, address.ai_addr, address.ai_addrlen) == 0 { return nil }
    guard errno == EINPROGRESS else { return systemReason(errno) }
    var wait = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
    guard poll(&wait, 1, milliseconds) == 1 else { return "it does not answer" }
    var reason: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(socket, SOL_SOCKET, SO_ERROR, &reason, &size)
    return reason == 0 ? nil : systemReason(reason)
}
