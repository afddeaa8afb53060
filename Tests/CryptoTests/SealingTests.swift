@testable import Crypto
import Testing

@Suite struct SealingTests {
    private let keys = SealingKeys.generate()

    @Test("What is sealed opens again, whatever its length", arguments: [0, 1, 15, 16, 17, 5000])
    func roundTrip(length: Int) throws {
        let plain = Random.bytes(length)
        let sealed = try keys.seal(plain, context: "mail:1")
        #expect(try keys.open(sealed, context: "mail:1") == plain)
        #expect(sealed.count == plain.count + 33)
    }

    @Test("The same value sealed twice looks different")
    func nonce() throws {
        #expect(try keys.seal("same", context: "a") != keys.seal("same", context: "a"))
    }

    @Test("A value moved to another place does not open")
    func context() throws {
        let sealed = try keys.seal("reset link", context: "mail:1")
        #expect(throws: CryptoError.self) { try keys.open(sealed, context: "mail:2") }
        #expect(code { try keys.open(sealed, context: "mail:2") } == .notAuthentic)
    }

    @Test("A change of any single byte is noticed")
    func tampering() throws {
        let sealed = try keys.seal("reset link", context: "mail:1")
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            let expected: CryptoError.Code =
                switch index {
                case 0: .malformed
                case 1...4: .unknownKey(Hex.encode(changed[1...4]))
                default: .notAuthentic
                }
            #expect(code { try keys.open(changed, context: "mail:1") } == expected)
        }
        for length in 0..<sealed.count {
            #expect(code { try keys.open(Array(sealed.prefix(length)), context: "mail:1") } != nil)
        }
    }

    @Test("A value sealed with a key that is gone names the key")
    func unknownKey() throws {
        let sealed = try SealingKeys.generate().seal("x", context: "c")
        let id = try keys.keyID(of: sealed)
        let error = #expect(throws: CryptoError.self) { try keys.open(sealed, context: "c") }
        #expect(error?.code == .unknownKey(id))
        #expect(error?.message.contains(id) == true)
    }

    @Test("After a rotation old values open and new ones are sealed with the new key")
    func rotation() throws {
        let old = try keys.seal("old", context: "c")
        let rotated = keys.rotated()
        #expect(try rotated.openText(old, context: "c") == Secret("old"))
        #expect(try rotated.needsRotation(old))
        #expect(try !rotated.needsRotation(rotated.seal("new", context: "c")))
        #expect(rotated.olderKeyIDs == [keys.currentKeyID])
        #expect(code { try rotated.currentOnly().open(old, context: "c") } == .unknownKey(keys.currentKeyID))
    }

    @Test("The keys come back from their text, also with comments, commas and repeats")
    func text() throws {
        let rotated = keys.rotated()
        let sealed = try rotated.seal("x", context: "c")
        let text = rotated.text.reveal()
        let inOneLine = text.split(separator: "\n").joined(separator: ", ")
        for variant in [text, inOneLine, "# kept safe\n\n" + text + "# end", text + text] {
            let read = try SealingKeys(parsing: Secret(variant))
            #expect(read.currentKeyID == rotated.currentKeyID)
            #expect(read.olderKeyIDs == rotated.olderKeyIDs)
            #expect(try read.open(sealed, context: "c") == Array("x".utf8))
        }
    }

    @Test("A key that was not copied whole is refused by its line, and is not shown")
    func malformedText() throws {
        let key = keys.text.reveal().dropLast()
        for (text, line) in [
            ("\(key.dropLast())", "Line 1"), ("\(key)\n\(key.dropFirst())", "Line 2"), ("nonsense", "Line 1"),
            ("\(key.dropLast(2))AA", "Line 1"),
        ] {
            let error = #expect(throws: CryptoError.self) { try SealingKeys(parsing: Secret(text)) }
            #expect(error?.code == .malformed)
            #expect(error?.message.contains(line) == true)
            #expect(error?.message.contains(key.dropFirst(9).prefix(8)) == false)
        }
        #expect(code { try SealingKeys(parsing: Secret("# nothing\n")) } == .malformed)
    }

    @Test("The keys do not show themselves")
    func printing() {
        var dumped = "\(keys)" + String(reflecting: keys)
        dump(keys, to: &dumped)
        let key = keys.text.reveal().dropFirst(9).prefix(43)
        #expect(!dumped.contains(key))
        #expect(dumped.contains(keys.currentKeyID))
    }

    private func code<Value>(_ body: () throws -> Value) -> CryptoError.Code? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? CryptoError)?.code
        }
    }
}

@Suite struct AESTests {
    /// From the test vectors of the Galois/counter mode's specification (McGrew and Viega, cases 13 to 16).
    @Test(
        "AES-256-GCM gives the published values",
        arguments: [
            Vector(
                key: String(repeating: "0", count: 64),
                nonce: String(repeating: "0", count: 24),
                context: "",
                plain: "",
                sealed: "530f8afbc74536b9a963b4f1c4cb738b"
            ),
            Vector(
                key: String(repeating: "0", count: 64),
                nonce: String(repeating: "0", count: 24),
                context: "",
                plain: String(repeating: "0", count: 32),
                sealed: "cea7403d4d606b6e074ec5d3baf39d18 d0d1c8a799996bf0265b98b5d48ab919"
            ),
            Vector(
                key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
                nonce: "cafebabefacedbaddecaf888",
                context: "",
                plain: """
                    d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
                    1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255
                    """,
                sealed: """
                    522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
                    8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad
                    b094dac5d93471bdec1a502270e3cc6c
                    """
            ),
            Vector(
                key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
                nonce: "cafebabefacedbaddecaf888",
                context: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
                plain: """
                    d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
                    1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39
                    """,
                sealed: """
                    522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
                    8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662
                    76fc6ece0f4e1768cddf8853bb2d551b
                    """
            ),
        ]
    )
    func vectors(vector: Vector) throws {
        let sealed = try AES.seal(
            hex(vector.plain),
            key: hex(vector.key),
            nonce: hex(vector.nonce),
            authenticating: hex(vector.context)
        )
        #expect(try sealed == hex(vector.sealed))
        let opened = try AES.open(
            sealed[...],
            key: hex(vector.key),
            nonce: hex(vector.nonce),
            authenticating: hex(vector.context)
        )
        #expect(try opened == hex(vector.plain))
    }

    struct Vector: Sendable {
        var key: String
        var nonce: String
        var context: String
        var plain: String
        var sealed: String
    }
}
