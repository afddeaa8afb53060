/// The user on whose behalf something is done, with what he or she sees of the org.
struct OrgCaller: Sendable {
    let userID: String
    let username: String
    let name: String
    let email: String
    let profileID: String
    let rights: AccessRights
    /// The org's schema as this user sees it.
    let schema: Schema
    /// The name of the zone, as `Europe/Berlin`.
    let timeZone: String
    let locale: String
    let language: String

    var isAdmin: Bool { rights.isAdmin }
}
