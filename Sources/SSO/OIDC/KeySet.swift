import Crypto

/// The keys that a provider publishes (JWKS), those left out that make no signature we take.
struct KeySet: Sendable {
    enum Key: Sendable {
        case rsa(RSAPublicKey)
        case ec(ECPublicKey)
    }

    private struct Published: Sendable {
        let id: String?
        let key: Key
    }

    private let published: [Published]

    init(parsing body: [UInt8]) throws(SignOnFault) {
        guard let list = JSONValue.object(body)?["keys"]?.list else { throw .unreadableKeys }
        published = list.compactMap { entry in
            guard case .object(let entry) = entry, entry["use"]?.text ?? "sig" == "sig",
                let key = KeySet.key(of: entry)
            else { return nil }
            return Published(id: entry["kid"]?.text, key: key)
        }
        guard !published.isEmpty else { throw .unreadableKeys }
    }

    private static func key(of entry: [String: JSONValue]) -> Key? {
        func bytes(_ name: String) -> [UInt8]? { entry[name]?.text.flatMap { Base64.decode($0, .url) } }
        let algorithm = entry["alg"]?.text
        switch entry["kty"]?.text {
        case "RSA":
            guard algorithm ?? "RS256" == "RS256", let modulus = bytes("n"), let exponent = bytes("e") else {
                return nil
            }
            return (try? RSAPublicKey(modulus: modulus, exponent: exponent)).map { .rsa($0) }
        case "EC":
            guard algorithm ?? "ES256" == "ES256", entry["crv"]?.text == "P-256", let x = bytes("x"), let y = bytes("y")
            else { return nil }
            return (try? ECPublicKey(x: x, y: y)).map { .ec($0) }
        default: return nil
        }
    }

    /// The key that the token says signed it, of the kind that its algorithm needs; a token that names none fits only
    /// where there is no choice.
    func key(for token: JSONWebToken) -> Key? {
        let fitting = published.filter { published in
            switch (published.key, token.algorithm) {
            case (.rsa, .rs256), (.ec, .es256): token.keyID == nil || published.id == token.keyID
            default: false
            }
        }
        return fitting.count == 1 ? fitting[0].key : nil
    }

    /// Whether the key of the token's name made its signature.
    func check(_ token: JSONWebToken) throws(SignOnFault) {
        guard let key = key(for: token) else { throw .unknownKey }
        do {
            let isRight =
                switch key {
                case .rsa(let key): try key.verify(token.signature, of: token.signed)
                case .ec(let key): try key.verify(token.signature, of: token.signed)
                }
            if isRight { return }
        } catch {
            throw .library(error.message)
        }
        throw .wrongSignature
    }
}
