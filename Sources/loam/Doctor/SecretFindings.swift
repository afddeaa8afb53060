import Crypto
import Glibc
import Telemetry

/// The sealing key and the certificate.
struct SecretFindings: Sendable {
    let configuration: Configuration
    let clock: WallClock

    /// How many secrets of the database each key has sealed, by the key's id.
    let sealed: [String: Int]

    func all() -> [Finding] { [sealingKey] + certificate }

    private var sealingKey: Finding {
        let subject = "sealing key"
        let path = configuration.folder.sealingKeyPath
        let remedy = "Put the key back from where you keep it apart from the backups; a new one opens nothing old."
        let all = sealed.values.reduce(0, +)
        if configuration.sealingKey == nil, access(path, F_OK) != 0 {
            guard all > 0 else {
                return .good(subject, "There is none yet, and nothing was sealed; the first start makes one.")
            }
            return .broken(
                subject,
                "There is none at \(path), and the database holds \(counted(all, "secret")) that only it opens.",
                remedy: remedy
            )
        }
        do {
            let keys = try configuration.sealingKeys(creating: false)
            let place = configuration.sealingKey == nil ? path : "the environment"
            let foreign = sealed.filter { $0.key != keys.currentKeyID && !keys.olderKeyIDs.contains($0.key) }
            guard foreign.isEmpty else {
                return .broken(
                    subject,
                    "\(counted(foreign.values.reduce(0, +), "secret")) of \(all) in the database \(all == 1 ? "was" : "were") "
                        + "sealed with keys that are not in \(place): \(listed(foreign.keys.sorted(), "and")).",
                    remedy: remedy
                )
            }
            let left = sealed.filter { $0.key != keys.currentKeyID }.values.reduce(0, +)
            guard left == 0 else {
                return .warning(
                    subject,
                    "\(counted(left, "secret")) of \(all) \(left == 1 ? "is" : "are") still sealed with an older key.",
                    remedy: "Stop Loam and run 'loam secrets rotate' again, which goes on where it was."
                )
            }
            return .good(subject, "\(keys.currentKeyID) in \(place) opens what the database holds.")
        } catch {
            return .broken(subject, sentence(for: error), remedy: remedy)
        }
    }

    private var certificate: [Finding] {
        guard let path = configuration.tlsCertificate, let keyPath = configuration.tlsKey else { return [] }
        let subject = "certificate"
        do {
            let certificate = try Certificate(parsing: try fileBytes(path))
            if let belongs = isPair(try fileBytes(keyPath), certificate), !belongs {
                return [
                    .broken(
                        subject,
                        "The key at \(keyPath) does not belong to the certificate at \(path).",
                        remedy: "Set tls.certificate and tls.key to a chain and its own key."
                    )
                ]
            }
            let left = Timestamp(seconds: certificate.notAfter) - clock.now()
            let until = Timestamp(seconds: certificate.notAfter).iso8601.prefix(10)
            guard Timestamp(seconds: certificate.notBefore) <= clock.now(), left > .zero else {
                return [
                    .broken(
                        subject,
                        "It is not valid today (from \(Timestamp(seconds: certificate.notBefore)) to \(until)).",
                        remedy: "Renew it, put it at \(path), and restart Loam."
                    )
                ]
            }
            guard left > .days(30) else {
                return [
                    .warning(
                        subject,
                        "It expires in \(durationText(left)), on \(until).",
                        remedy: "Renew it, put it at \(path), and restart Loam."
                    )
                ]
            }
            return [.good(subject, "It is valid until \(until).")]
        } catch {
            return [
                .broken(
                    subject,
                    sentence(for: error),
                    remedy: "Set tls.certificate and tls.key to a chain and its key in PEM form."
                )
            ]
        }
    }

    /// Nil where it cannot be told, because the key is not an RSA key.
    private func isPair(_ key: [UInt8], _ certificate: Certificate) -> Bool? {
        guard let key = try? RSAPrivateKey(pem: Secret(key)), let own = try? key.publicKey.pem,
            let certified = try? certificate.rsaPublicKey.pem
        else { return nil }
        return own == certified
    }
}
