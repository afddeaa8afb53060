import COpenSSL
import Glibc

/// An X.509 certificate, as far as we show it and check with it.
package struct Certificate: Sendable, Equatable {
    package let der: [UInt8]
    /// As in `CN=loam.example,O=Example`.
    package let subject: String
    package let issuer: String
    /// Hexadecimal digits.
    package let serial: String
    /// Seconds since 1970.
    package let notBefore: Int64
    package let notAfter: Int64
    /// The host names and addresses it is for.
    package let names: [String]
    /// The public key as PEM, of whatever kind it is.
    package let publicKeyPEM: String

    /// Reads the first certificate of a PEM file, or one in DER.
    package init(parsing bytes: [UInt8]) throws(CryptoError) {
        self = try CertificateHandle(parsing: bytes).summary()
    }

    package init(pem: String) throws(CryptoError) {
        try self.init(parsing: Array(pem.utf8))
    }

    init(
        der: [UInt8],
        subject: String,
        issuer: String,
        serial: String,
        notBefore: Int64,
        notAfter: Int64,
        names: [String],
        publicKeyPEM: String
    ) {
        self.der = der
        self.subject = subject
        self.issuer = issuer
        self.serial = serial
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.names = names
        self.publicKeyPEM = publicKeyPEM
    }

    /// SHA-256 of the certificate, as in `3A:F0:…`, the form in which people compare it.
    package var fingerprint: String {
        Digest.sha256(der).map { Hex.encode(CollectionOfOne($0)).uppercased() }.joined(separator: ":")
    }

    /// The key that checks what this certificate's owner signed; throws when it is not RSA.
    package var rsaPublicKey: RSAPublicKey {
        get throws(CryptoError) { try RSAPublicKey(pem: publicKeyPEM) }
    }

    package var pem: String {
        let text = Base64.encode(der)
        var lines = "-----BEGIN CERTIFICATE-----\n"
        var rest = text[...]
        while !rest.isEmpty {
            lines += rest.prefix(64) + "\n"
            rest = rest.dropFirst(64)
        }
        return lines + "-----END CERTIFICATE-----\n"
    }

    package func isValid(atSeconds seconds: Int64) -> Bool {
        (notBefore...max(notBefore, notAfter)).contains(seconds)
    }
}

/// One `X509`.
struct CertificateHandle: ~Copyable {
    let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    init(parsing bytes: [UInt8]) throws(CryptoError) {
        let buffer = try MemoryBuffer(bytes)
        // DER begins with a sequence (0x30); anything else is read as PEM.
        let parsed =
            bytes.first == 0x30
            ? d2i_X509_bio(buffer.pointer, nil) : PEM_read_bio_X509(buffer.pointer, nil, nil, nil)
        guard let parsed else {
            throw .malformed("This is not a certificate; give it as PEM that begins with BEGIN CERTIFICATE, or as DER.")
        }
        pointer = parsed
    }

    deinit { X509_free(pointer) }

    func summary() throws(CryptoError) -> Certificate {
        guard let subject = X509_get_subject_name(pointer), let issuer = X509_get_issuer_name(pointer),
            let notBefore = X509_get0_notBefore(pointer), let notAfter = X509_get0_notAfter(pointer)
        else { throw .library("read a certificate") }
        return Certificate(
            der: try der(),
            subject: try text(ofName: subject),
            issuer: try text(ofName: issuer),
            serial: try serial(),
            notBefore: try seconds(notBefore),
            notAfter: try seconds(notAfter),
            names: names(),
            publicKeyPEM: try publicKeyPEM()
        )
    }

    private func der() throws(CryptoError) -> [UInt8] {
        let buffer = try MemoryBuffer()
        guard i2d_X509_bio(buffer.pointer, pointer) == 1 else { throw .library("write a certificate") }
        return buffer.bytes
    }

    private func text(ofName name: OpaquePointer) throws(CryptoError) -> String {
        let buffer = try MemoryBuffer()
        guard copenssl_print_name(buffer.pointer, name) >= 0 else { throw .library("read a name") }
        return buffer.text
    }

    private func serial() throws(CryptoError) -> String {
        guard let number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(pointer), nil) else {
            throw .library("read a serial number")
        }
        defer { BN_free(number) }
        guard let digits = BN_bn2hex(number) else { throw .library("read a serial number") }
        defer { copenssl_free(digits) }
        return String(cString: digits).lowercased()
    }

    private func seconds(_ time: UnsafePointer<ASN1_TIME>) throws(CryptoError) -> Int64 {
        var parts = tm()
        guard ASN1_TIME_to_tm(time, &parts) == 1 else { throw .malformed("A date of the certificate is not readable.") }
        return Int64(timegm(&parts))
    }

    private func publicKeyPEM() throws(CryptoError) -> String {
        let buffer = try MemoryBuffer()
        guard let key = X509_get0_pubkey(pointer), PEM_write_bio_PUBKEY(buffer.pointer, key) == 1 else {
            throw .malformed("The certificate's public key is of a kind that is not known here.")
        }
        return buffer.text
    }

    private func names() -> [String] {
        guard let extensions = X509_get_ext_d2i(pointer, NID_subject_alt_name, nil, nil) else {
            ERR_clear_error()
            return []
        }
        let list = OpaquePointer(extensions)
        defer { GENERAL_NAMES_free(list) }
        return (0..<copenssl_names_count(list)).compactMap { index in
            guard let name = copenssl_names_at(list, index) else { return nil }
            switch name.pointee.type {
            case GEN_DNS: return String(decoding: bytes(name.pointee.d.dNSName), as: UTF8.self)
            case GEN_IPADD: return Self.address(bytes(name.pointee.d.iPAddress))
            default: return nil
            }
        }
    }

    private func bytes(_ string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
        guard let string, let start = ASN1_STRING_get0_data(string) else { return [] }
        return Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(string))))
    }

    private static func address(_ bytes: [UInt8]) -> String? {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard bytes.count == 4 || bytes.count == 16,
            inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil
        else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
