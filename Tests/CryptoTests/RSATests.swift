import Crypto
import Foundation
import Testing

@Suite struct RSATests {
    @Test("A signature is checked by the public key, and by no other text, signature or key")
    func signature() async throws {
        let key = try await sampleKey.value
        let other = try await RSAPrivateKey.generate(.bits2048)
        let text = Array("header.payload".utf8)
        let signature = try key.sign(text)
        #expect(signature.count == 256)
        #expect(try key.publicKey.verify(signature, of: text))
        #expect(try !key.publicKey.verify(signature, of: Array("header.payloaf".utf8)))
        #expect(try !key.publicKey.verify(signature.dropLast() + [signature[255] ^ 1], of: text))
        #expect(try !key.publicKey.verify([], of: text))
        #expect(try !other.publicKey.verify(signature, of: text))
    }

    @Test("Keys come back from PEM")
    func pem() async throws {
        let key = try await sampleKey.value
        let text = Array("x".utf8)
        #expect(try key.pem.reveal().hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        let read = try RSAPrivateKey(pem: key.pem)
        #expect(read.bits == 2048)
        #expect(try read.sign(text) == key.sign(text))
        let publicKey = try RSAPublicKey(pem: key.publicKey.pem)
        #expect(try publicKey.verify(key.sign(text), of: text))
        #expect(try !"\(key) \(String(reflecting: key))".contains(key.pem.reveal().split(separator: "\n")[3]))
    }

    @Test("A key of 2048 bits has a modulus of 256 bytes, and the exponent that everybody uses")
    func numbers() async throws {
        let numbers = try await sampleKey.value.publicKey.numbers
        #expect(numbers.modulus.count == 256 && numbers.modulus[0] >= 0x80)
        #expect(numbers.exponent == [1, 0, 1])
    }

    @Test("The larger sizes are made as asked for", .tags(.slow), arguments: [RSAPrivateKey.Size.bits3072, .bits4096])
    func sizes(size: RSAPrivateKey.Size) async throws {
        #expect(try await RSAPrivateKey.generate(size).bits == size.rawValue)
    }

    @Test("The openssl command verifies what we sign, and we verify what it signs")
    func interoperation() async throws {
        let folder = TemporaryFolder()
        let key = try await sampleKey.value
        let text = Random.bytes(300)
        try folder.write(Array(key.pem.reveal().utf8), to: "key.pem")
        try folder.write(Array(key.publicKey.pem.utf8), to: "public.pem")
        try folder.write(text, to: "text")
        try folder.write(key.sign(text), to: "signature")
        try folder.openssl("dgst", "-sha256", "-verify", "public.pem", "-signature", "signature", "text")
        try folder.openssl("dgst", "-sha256", "-sign", "key.pem", "-out", "theirs", "text")
        #expect(try key.publicKey.verify(folder.read("theirs"), of: text))
        try folder.openssl("rsa", "-in", "key.pem", "-traditional", "-out", "old.pem")
        let old = try RSAPrivateKey(pem: Secret(folder.read("old.pem")))
        #expect(try old.publicKey.pem == key.publicKey.pem)
    }

    @Test("What is no RSA key is refused without showing it, and without asking for a passphrase")
    func malformed() throws {
        let folder = TemporaryFolder()
        try folder.openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "ec.pem")
        try folder.openssl("genrsa", "-out", "small.pem", "1024")
        try folder.openssl("genrsa", "-aes128", "-passout", "pass:open", "-out", "locked.pem", "2048")
        for name in ["ec.pem", "small.pem", "locked.pem"] {
            let pem = Secret(try folder.read(name))
            let error = #expect(throws: CryptoError.self) { try RSAPrivateKey(pem: pem) }
            #expect(error?.code == .malformed)
        }
        #expect(throws: CryptoError.self) { try RSAPrivateKey(pem: Secret("")) }
        #expect(throws: CryptoError.self) { try RSAPublicKey(pem: "-----BEGIN PUBLIC KEY-----\nAAAA\n") }
    }
}

