import Database
import Salesforce
package import Store
import Telemetry

/// Who our people are in the org, so that what they export belongs to them there.
extension Connections {
    package struct MappedUser: Sendable, Equatable {
        package let user: User
        /// Nil for who has not been looked for yet.
        package let mapping: OrgPerson?
    }

    package struct PeoplePage: Sendable, Equatable {
        package let people: [MappedUser]
        package let total: Int
        /// How many of all our people are mapped.
        package let mapped: Int
        package let all: Int
    }

    package func people(
        _ id: ID<OrgConnection>,
        search: String = "",
        page: Int = 1,
        pageSize: Int = 50,
        by caller: Caller
    ) async throws -> PeoplePage {
        try caller.require(.inspect)
        return try await database.read { db in
            guard try OrgConnection.find(id, in: caller.organisation, on: db) != nil else {
                throw Refusal.connectionUnknown
            }
            let query = User.Query(search: search, page: page, pageSize: pageSize)
            let (users, total) = try User.list(query, in: caller.organisation, on: db)
            let mappings = try OrgPerson.list(of: id, in: caller.organisation, on: db)
            let byUser = Dictionary(mappings.map { ($0.user, $0) }) { first, _ in first }
            return PeoplePage(
                people: users.map { MappedUser(user: $0, mapping: byUser[$0.id]) },
                total: total,
                mapped: mappings.count { $0.state == .mapped },
                all: search.isEmpty
                    ? total : try User.list(User.Query(pageSize: 1), in: caller.organisation, on: db).total
            )
        }
    }

