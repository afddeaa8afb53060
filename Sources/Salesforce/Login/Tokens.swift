package import Crypto
package import HTTP

/// What a sign-in gives: the session, what renews it, and where the org is.
package struct Tokens: Equatable, Sendable {
    package var access: Secret
    /// Missing after a sign-in by a signed statement, which can be made again at any time.
    package var refresh: Secret?
    /// Where all data are; it may change with any renewal.
    package var instance: HTTPURL
    package var organizationID: RecordID
    package var userID: RecordID
    package var scopes: [String]

    package init(
        access: Secret,
        refresh: Secret?,
        instance: HTTPURL,
        organizationID: RecordID,
        userID: RecordID,
        scopes: [String]
    ) {
        self.access = access
        self.refresh = refresh
        self.instance = instance
        self.organizationID = organizationID
        self.userID = userID
        self.scopes = scopes
    }

    /// Reads the answer to a sign-in or renewal; a renewal that names no new refresh token leaves the old one in force.
    init(parsing body: [UInt8], keeping refresh: Secret? = nil) throws(SalesforceError) {
        guard let json = try? JSONReader.read(body),
            let access = json["access_token"]?.text, !access.isEmpty,
            let instance = json["instance_url"]?.text.flatMap({ try? HTTPURL($0) }),
            // The id is an address, whose last two steps are the org and the user.
            let steps = json["id"]?.text?.split(separator: "/").suffix(2), steps.count == 2,
            let organization = steps.first.flatMap({ RecordID($0) }),
            let user = steps.last.flatMap({ RecordID($0) })
        else { throw SalesforceError(.notUnderstood) }
        self.init(
            access: Secret(access),
            refresh: json["refresh_token"]?.text.map { Secret($0) } ?? refresh,
            instance: instance,
            organizationID: organization,
            userID: user,
            scopes: (json["scope"]?.text ?? "").split(separator: " ").map(String.init)
        )
    }
}
