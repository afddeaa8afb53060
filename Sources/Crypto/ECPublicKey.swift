import COpenSSL

/// A public key on the curve P-256, which verifies what its private key signed (ES256: ECDSA with SHA-256).
package struct ECPublicKey: Sendable {
    private let key: SharedKey

    /// The key of this point, each coordinate of 32 bytes; one that is not on the curve is refused.
    package init(x: [UInt8], y: [UInt8]) throws(CryptoError) {
        guard x.count == 32, y.count == 32,
            let handle = try PublicKeyParts().key("EC", group: "P-256", point: [4] + x + y)
        else {
            throw .malformed("This public key is no point of the curve P-256.")
        }
        key = SharedKey(handle)
    }

    /// The signature is the two numbers one after the other, of 32 bytes each, as JSON Web Signatures have it.
    package func verify(_ signature: [UInt8], of bytes: [UInt8]) throws(CryptoError) -> Bool {
        guard signature.count == 64 else { return false }
        let encoded = ECPublicKey.sequence(of: signature.prefix(32), signature.suffix(32))
        let context = try SignatureContext()
        guard EVP_DigestVerifyInit(context.pointer, nil, EVP_sha256(), nil, key.handle.pointer) == 1 else {
            throw .library("begin to check a signature")
        }
        let valid = EVP_DigestVerify(context.pointer, encoded, encoded.count, bytes, bytes.count) == 1
        ERR_clear_error()
        return valid
    }

    /// Both numbers as OpenSSL reads them: a DER sequence of two integers, each as short as it can be and positive.
    private static func sequence(of numbers: ArraySlice<UInt8>...) -> [UInt8] {
        let content = numbers.flatMap { number -> [UInt8] in
            let digits = number.drop { $0 == 0 }
            let isNegative = digits.first.map { $0 >= 0x80 } ?? true
            return [0x02, UInt8(digits.count + (isNegative ? 1 : 0))] + (isNegative ? [0] : []) + digits
        }
        return [0x30, UInt8(content.count)] + content
    }
}
