import Crypto
import Database
import Store
import Telemetry

/// Seals secrets before they are kept, each for its own place: what is sealed for one opens at no other.
struct SecretBox: Sendable {
    let keys: SealingKeys

    func put(
        _ secret: Secret,
        owner: String,
        name: String,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        let sealed = try keys.seal(secret.reveal(), context: SecretBox.context(organisation, owner, name))
        try KeptSecret.put(
            sealed,
            keyID: keys.currentKeyID,
            owner: owner,
            name: name,
            in: organisation,
            at: now,
            on: db
        )
    }

    func find(
        owner: String,
        name: String,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Secret? {
        guard let kept = try KeptSecret.find(owner: owner, name: name, in: organisation, on: db) else { return nil }
        return try keys.openText(kept.body, context: SecretBox.context(organisation, owner, name))
    }

    /// The secret as it was, sealed with the current key.
    func anew(_ old: KeptSecret) throws -> [UInt8] {
        let context = SecretBox.context(old.organisation, old.owner, old.name)
        return try keys.seal(keys.open(old.body, context: context), context: context)
    }

    private static func context(_ organisation: ID<Organisation>, _ owner: String, _ name: String) -> String {
        "secrets.body:\(organisation):\(owner):\(name)"
    }
}
