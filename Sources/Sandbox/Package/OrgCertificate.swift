import Crypto
import Database
import Telemetry

/// A certificate of the org with its key, as an administrator makes it in the setup; the key never leaves the org.
struct OrgCertificate: Sendable {
    let name: String
    let certificate: Certificate
    let key: RSAPrivateKey

    static let nameRule = "The name of a certificate has 1 to 40 letters, digits and underscores."

    static func isName(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy { (97...122).contains($0 | 32) || (48...57).contains($0) || $0 == 95 }
    }
}

extension OrgCertificate: RowDecodable {
    init(row: Row) throws {
        name = try row["name"]
        certificate = try Certificate(pem: row["certificate"])
        let pem: String = try row["key"]
        key = try RSAPrivateKey(pem: Secret(pem))
    }
}

/// The certificates with which the org signs what it sends.
struct OrgCertificates: Sendable {
    let database: Database

    static let table: SQL = """
        CREATE TABLE IF NOT EXISTS "_certificate" (
          "name" TEXT PRIMARY KEY COLLATE NOCASE, "certificate" TEXT NOT NULL, "key" TEXT NOT NULL
        ) STRICT
        """

    /// How long one of 2048 bits is good in Salesforce.
    static let usualDays = 365

    func all() async throws -> [OrgCertificate] {
        try await database.read { db in
            try db.fetch(OrgCertificate.self, "SELECT * FROM \"_certificate\" ORDER BY rowid")
        }
    }

    func find(_ name: String) async throws -> OrgCertificate? {
        try await database.read { db in
            try db.first(OrgCertificate.self, "SELECT * FROM \"_certificate\" WHERE \"name\" = \(name)")
        }
    }

    /// The certificate of this name, made when it is asked for the first time.
    func named(_ name: String) async throws -> OrgCertificate {
        if let known = try await find(name) { return known }
        return try await make(name)
    }

    /// Makes a certificate; one that has the name already stays, and is returned.
    @discardableResult
    func make(_ name: String, days: Int = usualDays) async throws -> OrgCertificate {
        guard OrgCertificate.isName(name) else { throw OrgError("INVALID_INPUT", OrgCertificate.nameRule) }
        let key = try await RSAPrivateKey.generate(.bits2048)
        // An underscore may not stand in a name of the kind that certificates carry.
        let certificate = try Certificate.selfSigned(
            for: [name.replacing("_", with: "-")],
            key: key,
            notBefore: Log.current.clock.now().seconds,
            days: days
        )
        let (text, secret) = (certificate.pem, try key.pem)
        return try await database.write { db in
            try db.run(
                """
                INSERT INTO "_certificate" ("name", "certificate", "key") VALUES (\(name), \(text), \(secret.reveal()))
                ON CONFLICT ("name") DO NOTHING
                """
            )
            return try db.one(OrgCertificate.self, "SELECT * FROM \"_certificate\" WHERE \"name\" = \(name)")
        }
    }
}
