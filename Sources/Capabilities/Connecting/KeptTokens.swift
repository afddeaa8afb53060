import Crypto
import FoundationEssentials
import HTTP
import Salesforce

/// A connection's tokens as they are written down, before they are sealed.
struct KeptTokens: Codable {
    let access: String
    let refresh: String?
    let instance: String
    let organisation: String
    let user: String
    let scopes: [String]

    init(_ tokens: Tokens) {
        access = tokens.access.reveal()
        refresh = tokens.refresh?.reveal()
        instance = tokens.instance.text
        organisation = tokens.organizationID.text
        user = tokens.userID.text
        scopes = tokens.scopes
    }

    /// Nil for what this version of Loam cannot read.
    static func read(_ text: Secret) -> Tokens? {
        guard let kept = try? JSONDecoder().decode(KeptTokens.self, from: Data(text.reveal().utf8)),
            let instance = try? HTTPURL(kept.instance), let organisation = RecordID(kept.organisation),
            let user = RecordID(kept.user)
        else { return nil }
        return Tokens(
            access: Secret(kept.access),
            refresh: kept.refresh.map { Secret($0) },
            instance: instance,
            organizationID: organisation,
            userID: user,
            scopes: kept.scopes
        )
    }

    static func text(of tokens: Tokens) throws -> Secret { Secret(try JSONEncoder().encode(KeptTokens(tokens))) }
}
