import Crypto
import Database
import Store
import Telemetry

/// What is shown of a credential when it is made, once: a mark, by which a scanner for leaked secrets finds it, and a token.
struct CredentialText {
    let token: Token
    let text: String
    /// The beginning, by which people tell one from another.
    let prefix: String

    /// A new one.
    init(_ mark: String, for organisation: ID<Organisation>) {
        token = Token(for: organisation)
        text = mark + token.text.reveal()
        prefix = String(text.prefix(mark.count + 6))
    }

    /// The token in a text that a program sent; nil when it is none of this mark.
    static func token(in text: String, after mark: String) -> Token? {
        text.hasPrefix(mark) ? Token(parsing: String(text.dropFirst(mark.count))) : nil
    }
}

extension Faults {
    /// How long a credential works, if it ends.
    mutating func lifetime(_ lifetime: Duration?) {
        guard let lifetime, lifetime < .minutes(1) || lifetime > .days(3660) else { return }
        add("lifetime", "Choose a time between one minute and ten years.")
    }
}

extension Database {
    /// Notes that a credential was used, from time to time. Where that cannot be noted, it works all the same.
    func touch<Kind: Credential>(_ credential: Kind, of organisation: ID<Organisation>, at now: Timestamp) async {
        let recently = now - Sessions.touchInterval
        guard (credential.lastUsedAt ?? Timestamp(seconds: 0)) < recently else { return }
        do {
            try await writeTogether { db in
                try Kind.touch(credential.id, in: organisation, at: now, unlessUsedSince: recently, on: db)
            }
        } catch {
            Log.warning("The use of a credential could not be noted", ["credential": credential.id])
        }
    }
}
