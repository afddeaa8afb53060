import Crypto
import Database
package import Store
import Telemetry

/// Loam as the hosts know it. Each organisation makes a connected app in its org and enters its key here, once per host.
extension Connections {
    /// A key for signed statements is good for so long; Salesforce refuses one whose certificate has expired.
    static let certificateDays = 1825

    package func apps(by caller: Caller) async throws -> [OrgApp] {
        try caller.require(.inspect)
        return try await database.read { db in try OrgApp.list(in: caller.organisation, on: db) }
    }

    /// The certificate of a host's app, to be uploaded to Salesforce; nil where the administrator brought a key.
    package func certificate(of id: ID<OrgConnection>, by caller: Caller) async throws -> String? {
        try caller.require(.inspect)
        return try await database.read { db in
            guard let connection = try OrgConnection.find(id, in: caller.organisation, on: db) else {
                throw Refusal.connectionUnknown
            }
            return try OrgApp.find(connection.host, in: caller.organisation, on: db)?.certificate
        }
    }

    /// What is to become of a host's app, worked out before anything is written.
    struct AppChange: Sendable {
        var app: OrgApp
        var secret: Secret?
        var key: Secret?
        let isNew: Bool
    }

    /// The app as the form makes it: what it leaves out stays. Nil where the form has faults.
    func appChange(_ form: Form, at host: String, by caller: Caller, _ faults: inout Faults) async throws
        -> AppChange?
    {
        let (known, hasKey) = try await database.read { db in
            (
                try OrgApp.find(host, in: caller.organisation, on: db),
                try KeptSecret.find(
                    owner: OrgApp.owner(host),
                    name: OrgApp.privateKey,
                    in: caller.organisation,
                    on: db
                ) != nil
            )
        }
        let isTyped = !form.consumerKey.allSatisfy(\.isWhitespace)
        guard let consumerKey = isTyped || known == nil ? faults.consumerKey(form.consumerKey) : known?.consumerKey
        else { return nil }
        let secret = form.consumerSecret.flatMap { $0.isEmpty ? nil : $0 }
        // The secret of another key is of no use.
        let keepsSecret = known?.consumerKey == consumerKey && known?.hasSecret == true
        var certificate = known?.certificate
        var key: Secret?
        if form.way == .statement {
            if let pasted = form.privateKey, !pasted.isEmpty {
                guard let checked = try? RSAPrivateKey(pem: pasted).pem else {
                    faults.add(
                        "privateKey",
                        "Paste an RSA private key of at least 2048 bits, as PEM without passphrase."
                    )
                    return nil
                }
                (key, certificate) = (checked, nil)
            } else if !hasKey {
                let made = try await RSAPrivateKey.generate(.bits2048)
                key = try made.pem
                certificate = try Certificate.selfSigned(
                    for: [links.hostName],
                    key: made,
                    notBefore: (clock.now() - .hours(1)).seconds,
                    days: Connections.certificateDays
                ).pem
            }
        }
        let app = OrgApp(
            organisation: caller.organisation,
            host: host,
            consumerKey: consumerKey,
            hasSecret: secret != nil || keepsSecret,
            certificate: certificate
        )
        let isSame =
            known?.consumerKey == consumerKey && secret == nil && key == nil && known?.certificate == certificate
        return AppChange(app: app, secret: secret, key: key, isNew: !isSame)
    }

    func save(_ change: AppChange, by caller: Caller, at now: Timestamp, on db: isolated Connection) throws {
        guard change.isNew else { return }
        let app = change.app
        try OrgApp.save(app, at: now, on: db)
        if let secret = change.secret {
            try secrets.put(
                secret,
                owner: app.owner,
                name: OrgApp.consumerSecret,
                in: app.organisation,
                at: now,
                on: db
            )
        } else if !app.hasSecret {
            try KeptSecret.remove(owner: app.owner, name: OrgApp.consumerSecret, in: app.organisation, on: db)
        }
        if let key = change.key {
            try secrets.put(key, owner: app.owner, name: OrgApp.privateKey, in: app.organisation, at: now, on: db)
        }
        let words = [
            "consumer key \(app.consumerKey.prefix(8))…",
            change.secret == nil ? nil : "a secret",
            change.key == nil ? nil : app.certificate == nil ? "a key of its own" : "a key made by Loam",
        ]
        try record(
            .orgAppChanged,
            Subject(kind: "org-app", id: nil, name: app.host),
            became: words.compactMap(\.self).joined(separator: ", "),
            by: Author(caller),
            at: now,
            on: db
        )
    }
}
