import COpenSSL
import Glibc

extension Certificate {
    /// A certificate that vouches for itself, for TLS on one's own machine.
    ///
    /// The first of the host names and addresses is also the subject; `notBefore` is in seconds since 1970.
    package static func selfSigned(
        for names: [String],
        key: RSAPrivateKey,
        notBefore: Int64,
        days: Int
    ) throws(CryptoError) -> Certificate {
        guard let first = names.first, names.allSatisfy(isHostNameOrAddress) else {
            throw CryptoError(
                .malformed,
                "A certificate needs host names or addresses, such as localhost or 127.0.0.1."
            )
        }
        guard let pointer = X509_new() else { throw .library("make a certificate") }
        let certificate = CertificateHandle(owning: pointer)
        var moment = time_t(notBefore)
        guard X509_set_version(pointer, 2) == 1, setSerial(of: certificate),
            X509_time_adj_ex(X509_getm_notBefore(pointer), 0, 0, &moment) != nil,
            X509_time_adj_ex(X509_getm_notAfter(pointer), Int32(days), 0, &moment) != nil,
            let subject = X509_get_subject_name(pointer),
            X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_FLAG | 0, first, -1, -1, 0) == 1,
            X509_set_issuer_name(pointer, subject) == 1,
            add(NID_basic_constraints, "critical,CA:FALSE", to: certificate),
            add(NID_key_usage, "critical,digitalSignature,keyEncipherment", to: certificate),
            add(NID_ext_key_usage, "serverAuth", to: certificate),
            add(NID_subject_alt_name, alternativeNames(names), to: certificate)
        else { throw .library("make a certificate") }
        try key.withHandle { (key: borrowing KeyHandle) throws(CryptoError) in
            guard X509_set_pubkey(pointer, key.pointer) == 1, X509_sign(pointer, key.pointer, EVP_sha256()) > 0 else {
                throw .library("sign a certificate")
            }
        }
        return try certificate.summary()
    }

    private static func setSerial(of certificate: borrowing CertificateHandle) -> Bool {
        // The sign bit stays clear: a serial number is positive.
        var bytes = Random.bytes(16)
        bytes[0] = bytes[0] & 0x7F | 0x40
        guard let number = BN_bin2bn(bytes, Int32(bytes.count), nil) else { return false }
        defer { BN_free(number) }
        return BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate.pointer)) != nil
    }

    private static func add(_ kind: Int32, _ value: String, to certificate: borrowing CertificateHandle) -> Bool {
        guard let entry = X509V3_EXT_conf_nid(nil, nil, kind, value) else { return false }
        defer { X509_EXTENSION_free(entry) }
        return X509_add_ext(certificate.pointer, entry, -1) == 1
    }

    private static func alternativeNames(_ names: [String]) -> String {
        names.map { (isAddress($0) ? "IP:" : "DNS:") + $0 }.joined(separator: ",")
    }

    /// The extension's text is split at commas, so nothing but the letters of names and addresses may be in it.
    private static func isHostNameOrAddress(_ name: String) -> Bool {
        isAddress(name)
            || !name.isEmpty && name.utf8.count <= 253
                && name.utf8.allSatisfy {
                    (97...122).contains($0 | 32) || (48...57).contains($0) || $0 == 45 || $0 == 46
                }
    }

    private static func isAddress(_ name: String) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 16)
        return inet_pton(AF_INET, name, &bytes) == 1 || inet_pton(AF_INET6, name, &bytes) == 1
    }
}
