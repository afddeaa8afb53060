import Crypto
import Database
package import HTTP
import Salesforce
package import Store
import Telemetry

extension Connections {
    /// A browser that was away for longer begins again.
    static let tripLifetime = Duration.minutes(15)

    // MARK: Entering

    /// Enters an org that is to be connected; nobody has signed in to it yet.
    package func create(_ form: Form, by caller: Caller) async throws -> OrgConnection {
        try caller.require(.administer)
        let now = clock.now()
        var faults = Faults()
        let name = faults.name(form.name)
        let username = form.way == .statement ? faults.username(form.username) : nil
        guard let host = faults.host(form.place, calls) else { throw faults.refusal }
        let change = try await appChange(form, at: host, by: caller, &faults)
        try faults.check()
        guard let name, let change else { throw faults.refusal }
        let connection = OrgConnection(
            id: .make(at: now),
            organisation: caller.organisation,
            name: name,
            host: host,
            way: form.way,
            username: username,
            isSandbox: form.place == .sandbox,
            connectedBy: caller.user,
            createdAt: now
        )
        try await database.write { db in
            guard try OrgConnection.find(named: name, in: caller.organisation, on: db) == nil else {
                throw Refusal.connectionNameTaken
            }
            try save(change, by: caller, at: now, on: db)
            try OrgConnection.insert(connection, on: db)
            let became = "\(host), by \(form.way == .browser ? "browser" : "signed statement")"
            try record(.connectionAdded, .connection(connection), became: became, by: Author(caller), at: now, on: db)
        }
        return connection
    }

