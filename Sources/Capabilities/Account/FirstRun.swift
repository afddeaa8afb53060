package import Crypto
import Database
import Store
import Telemetry

/// The first visit: makes the organisation and its first administrator. Possible exactly once.
package struct FirstRun: Sendable {
    package struct Form: Sendable {
        package var organisation: String
        package var timeZone: String
        package var name: String
        package var email: String
        package var password: Secret

        package init(organisation: String, timeZone: String, name: String, email: String, password: Secret) {
            self.organisation = organisation
            self.timeZone = timeZone
            self.name = name
            self.email = email
            self.password = password
        }
    }

    let database: Database
    let sessions: Sessions
    let strength: Password.Strength
    let clock: WallClock

    /// Whether nobody has been here before.
    package func isPossible() async throws -> Bool {
        try await database.read { db in try Organisation.installed(on: db) == nil }
    }

    /// Makes the organisation and its first administrator, who is signed in at once.
    package func perform(_ form: Form, from origin: Origin) async throws -> SignedIn {
        let now = clock.now()
        let (organisation, user) = try check(form, now)
        guard try await isPossible() else { throw Refusal.firstRunDone }
        let hash = try await computing { () async throws(CryptoError) in
            try await Password.hash(form.password, strength: strength)
        }
        let token = Token(for: organisation.id)
        do {
            return try await database.write { db in
                try Organisation.install(organisation, on: db)
                try User.insert(user, passwordHash: hash, on: db)
                try record(
                    .organisationCreated,
                    .organisation(organisation),
                    became:
                        "\(organisation.name), time zone \(organisation.timeZone), first administrator \(user.name)",
                    by: Author(user, via: .nobody, from: origin),
                    at: now,
                    on: db
                )
                return try sessions.begin(
                    for: user,
                    in: organisation,
                    token: token,
                    replacing: nil,
                    from: origin,
                    at: now,
                    on: db
                )
            }
        } catch let error as DatabaseError where error.code == .uniqueViolation("installation_pkey") {
            throw Refusal.firstRunDone
        }
    }

    private func check(_ form: Form, _ now: Timestamp) throws(Refusal) -> (Organisation, User) {
        var faults = Faults()
        let organisationName = faults.name(form.organisation, field: "organisation")
        let timeZone = faults.timeZone(form.timeZone)
        let name = faults.name(form.name)
        let email = faults.email(form.email)
        let known = [form.organisation, form.name, form.email]
        if let fault = PasswordRules.fault(in: form.password, avoiding: known) { faults.add("password", fault) }
        guard let organisationName, let timeZone, let name, let email else { throw faults.refusal }
        try faults.check()
        let organisation = Organisation(id: .make(at: now), name: organisationName, timeZone: timeZone, createdAt: now)
        let user = User(
            id: .make(at: now),
            organisation: organisation.id,
            email: email,
            name: name,
            role: .admin,
            state: .active,
            createdAt: now
        )
        return (organisation, user)
    }
}

extension Refusal {
    static let firstRunDone = Refusal(
        .conflict,
        "first-run.done",
        "Loam is set up already; sign in, or ask an administrator to invite you."
    )
    static let firstRunNeeded = Refusal(
        .conflict,
        "first-run.needed",
        "Loam is not set up yet; open it in a browser and make the organisation first."
    )
}
