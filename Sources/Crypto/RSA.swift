import COpenSSL

/// A private RSA key, which signs (RS256: PKCS #1 v1.5 with SHA-256).
package struct RSAPrivateKey: Sendable {
    package enum Size: Int, CaseIterable, Sendable {
        case bits2048 = 2048
        case bits3072 = 3072
        case bits4096 = 4096
    }

    private let key: SharedKey

    /// A new key. Finding its primes takes from a tenth of a second to a few seconds, on a thread of its own.
    package static func generate(_ size: Size) async throws(CryptoError) -> RSAPrivateKey {
        try await keyThreads.run { () -> Result<RSAPrivateKey, CryptoError> in
            Result { () throws(CryptoError) in
                guard let pointer = copenssl_generate_rsa(UInt32(size.rawValue)) else {
                    throw .library("make an RSA key")
                }
                return RSAPrivateKey(key: SharedKey(KeyHandle(owning: pointer)))
            }
        }
    }

    private init(key: SharedKey) {
        self.key = key
    }

    /// Reads PEM, in PKCS #8 or in the older RSA form, without a passphrase.
    package init(pem: Secret) throws(CryptoError) {
        let buffer = try MemoryBuffer(Array(pem.reveal().utf8))
        guard let pointer = PEM_read_bio_PrivateKey(buffer.pointer, nil, refusePassphrase, nil) else {
            throw .malformed("This is not a private key that can be used; give an RSA key as PEM without passphrase.")
        }
        let handle = KeyHandle(owning: pointer)
        guard handle.isRSA, handle.bits >= 2048 else {
            throw .malformed("This private key cannot be used; give an RSA key of at least 2048 bits.")
        }
        key = SharedKey(handle)
    }

    /// The key as PEM, in PKCS #8.
    package var pem: Secret {
        get throws(CryptoError) {
            let buffer = try MemoryBuffer()
            guard PEM_write_bio_PKCS8PrivateKey(buffer.pointer, key.handle.pointer, nil, nil, 0, nil, nil) == 1 else {
                throw .library("write a private key")
            }
            return Secret(buffer.bytes)
        }
    }

    package var bits: Int { key.handle.bits }

    package var publicKey: RSAPublicKey { RSAPublicKey(key: key) }

    package func sign(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
        let context = try SignatureContext()
        var length = 0
        guard EVP_DigestSignInit(context.pointer, nil, EVP_sha256(), nil, key.handle.pointer) == 1,
            EVP_DigestSign(context.pointer, nil, &length, bytes, bytes.count) == 1
        else { throw .library("begin a signature") }
        var signature = [UInt8](repeating: 0, count: length)
        guard EVP_DigestSign(context.pointer, &signature, &length, bytes, bytes.count) == 1 else {
            throw .library("sign")
        }
        return Array(signature.prefix(length))
    }

    func withHandle<Value>(_ body: (borrowing KeyHandle) throws(CryptoError) -> Value) throws(CryptoError) -> Value {
        try body(key.handle)
    }
}

extension RSAPrivateKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "‹RSA private key of \(bits) bits›" }
    package var customMirror: Mirror { Mirror(self, children: ["bits": bits], displayStyle: .struct) }
}

/// A public RSA key, which verifies what its private key signed.
package struct RSAPublicKey: Sendable {
    private let key: SharedKey

    init(key: SharedKey) {
        self.key = key
    }

    package init(pem: String) throws(CryptoError) {
        let buffer = try MemoryBuffer(Array(pem.utf8))
        guard let pointer = PEM_read_bio_PUBKEY(buffer.pointer, nil, refusePassphrase, nil) else {
            throw .malformed("This is not a public key; give it as PEM that begins with BEGIN PUBLIC KEY.")
        }
        let handle = KeyHandle(owning: pointer)
        guard handle.isRSA else { throw .malformed("This public key is of another kind; give an RSA key.") }
        key = SharedKey(handle)
    }

    /// The key of these numbers, most significant byte first, as a JSON Web Key has them.
    package init(modulus: [UInt8], exponent: [UInt8]) throws(CryptoError) {
        var parts = try PublicKeyParts()
        try parts.add("n", number: modulus)
        try parts.add("e", number: exponent)
        guard let handle = try parts.key("RSA"), handle.isRSA, (2048...16_384).contains(handle.bits),
            // An even exponent or 1 makes no signature; a long one only makes each check dear.
            exponent.count <= 8, let last = exponent.last, last % 2 == 1, exponent.drop(while: { $0 == 0 }) != [1]
        else {
            throw .malformed("This public key cannot be used; it must be an RSA key of at least 2048 bits.")
        }
        key = SharedKey(handle)
    }

    /// The key as PEM (SubjectPublicKeyInfo).
    package var pem: String {
        get throws(CryptoError) {
            let buffer = try MemoryBuffer()
            guard PEM_write_bio_PUBKEY(buffer.pointer, key.handle.pointer) == 1 else {
                throw .library("write a public key")
            }
            return buffer.text
        }
    }

    package var bits: Int { key.handle.bits }

    /// The modulus and the public exponent, most significant byte first: what a JSON Web Key says of the key.
    package var numbers: (modulus: [UInt8], exponent: [UInt8]) {
        get throws(CryptoError) { (try number(OSSL_PKEY_PARAM_RSA_N), try number(OSSL_PKEY_PARAM_RSA_E)) }
    }

    private func number(_ name: String) throws(CryptoError) -> [UInt8] {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(key.handle.pointer, name, &number) == 1, let number else {
            throw .library("read a public key")
        }
        defer { BN_free(number) }
        var bytes = [UInt8](repeating: 0, count: Int(BN_num_bits(number) + 7) / 8)
        BN_bn2bin(number, &bytes)
        return bytes
    }

    package func verify(_ signature: [UInt8], of bytes: [UInt8]) throws(CryptoError) -> Bool {
        let context = try SignatureContext()
        guard EVP_DigestVerifyInit(context.pointer, nil, EVP_sha256(), nil, key.handle.pointer) == 1 else {
            throw .library("begin to check a signature")
        }
        let valid = EVP_DigestVerify(context.pointer, signature, signature.count, bytes, bytes.count) == 1
        ERR_clear_error()
        return valid
    }
}

private let keyThreads = BoundedThreads(label: "loam.keys", threads: 1, waitingLimit: 16)

/// Without this, OpenSSL would ask for a passphrase at the terminal.
private func refusePassphrase(
    _: UnsafeMutablePointer<CChar>?,
    _: Int32,
    _: Int32,
    _: UnsafeMutableRawPointer?
) -> Int32 { -1 }
