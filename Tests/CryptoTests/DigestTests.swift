import Crypto
import Testing

@Suite struct DigestTests {
    @Test(
        "SHA-256 gives the values of FIPS 180",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ]
    )
    func sha256(text: String, digest: String) {
        #expect(Hex.encode(Digest.sha256(text)) == digest)
    }

    @Test("What arrives in pieces has the digest of the whole")
    func running() {
        let bytes = Random.bytes(1000)
        var digest = RunningDigest()
        for start in stride(from: 0, to: 1000, by: 77) { digest.update(Array(bytes[start..<min(start + 77, 1000)])) }
        #expect(digest.finish() == Digest.sha256(bytes))
    }

    @Test(
        "HMAC gives the values of RFC 4231",
        arguments: [
            (
                [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
            ),
            (
                Array(1...25), [UInt8](repeating: 0xCD, count: 50),
                "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131),
                Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131),
                Array(
                    ("This is a test using a larger than block-size key and a larger than block-size data. "
                        + "The key needs to be hashed before being used by the HMAC algorithm.").utf8
                ),
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
            ),
        ] as [([UInt8], [UInt8], String)]
    )
    func hmac(key: [UInt8], message: [UInt8], code: String) {
        #expect(Hex.encode(Digest.hmacSHA256(message, key: key)) == code)
    }

    @Test("Only the same bytes are equal")
    func equality() {
        #expect(Digest.equal([], []))
        #expect(Digest.equal([1, 2, 3], [1, 2, 3]))
        #expect(!Digest.equal([1, 2, 3], [1, 2, 4]))
        #expect(!Digest.equal([1, 2, 3], [1, 2]))
    }
}

@Suite struct EncodingTests {
    @Test(
        "Base64 gives the values of RFC 4648",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ]
    )
    func base64(text: String, encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(text.utf8))
    }

    @Test("Bytes of every length come back from each encoding")
    func roundTrip() {
        for length in 0..<70 {
            let bytes = Random.bytes(length)
            #expect(Hex.decode(Hex.encode(bytes)) == bytes)
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
            #expect(Base64.decode(Base64.encode(bytes, .url), .url) == bytes)
        }
    }

    @Test("The URL alphabet needs no escaping")
    func url() {
        #expect(Base64.encode([0xFB, 0xEF, 0xFF], .url) == "--__")
        #expect(Base64.encode([0xFB, 0xEF, 0xFF]) == "++//")
    }

    @Test(
        "A text that no encoder writes is refused",
        arguments: [
            "Zg", "Zg=", "Zh==", "Zm9=", "Z===", "Zm 9v", "Zm9v\n", "Zm9vYg==Zg==", "Zm_v", "=", "====", "é===",
        ]
    )
    func malformed(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test(
        "Hexadecimal digits come in pairs and in either case",
        arguments: [("0aF", nil), ("0aFf", [10, 255]), ("0g", nil)]
    )
    func hexadecimal(text: String, bytes: [UInt8]?) {
        #expect(Hex.decode(text) == bytes)
    }
}