    /// Looks for all our people anew in the org that is connected now; what was chosen by hand is forgotten, too.
    package func resetMapping(_ id: ID<OrgConnection>, by caller: Caller) async throws {
        try await changing(id, by: caller)
        let users = try await allUsers(in: caller.organisation)
        let found = try await look(for: users, id, in: caller.organisation)
        let now = clock.now()
        try await database.write { db in
            let connection = try requireChanging(id, by: caller, on: db)
            try OrgPerson.removeAll(of: id, in: caller.organisation, on: db)
            for (user, verdict) in found {
                try OrgPerson.save(OrgPerson(user, verdict, at: now), of: id, in: caller.organisation, on: db)
            }
            let mapped = found.count { if case .mapped = $0.1 { true } else { false } }
            try record(
                .userMappingReset,
                .connection(connection),
                became: "\(mapped) of \(counted(users.count, "person", "people")) mapped",
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    /// The users of the org among whom an administrator may choose for a person: those who fit the search, or without one
    /// those who fit the person.
    package func candidates(
        for user: ID<User>,
        search: String = "",
        _ id: ID<OrgConnection>,
        by caller: Caller
    ) async throws -> (person: MappedUser, candidates: [OrgPerson.CRMUser]) {
        try caller.require(.inspect)
        let person = try await database.read { db in
            guard let user = try User.find(user, in: caller.organisation, on: db) else { throw Refusal.userUnknown }
            return MappedUser(
                user: user,
                mapping: try OrgPerson.find(user.id, of: id, in: caller.organisation, on: db)
            )
        }
        let words = search.split(whereSeparator: \.isWhitespace).map(String.init).prefix(4)
        let candidates = try await calling(id, in: caller.organisation) { org in
            if words.isEmpty {
                return try await users(of: org, matching: [person.user])
            }
            let conditions: [SOQL] = words.map { word in
                "(Name LIKE \(like: .contains(word)) OR Email LIKE \(like: .contains(word)))"
            }
            return try await crmUsers(
                org,
                "SELECT Id, Name, Email FROM User WHERE IsActive = TRUE AND \(SOQL.all(conditions)) ORDER BY Name LIMIT 50"
            )
        }
        return (person, candidates)
    }

    /// Maps a person to a user of the org, or to nobody, whatever would be found.
    package func choose(
        _ crmUser: String?,
        for user: ID<User>,
        _ id: ID<OrgConnection>,
        by caller: Caller
    ) async throws {
        try await changing(id, by: caller)
        var chosen: OrgPerson.CRMUser?
        if let crmUser {
            guard let record = RecordID(crmUser) else { throw Refusal.crmUserUnknown }
            chosen = try await calling(id, in: caller.organisation) { org in
                try await crmUsers(
                    org,
                    "SELECT Id, Name, Email FROM User WHERE Id = \(record) AND IsActive = TRUE"
                ).first
            }
            guard chosen != nil else { throw Refusal.crmUserUnknown }
        }
        let now = clock.now()
        let new = chosen
        try await database.write { db in
            let connection = try requireChanging(id, by: caller, on: db)
            guard let person = try User.find(user, in: caller.organisation, on: db) else { throw Refusal.userUnknown }
            let before = try OrgPerson.find(user, of: id, in: caller.organisation, on: db)
            try OrgPerson.save(
                OrgPerson(
                    user: user,
                    state: new == nil ? .none : .mapped,
                    crmUser: new,
                    isByHand: true,
                    updatedAt: now
                ),
                of: id,
                in: caller.organisation,
                on: db
            )
            try record(
                .userMappingChanged,
                .connection(connection),
                was: "\(person.name): \(before?.crmUser?.name ?? "nobody")",
                became: "\(person.name): \(new?.name ?? "nobody")",
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    /// Who a person is in the org; one who was never looked for is looked for now, as at their first export. Nil where
    /// nobody fits or several do: what they export then belongs to the service account.
    package func crmUser(
        of user: ID<User>,
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>
    ) async throws -> OrgPerson.CRMUser? {
        let (person, known) = try await database.read { db in
            (
                try User.find(user, in: organisation, on: db),
                try OrgPerson.find(user, of: id, in: organisation, on: db)
            )
        }
        if let known { return known.crmUser }
        guard let person, let found = try await look(for: [person], id, in: organisation).first else { return nil }
        let new = OrgPerson(found.0, found.1, at: clock.now())
        try await database.write { db in
            // Somebody may have chosen meanwhile.
            guard try OrgPerson.find(user, of: id, in: organisation, on: db) == nil else { return }
            try OrgPerson.save(new, of: id, in: organisation, on: db)
        }
        return new.crmUser
    }

    // MARK: Parts

    private func look(
        for users: [User],
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>
    ) async throws -> [(ID<User>, UserMatch.Verdict)] {
        let found = try await calling(id, in: organisation) { org in
            var found: [OrgPerson.CRMUser] = []
            // A statement has room for so many names and addresses.
            for start in stride(from: 0, to: users.count, by: 25) {
                found += try await self.users(of: org, matching: Array(users[start..<min(start + 25, users.count)]))
            }
            return found
        }
        let unique = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }.values
        return users.map { user in
            let person = UserMatch.Person(email: user.email.rawValue, name: user.name)
            return (user.id, UserMatch.find(person, among: Array(unique)))
        }
    }

    /// The active users of the org who have the address or the name of one of our people.
    private func users(of org: Org, matching users: [User]) async throws -> [OrgPerson.CRMUser] {
        let emails = users.map(\.email.rawValue)
        let names = users.map(\.name)
        return try await crmUsers(
            org,
            """
            SELECT Id, Name, Email FROM User
            WHERE IsActive = TRUE AND (Email IN \(in: emails) OR Name IN \(in: names)) ORDER BY Name LIMIT 2000
            """
        )
    }

    private func crmUsers(_ org: Org, _ query: SOQL) async throws -> [OrgPerson.CRMUser] {
        try await org.rows(query).compactMap { row in
            row.id.map { OrgPerson.CRMUser(id: $0.text, name: row.text("Name") ?? "", email: row.text("Email") ?? "") }
        }
    }

    private func allUsers(in organisation: ID<Organisation>) async throws -> [User] {
        try await database.read { db in
            var users: [User] = []
            while true {
                let query = User.Query(page: users.count / 500 + 1, pageSize: 500)
                let page = try User.list(query, in: organisation, on: db)
                users += page.users
                if users.count >= page.total || page.users.isEmpty { return users }
            }
        }
    }

    private func changing(_ id: ID<OrgConnection>, by caller: Caller) async throws {
        _ = try await database.read { db in try requireChanging(id, by: caller, on: db) }
    }

    func requireChanging(
        _ id: ID<OrgConnection>,
        by caller: Caller,
        on db: isolated Connection
    ) throws -> OrgConnection {
        guard let connection = try OrgConnection.find(id, in: caller.organisation, on: db) else {
            throw Refusal.connectionUnknown
        }
        try caller.require(.changeSettings, on: connection)
        return connection
    }
}

extension OrgPerson {
    fileprivate init(_ user: ID<User>, _ verdict: UserMatch.Verdict, at now: Timestamp) {
        switch verdict {
        case .mapped(let crmUser):
            self.init(user: user, state: .mapped, crmUser: crmUser, isByHand: false, updatedAt: now)
        case .several: self.init(user: user, state: .several, crmUser: nil, isByHand: false, updatedAt: now)
        case .none: self.init(user: user, state: .none, crmUser: nil, isByHand: false, updatedAt: now)
        }
    }
}

extension Refusal {
    static let crmUserUnknown = Refusal(
        .invalid,
        "connection.crm-user-unknown",
        "This is no active user of the org; search again and choose one.",
        fields: ["crmUser": "Choose an active user of the org."]
    )
}