    /// Takes back one to which nobody ever signed in.
    package func remove(_ id: ID<OrgConnection>, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            guard let connection = try OrgConnection.find(id, in: caller.organisation, on: db) else {
                throw Refusal.connectionUnknown
            }
            guard try OrgConnection.removePending(id, in: caller.organisation, on: db) else {
                throw Refusal.connectionNotPending
            }
            try record(
                .connectionRemoved,
                .connection(connection),
                was: connection.host,
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    // MARK: By browser

    /// Begins a trip of the caller's browser, and tells the address at Salesforce to which it is to go.
    package func begin(
        _ purpose: OrgTrip.Purpose,
        _ id: ID<OrgConnection>,
        by caller: Caller
    ) async throws -> String {
        let (user, browser) = try caller.requireSession()
        let now = clock.now()
        let (connection, app) = try await database.read { db in
            guard let connection = try OrgConnection.find(id, in: caller.organisation, on: db) else {
                throw Refusal.connectionUnknown
            }
            return (connection, try OrgApp.find(connection.host, in: caller.organisation, on: db))
        }
        try checkMay(purpose, connection, caller)
        guard let app else { throw Refusal.connectionPending }
        let authorization = Authorization()
        let signIn = try await signIn(at: connection.host, app)
        let trip = OrgTrip(
            id: .make(at: now),
            organisation: caller.organisation,
            connection: id,
            purpose: purpose,
            user: user,
            session: browser,
            expiresAt: now + Connections.tripLifetime
        )
        try await database.write { db in
            try OrgTrip.insert(trip, stateHash: Digest.sha256(authorization.state), on: db)
            try secrets.put(
                Secret(authorization.state + " " + authorization.verifier.reveal()),
                owner: trip.owner,
                name: OrgTrip.proof,
                in: trip.organisation,
                at: now,
                on: db
            )
        }
        return authorization.address(at: signIn.host, for: signIn.app)
    }

    /// What a browser has brought about that came back from Salesforce.
    package struct Arrival: Sendable, Equatable {
        package let connection: ID<OrgConnection>
        package let purpose: OrgTrip.Purpose
    }

    /// Ends the trip with which the caller's browser comes back.
    package func complete(_ query: Query, by caller: Caller) async throws -> Arrival {
        let (user, browser) = try caller.requireSession()
        let now = clock.now()
        guard let state = query["state"] else { throw Refusal.tripUnknown }
        // The trip ends whatever comes of it: a code is never taken twice.
        let ended = try await database.write { db -> (OrgTrip, Secret)? in
            let hash = Digest.sha256(state)
            guard let trip = try OrgTrip.find(stateHash: hash, in: caller.organisation, on: db),
                trip.session == browser, trip.user == user,
                let proof = try secrets.find(owner: trip.owner, name: OrgTrip.proof, in: trip.organisation, on: db),
                try OrgTrip.end(trip, on: db)
            else { return nil }
            return (trip, proof)
        }
        guard let (trip, proof) = ended, trip.expiresAt > now else { throw Refusal.tripUnknown }
        let parts = proof.reveal().split(separator: " ").map(String.init)
        guard parts.count == 2 else { throw Refusal.tripUnknown }
        let (connection, app) = try await database.read { db in
            guard let connection = try OrgConnection.find(trip.connection, in: caller.organisation, on: db) else {
                throw Refusal.connectionUnknown
            }
            return (connection, try OrgApp.find(connection.host, in: caller.organisation, on: db))
        }
        guard let app else { throw Refusal.connectionPending }
        try checkMay(trip.purpose, connection, caller)
        let authorization = Authorization(state: parts[0], verifier: Secret(parts[1]))
        let signIn = try await signIn(at: connection.host, app)
        let tokens: Tokens
        let person: UserInfo
        do {
            tokens = try await signIn.redeem(try authorization.code(from: query), of: authorization)
            person = try await signIn.userInfo(tokens)
        } catch let error as SalesforceError {
            throw Refusal(error)
        }
        switch trip.purpose {
        case .connect, .changeUser:
            try await settle(
                connection,
                tokens,
                person,
                signIn,
                isChange: trip.purpose == .changeUser,
                user,
                by: caller
            )
        case .ownAccount: try await settleOwn(connection, tokens, person, user, by: caller)
        }
        return Arrival(connection: connection.id, purpose: trip.purpose)
    }

    private func checkMay(
        _ purpose: OrgTrip.Purpose,
        _ connection: OrgConnection,
        _ caller: Caller
    ) throws(Refusal) {
        switch purpose {
        case .connect:
            guard connection.way == .browser else { throw .connectionByStatement }
            // Whoever connects first, or after the end, becomes the primary admin.
            if [.pending, .disconnected].contains(connection.state) || connection.primaryAdmin == nil {
                try caller.require(.administer)
            } else {
                try caller.require(.connectAgain, on: connection)
            }
        case .changeUser:
            guard connection.way == .browser else { throw .connectionByStatement }
            try caller.require(.changeUser, on: connection)
            guard [.working, .broken].contains(connection.state) else { throw .connectionPending }
        case .ownAccount:
            try caller.require(.use)
            try connection.checkUsable(for: .setup, despiteTrouble: true)
            guard connection.preference == .user else { throw .ownAccountNotNeeded }
        }
    }

    // MARK: By signed statement

    /// Signs in as the service account by a signed statement, the first time or again. The administrator answers for the
    /// connection from then on, unless somebody does already.
    package func connectByStatement(
        _ id: ID<OrgConnection>,
        answeredForBy email: String? = nil,
        by caller: Caller
    ) async throws {
        try caller.require(.administer)
        let (found, app, key) = try await database.read { db in
            let connection = try OrgConnection.find(id, in: caller.organisation, on: db)
            let owner = OrgApp.owner(connection?.host ?? "")
            return (
                connection,
                try connection.flatMap { try OrgApp.find($0.host, in: caller.organisation, on: db) },
                try secrets.find(owner: owner, name: OrgApp.privateKey, in: caller.organisation, on: db)
            )
        }
        guard let connection = found else { throw Refusal.connectionUnknown }
        guard connection.way == .statement else { throw Refusal.connectionByBrowser }
        guard let app, let key else { throw Refusal.keyMissing }
        let admin = try await admin(email, by: caller)
        let signIn = try await signIn(at: connection.host, app)
        let tokens: Tokens
        let person: UserInfo
        do {
            tokens = try await signIn.signIn(by: try SignedStatement(for: connection, at: signIn.host, key: key))
            person = try await signIn.userInfo(tokens)
        } catch let error as SalesforceError {
            throw Refusal(error)
        }
        try await settle(connection, tokens, person, signIn, isChange: false, admin, by: caller)
    }

    /// Who answers for what the caller does: they themselves, or at the command line the administrator who is named.
    func admin(_ email: String?, by caller: Caller) async throws -> ID<User> {
        if let user = caller.user { return user }
        let user = try await database.read { db in
            try email.flatMap(EmailAddress.init(rawValue:)).flatMap {
                try User.find(email: $0, in: caller.organisation, on: db)
            }
        }
        guard let user, user.state == .active, user.role == .admin else { throw Refusal.adminNeeded }
        return user.id
    }
}

extension Subject {
    static func connection(_ connection: OrgConnection) -> Subject {
        Subject(kind: "connection", id: connection.id.rawValue, name: connection.name)
    }
}

extension Refusal {
    static let connectionNameTaken = Refusal(
        .invalid,
        "connection.name-taken",
        "There is a connection of this name already; choose another.",
        fields: ["name": "Choose another name."]
    )
    static let connectionNotPending = Refusal(
        .conflict,
        "connection.not-pending",
        "This connection is in use or was; disconnect it instead, its history stays."
    )
    static let connectionByStatement = Refusal(
        .conflict,
        "connection.by-statement",
        "This connection signs in by a signed statement, not by browser."
    )
    static let connectionByBrowser = Refusal(
        .conflict,
        "connection.by-browser",
        "This connection signs in by browser; open it in the portal and connect there."
    )
    static let tripUnknown = Refusal(
        .conflict,
        "connection.trip-unknown",
        "This sign-in took too long, was used before, or began in another browser; connect again."
    )
    static let adminNeeded = Refusal(
        .invalid,
        "connection.admin-needed",
        "Name the active administrator who answers for the connection.",
        fields: ["admin": "Name an active administrator by e-mail address."]
    )
    static let ownAccountNotNeeded = Refusal(
        .conflict,
        "connection.own-account-not-needed",
        "Exports run under the service account here, so there is no account of your own to connect."
    )
}
