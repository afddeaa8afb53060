/// The user on whose behalf something is done, with what he or she sees of the org.
///
/// An object, because every call hands it on many times.
final class OrgCaller: Sendable {
    let userID: String
    let username: String
    let name: String
    let email: String
    let profileID: String
    let rights: AccessRights
    let mayUseAPI: Bool
    /// The org's schema as this user sees it.
    let schema: Schema
    /// The name of the zone, as `Europe/Berlin`.
    let timeZone: String
    let locale: String
    let language: String

    init(
        userID: String,
        username: String,
        name: String,
        email: String,
        profileID: String,
        rights: AccessRights,
        schema: Schema,
        timeZone: String,
        locale: String,
        language: String
    ) {
        self.userID = userID
        self.username = username
        self.name = name
        self.email = email
        self.profileID = profileID
        self.rights = rights
        self.schema = schema
        self.timeZone = timeZone
        self.locale = locale
        self.language = language
        mayUseAPI = rights.permissions.contains("ApiEnabled")
    }

    var isAdmin: Bool { rights.isAdmin }
}
