import HTTP

/// The server as a client addressed it: a sandbox is `localhost`, `127.0.0.1` and whatever name its machine has, and
/// every address that it gives out has to work for the client that asked.
struct Origin: Sendable, Equatable {
    /// As in `https://localhost:8443`.
    let url: String
    /// Name and port, in lower case.
    let host: String

    init(of request: Request) {
        let host = request.host.flatMap { Origin.isHost($0) ? $0.lowercased() : nil } ?? "localhost"
        self.host = host
        url = (request.isSecure ? "https://" : "http://") + host
    }

    /// The name without the port.
    var name: String {
        guard let colon = host.lastIndex(of: ":"), host.last != "]" else { return host }
        return String(host[..<colon])
    }

    /// The common addresses at which Salesforce signs everybody in; what belongs to one org is not answered there.
    var isCommonLogin: Bool { name == "login.salesforce.com" || name == "test.salesforce.com" }

    func identity(of userID: String, in organization: Organization) -> String {
        url + "/id/" + organization.id + "/" + userID
    }

    private static func isHost(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (97...122).contains($0 | 32) || (48...58).contains($0) || [45, 46, 91, 93].contains($0)
            }
    }
}
