import Crypto
import Database
import Telemetry

/// One sign-in that is good until it has not been used for a while.
struct Session: Sendable, Equatable {
    /// How it began, and so what it is good for.
    enum Kind: String, Sendable, SQLStorable {
        /// By a flow of OAuth.
        case app
        /// By SOAP `login`.
        case soap
        /// In a browser.
        case page
    }

    /// SHA-256 of the access token.
    let hash: [UInt8]
    let kind: Kind
    /// The connected app, when there is one.
    let consumerKey: String?
    let userID: String
    let scopes: Scopes
    /// The refresh token that it came from and ends with.
    let refreshHash: [UInt8]?
    let issuedAt: Timestamp
    var expiresAt: Timestamp
}

extension Session: RowDecodable {
    init(row: Row) throws {
        hash = try row["hash"]
        kind = try row["kind"]
        consumerKey = try row["consumer_key"]
        userID = try row["user_id"]
        scopes = try Scopes(parsing: row["scopes"])
        refreshHash = try row["refresh_hash"]
        issuedAt = try row["issued_at"]
        expiresAt = try row["expires_at"]
    }
}
