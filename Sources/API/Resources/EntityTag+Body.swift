import Crypto
import HTTP

extension EntityTag {
    /// Names what the body says now.
    init(of body: some Encodable) throws {
        self.init(Base64.encode(Digest.sha256(try JSONText.encode(body)), .url))
    }
}