@Suite struct CertificateTests {
    private let moment: Int64 = 1_772_000_000

    @Test("A certificate of our own tells what we put in, and vouches for its names")
    func selfSigned() async throws {
        let key = try await sampleKey.value
        let certificate = try Certificate.selfSigned(
            for: ["localhost", "127.0.0.1", "::1"],
            key: key,
            notBefore: moment,
            days: 30
        )
        #expect(certificate.subject == "CN=localhost")
        #expect(certificate.issuer == certificate.subject)
        #expect(certificate.names == ["localhost", "127.0.0.1", "::1"])
        #expect(certificate.notBefore == moment)
        #expect(certificate.notAfter == moment + 30 * 86400)
        #expect(certificate.isValid(atSeconds: moment))
        #expect(!certificate.isValid(atSeconds: moment - 1))
        #expect(!certificate.isValid(atSeconds: moment + 30 * 86400 + 1))
        #expect(try certificate.rsaPublicKey.verify(key.sign([1]), of: [1]))
        #expect(try Certificate(pem: certificate.pem) == certificate)
        #expect(try Certificate(parsing: certificate.der) == certificate)

        let folder = TemporaryFolder()
        try folder.write(Array(certificate.pem.utf8), to: "own.pem")
        try folder.openssl(
            "verify",
            "-CAfile",
            "own.pem",
            "-attime",
            "\(moment + 5)",
            "-verify_hostname",
            "localhost",
            "own.pem"
        )
        let printed = try folder.openssl("x509", "-in", "own.pem", "-noout", "-fingerprint", "-sha256", "-serial")
        #expect(printed.contains(certificate.fingerprint))
        #expect(printed.lowercased().contains("serial=\(certificate.serial)"))
    }

    @Test("A certificate of another's making is read: names with letters of all sorts, a key that is not RSA")
    func foreign() throws {
        let folder = TemporaryFolder()
        try folder.openssl(
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-keyout",
            "key.pem",
            "-out",
            "c.pem",
            "-days",
            "1",
            "-utf8",
            "-subj",
            "/O=Käse, Brot/CN=example.org",
            "-set_serial",
            "0x0a0b"
        )
        let certificate = try Certificate(parsing: folder.read("c.pem"))
        #expect(certificate.subject == #"CN=example.org,O=Käse\, Brot"#)
        #expect(certificate.serial == "0a0b")
        #expect(certificate.names.isEmpty)
        #expect(certificate.publicKeyPEM.hasPrefix("-----BEGIN PUBLIC KEY-----"))
        #expect(throws: CryptoError.self) { try certificate.rsaPublicKey }
    }

    @Test("What is no certificate is refused", arguments: ["", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n", "0000"])
    func malformed(text: String) {
        let error = #expect(throws: CryptoError.self) { try Certificate(pem: text) }
        #expect(error?.code == .malformed)
    }

    @Test(
        "A name that would smuggle in another is refused",
        arguments: [[], [""], ["localhost,DNS:evil.example"], ["a b"], ["a\nb"], ["ok", "IP:1.2.3.4"]] as [[String]]
    )
    func names(names: [String]) async throws {
        let key = try await sampleKey.value
        let error = #expect(throws: CryptoError.self) {
            try Certificate.selfSigned(for: names, key: key, notBefore: moment, days: 1)
        }
        #expect(error?.code == .malformed)
    }
}

/// One key for the tests that need any: finding primes is slow.
private let sampleKey = Task { try await RSAPrivateKey.generate(.bits2048) }

extension Tag {
    /// Takes longer than a second.
    @Tag static var slow: Self
}

extension TemporaryFolder {
    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
    }

    func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(path)/\(name)")))
    }

    /// Runs the command in this folder, expects it to succeed, and gives what it printed.
    @discardableResult
    func openssl(_ arguments: String...) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: path)
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(printed)")
        return printed
    }
}
