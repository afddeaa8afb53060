import Crypto
import Database

/// A program that may sign people in, as the org's setup describes it.
struct ConnectedApp: Sendable, Equatable {
    let consumerKey: String
    let consumerSecret: String
    var name: String
    /// Where a browser may be sent back to, exactly as a request must name it.
    var callbacks: [String]
    var scopes: Scopes
    /// Checks the statements of the JWT bearer flow.
    var certificate: Certificate?
    /// Whose name the client credentials flow works in.
    var runAs: String?
    /// Profiles and permission sets whose users are approved by the administrator; `nil`: users approve for themselves.
    var permitted: [String]?
    /// Whether the web server flow and the refresh of its tokens need the secret.
    var needsSecret = true
    /// Whether each refresh gives a new refresh token and ends the old one.
    var rotatesRefreshTokens = false

    init(
        name: String,
        consumerKey: String = ConnectedApp.newKey(),
        callbacks: [String] = [],
        scopes: Scopes = .usual
    ) {
        self.name = name
        self.consumerKey = consumerKey
        consumerSecret = Hex.encode(Random.bytes(32)).uppercased()
        self.callbacks = callbacks
        self.scopes = scopes
    }

    /// As the real ones look: a fixed beginning and 85 characters in all.
    private static func newKey() -> String {
        "3MVG9" + Random.token(bytes: 60).replacing("-", with: ".")
    }
}

extension ConnectedApp {
    /// Whether a request may name this address to be sent back to.
    func allows(callback: String) -> Bool { callbacks.contains(callback) }

    func check(secret: String?) throws(OAuthError) {
        guard let secret, Secret(secret) == Secret(consumerSecret) else { throw .wrongSecret }
    }
}

extension ConnectedApp: RowDecodable {
    init(row: Row) throws {
        consumerKey = try row["consumer_key"]
        consumerSecret = try row["consumer_secret"]
        name = try row["name"]
        callbacks = lines(try row["callbacks"])
        scopes = try Scopes(parsing: row["scopes"])
        let pem: String? = try row["certificate"]
        certificate = try pem.map { try Certificate(pem: $0) }
        runAs = try row["run_as"]
        let permitted: String? = try row["permitted"]
        self.permitted = permitted.map(lines)
        needsSecret = try row["needs_secret"]
        rotatesRefreshTokens = try row["rotates"]
    }
}

private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
