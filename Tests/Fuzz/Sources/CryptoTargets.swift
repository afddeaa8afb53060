@testable import Crypto

/// Keys, certificates, hashes and sealed values, as files and tables hold them.
let cryptoTargets: [FuzzTarget] = [
    FuzzTarget("certificate") { bytes in
        let certificate = try Certificate(parsing: bytes)
        _ = certificate.isValid(atSeconds: 0)
    },
    .text("rsa-private-key") { _ = try RSAPrivateKey(pem: Secret($0)) },
    .text("rsa-public-key") { _ = try RSAPublicKey(pem: $0) },
    .text("password-hash") { _ = try PasswordHash(parsing: $0) },
    .text("sealing-keys") { text in
        let keys = try SealingKeys(parsing: Secret(text))
        let read = try? SealingKeys(parsing: keys.text)
        check(read?.text == keys.text, "keys read back")
    },
    FuzzTarget("sealed-value") { bytes in
        let opened = try? sealing.open(bytes, context: "fuzz")
        check(opened == nil, "nobody makes up a sealed value")
        let sealed = try sealing.seal(bytes, context: "fuzz")
        check((try? sealing.open(sealed, context: "fuzz")) == bytes, "what is sealed opens")
    },
    FuzzTarget("base64") { bytes in
        for alphabet in [Base64.Alphabet.standard, .url] {
            check(Base64.decode(Base64.encode(bytes, alphabet), alphabet) == bytes, "what is encoded decodes")
            _ = Base64.decode(String(decoding: bytes, as: UTF8.self), alphabet)
        }
        check(Hex.decode(Hex.encode(bytes)) == bytes, "what is encoded decodes")
        _ = Hex.decode(String(decoding: bytes, as: UTF8.self))
    },
]

private let sealing = SealingKeys.generate()
