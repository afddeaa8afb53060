import Telemetry

/// What can be told of a user, at the address and in the version that the client asked by.
struct IdentityFacts: Sendable {
    let person: Person
    let organization: Organization
    let origin: Origin
    /// What stands for the version in the addresses: a number, or the literal `{version}` for the client to fill.
    let version: String

    private var url: String { origin.identity(of: person.id, in: organization) }
    private var photo: String { origin.url + "/profilephoto/005/F" }
    private var thumbnail: String { origin.url + "/profilephoto/005/T" }

    /// What `/services/oauth2/userinfo` answers.
    var userInfo: IdentityDocument {
        IdentityDocument([
            ("sub", .text(url)), ("user_id", .text(person.id)), ("organization_id", .text(organization.id)),
            ("preferred_username", .text(person.username)), ("nickname", .text(person.nickname)),
            ("name", .text(person.name)), ("email", .text(person.email)), ("email_verified", .flag(true)),
            ("given_name", .text(person.firstName)), ("family_name", .text(person.lastName)),
            ("zoneinfo", .text(person.timeZone)),
            ("photos", .object([("picture", .text(photo)), ("thumbnail", .text(thumbnail))])),
            ("profile", .text(origin.url + "/" + person.id)), ("picture", .text(photo)),
            ("address", .object(address)), ("urls", .object(urls)), ("active", .flag(person.isActive)),
            ("user_type", .text(person.userType.uppercased())), ("language", .text(person.language)),
            ("locale", .text(person.locale)), ("utcOffset", .integer(utcOffset)), ("updated_at", .text(modified)),
        ])
    }

    /// What the identity address answers.
    var identity: IdentityDocument {
        IdentityDocument([
            ("id", .text(url)), ("asserted_user", .flag(true)), ("user_id", .text(person.id)),
            ("organization_id", .text(organization.id)), ("username", .text(person.username)),
            ("nick_name", .text(person.nickname)), ("display_name", .text(person.name)),
            ("email", .text(person.email)), ("email_verified", .flag(true)), ("first_name", .text(person.firstName)),
            ("last_name", .text(person.lastName)), ("timezone", .text(person.timeZone)),
            ("photos", .object([("picture", .text(photo)), ("thumbnail", .text(thumbnail))])),
            ("addr_street", .text(person.street)), ("addr_city", .text(person.city)),
            ("addr_state", .text(person.state)), ("addr_country", .text(person.country)),
            ("addr_zip", .text(person.postalCode)), ("mobile_phone", .text(person.mobilePhone)),
            ("mobile_phone_verified", .flag(false)), ("is_lightning_login_user", .flag(false)),
            ("status", .object([("created_date", .text(nil)), ("body", .text(nil))])), ("urls", .object(urls)),
            ("active", .flag(person.isActive)), ("user_type", .text(person.userType.uppercased())),
            ("language", .text(person.language)), ("locale", .text(person.locale)), ("utcOffset", .integer(utcOffset)),
            ("last_modified_date", .text(modified)), ("is_app_installed", .flag(true)),
        ])
    }

    private var address: [(StaticString, IdentityDocument.Value)] {
        let parts: [(StaticString, String?)] = [
            ("street_address", person.street), ("locality", person.city), ("region", person.state),
            ("postal_code", person.postalCode), ("country", person.country),
        ]
        return parts.compactMap { name, part in part.map { (name, .text($0)) } }
    }

    private var urls: [(StaticString, IdentityDocument.Value)] {
        let soap = { (api: String) in "\(origin.url)/services/Soap/\(api)/\(version)/\(organization.shortID)" }
        let rest = origin.url + "/services/data/v\(version)/"
        return [
            ("enterprise", .text(soap("c"))), ("metadata", .text(soap("m"))), ("partner", .text(soap("u"))),
            ("rest", .text(rest)), ("sobjects", .text(rest + "sobjects/")), ("search", .text(rest + "search/")),
            ("query", .text(rest + "query/")), ("recent", .text(rest + "recent/")), ("tooling_soap", .text(soap("T"))),
            ("tooling_rest", .text(rest + "tooling/")), ("profile", .text(origin.url + "/" + person.id)),
            ("feeds", .text(rest + "chatter/feeds")), ("groups", .text(rest + "chatter/groups")),
            ("users", .text(rest + "chatter/users")), ("feed_items", .text(rest + "chatter/feed-items")),
            ("custom_domain", .text(origin.url)),
        ]
    }

    /// Milliseconds east of Greenwich outside of daylight saving, which is the smaller offset of winter and summer.
    private var utcOffset: Int {
        guard let zone = try? Zone(named: person.timeZone) else { return 0 }
        let january = Timestamp(seconds: 1_767_225_600)
        return Int(min(zone.offset(at: january), zone.offset(at: january + .days(181)))) * 1000
    }

    /// To the second, where the API gives milliseconds.
    private var modified: String { person.modified.prefix { $0 != "." && $0 != "Z" } + "Z" }
}
