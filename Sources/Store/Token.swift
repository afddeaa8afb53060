package import Crypto

/// A random text that proves something to us, such as a session's cookie or the link of a mail. Only its hash is stored.
///
/// It names its organisation, so that it is found by a key that begins with the organisation, like every other row.
package struct Token: Sendable {
    package let organisation: ID<Organisation>
    package let text: Secret
    package let hash: [UInt8]

    /// A new one for the organisation.
    package init(for organisation: ID<Organisation>) {
        self.init(organisation, Base64.encode(Random.bytes(32) + Token.bytes(of: organisation), .url))
    }

    /// As it was given out; nil for what no token looks like.
    package init?(parsing text: String) {
        guard let bytes = Base64.decode(text, .url), bytes.count == 48 else { return nil }
        self.init(Token.organisation(of: bytes[32...]), text)
    }

    private init(_ organisation: ID<Organisation>, _ text: String) {
        self.organisation = organisation
        self.text = Secret(text)
        hash = Digest.sha256(text)
    }

    private static func bytes(of organisation: ID<Organisation>) -> [UInt8] {
        guard let bytes = Hex.decode(organisation.rawValue.filter { $0 != "-" }), bytes.count == 16 else {
            preconditionFailure("An organisation's identifier is not a UUID.")
        }
        return bytes
    }

    private static func organisation(of bytes: ArraySlice<UInt8>) -> ID<Organisation> {
        func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        return ID(rawValue: UUIDv7.text(of: (number(bytes.prefix(8)), number(bytes.suffix(8)))))
    }
}
