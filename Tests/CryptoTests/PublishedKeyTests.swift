import Crypto
import Testing

/// Public keys that are read from the numbers that others publish.
@Suite struct PublishedKeyTests {
    @Test("An RSA key of its two numbers checks what the private key signed")
    func rsa() async throws {
        let key = try await RSAPrivateKey.generate(.bits2048)
        let numbers = try key.publicKey.numbers
        let published = try RSAPublicKey(modulus: numbers.modulus, exponent: numbers.exponent)
        let text = Array("header.payload".utf8)
        #expect(try published.verify(key.sign(text), of: text))
        #expect(try published.pem == key.publicKey.pem)
    }

    @Test(
        "RSA numbers that make no key to be trusted are refused",
        arguments: [
            ([], [1, 0, 1]), ([UInt8](repeating: 0xC1, count: 128), [1, 0, 1]),
            ([UInt8](repeating: 0xC1, count: 256), []), ([UInt8](repeating: 0xC1, count: 256), [1]),
            ([UInt8](repeating: 0xC1, count: 256), [2]),
            ([UInt8](repeating: 0xC1, count: 256), [UInt8](repeating: 0xC1, count: 9)),
        ] as [([UInt8], [UInt8])]
    )
    func weakRSA(modulus: [UInt8], exponent: [UInt8]) {
        #expect(throws: CryptoError.self) { try RSAPublicKey(modulus: modulus, exponent: exponent) }
    }

    // RFC 7515, appendix A.3.
    private static let x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
    private static let y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
    private static let signed =
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    private static let signature =
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"

    private static func bytes(_ text: String) throws -> [UInt8] { try #require(Base64.decode(text, .url)) }

    @Test("The published example of ES256 holds, and falls with any change")
    func ec() throws {
        let key = try ECPublicKey(x: Self.bytes(Self.x), y: Self.bytes(Self.y))
        let text = Array(Self.signed.utf8)
        let signature = try Self.bytes(Self.signature)
        #expect(try key.verify(signature, of: text))
        #expect(try !key.verify(signature, of: text + [0]))
        for place in [0, 31, 32, 63] {
            var changed = signature
            changed[place] ^= 1
            #expect(try !key.verify(changed, of: text))
        }
        #expect(try !key.verify([UInt8](repeating: 0, count: 64), of: text))
        #expect(try !key.verify(Array(signature.dropLast()), of: text))
        #expect(try !key.verify(signature + [0], of: text))
    }

    @Test("A point beside the curve, or one cut short, is no key")
    func beside() throws {
        let x = try Self.bytes(Self.x)
        let y = try Self.bytes(Self.y)
        #expect(throws: CryptoError.self) { try ECPublicKey(x: y, y: x) }
        #expect(throws: CryptoError.self) { try ECPublicKey(x: Array(x.dropLast()), y: y) }
        #expect(throws: CryptoError.self) {
            try ECPublicKey(x: [UInt8](repeating: 0, count: 32), y: [UInt8](repeating: 0, count: 32))
        }
    }
}
