import Crypto
import HTML

/// Proof that a form was made by us for this browser: an HMAC under what only its cookie knows.
enum FormToken {
    static let name = "form_token"

    /// The code is masked anew on every page, so that compression does not betray it byte by byte.
    static func make(for secret: Secret) -> String {
        let mask = Random.bytes(32)
        return Base64.encode(mask + zip(mask, code(secret)).map { $0 ^ $1 }, .url)
    }

    static func isValid(_ token: String, for secret: Secret) -> Bool {
        guard let bytes = Base64.decode(token, .url), bytes.count == 64 else { return false }
        return Digest.equal(zip(bytes.prefix(32), bytes.suffix(32)).map { $0 ^ $1 }, code(secret))
    }

    static func field(_ token: String) -> HTML { "<input type=\"hidden\" name=\"form_token\" value=\"\(token)\">" }

    private static func code(_ secret: Secret) -> [UInt8] {
        Digest.hmacSHA256(Array("form".utf8), key: Array(secret.reveal().utf8))
    }
}
