package import Database
package import Directory
package import Telemetry

package struct User: Sendable, Equatable, RowDecodable {
    package enum State: String, CaseIterable, Sendable, Codable, SQLConvertible, SQLReadable, RowDecodable {
        /// Has a link, but no password yet.
        case invited
        case active
        case deactivated
    }

    package let id: ID<User>
    package let organisation: ID<Organisation>
    package let email: EmailAddress
    package let name: String
    package let role: Role
    package let state: State
    package let createdAt: Timestamp
    package let lastSignInAt: Timestamp?

    package init(
        id: ID<User>,
        organisation: ID<Organisation>,
        email: EmailAddress,
        name: String,
        role: Role,
        state: State,
        createdAt: Timestamp,
        lastSignInAt: Timestamp? = nil
    ) {
        self.id = id
        self.organisation = organisation
        self.email = email
        self.name = name
        self.role = role
        self.state = state
        self.createdAt = createdAt
        self.lastSignInAt = lastSignInAt
    }

    package init(row: Row) throws {
        id = try row["id"]
        organisation = try row["organisation_id"]
        email = try row["email"]
        name = try row["name"]
        role = try row["role"]
        state = try row["state"]
        createdAt = try row["created_at"]
        lastSignInAt = try row["last_sign_in_at"]
    }

    private static let columns: SQL = "organisation_id, id, email, name, role, state, created_at, last_sign_in_at"
}

// MARK: - One person

extension User {
    /// Adds a person by hand: their entry of the directory says what we know of them.
    package static func insert(_ user: User, passwordHash: String?, on db: isolated Connection) throws {
        try insertRow(user, passwordHash: passwordHash, on: db)
        try DirectoryEntry.add(user, on: db)
    }

    /// Adds a person whom an identity provider brings, with the entry that it wrote.
    package static func insert(
        _ user: User,
        _ entry: DirectoryEntry,
        _ values: KeptValues,
        on db: isolated Connection
    ) throws {
        try insertRow(user, passwordHash: nil, on: db)
        try DirectoryEntry.insert(entry, values, in: user.organisation, on: db)
    }

    private static func insertRow(_ user: User, passwordHash: String?, on db: isolated Connection) throws {
        try db.run(
            """
            INSERT INTO users (organisation_id, id, email, name, folded, role, state, password_hash, created_at)
            VALUES (\(user.organisation), \(user.id), \(user.email), \(user.name), \(folded(user.name, user.email)),
                \(user.role), \(user.state), \(passwordHash), \(user.createdAt))
            """
        )
    }

    /// Removes a person of whom nothing else speaks; violates a foreign key where something does.
    package static func remove(_ id: ID<User>, in organisation: ID<Organisation>, on db: isolated Connection) throws {
        try db.run("DELETE FROM users WHERE organisation_id = \(organisation) AND id = \(id)").expect(rows: 1)
    }

    package static func find(
        _ id: ID<User>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> User? {
        try db.first(
            User.self,
            "SELECT \(sql: columns) FROM users WHERE organisation_id = \(organisation) AND id = \(id)"
        )
    }

    package static func find(
        email: EmailAddress,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> User? {
        try db.first(User.self, findStatement(email, organisation))
    }

    /// The names of these people; whoever is not there is left out.
    package static func names(
        of ids: Set<ID<User>>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [ID<User>: String] {
        guard !ids.isEmpty else { return [:] }
        let users = try db.fetch(
            User.self,
            "SELECT \(sql: columns) FROM users WHERE organisation_id = \(organisation) AND id IN \(in: Array(ids))"
        )
        return Dictionary(uniqueKeysWithValues: users.map { ($0.id, $0.name) })
    }

    static func findStatement(_ email: EmailAddress, _ organisation: ID<Organisation>) -> SQL {
        "SELECT \(sql: columns) FROM users WHERE organisation_id = \(organisation) AND email = \(email)"
    }

    /// The hash of the person's password; nil when there is none yet.
    package static func passwordHash(
        of id: ID<User>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> String? {
        try db.first(
            String?.self,
            "SELECT password_hash FROM users WHERE organisation_id = \(organisation) AND id = \(id)"
        ) ?? nil
    }

    package static func update(
        _ id: ID<User>,
        in organisation: ID<Organisation>,
        name: String,
        email: EmailAddress,
        role: Role,
        state: State,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE users
            SET name = \(name), email = \(email), folded = \(folded(name, email)), role = \(role), state = \(state)
            WHERE organisation_id = \(organisation) AND id = \(id)
            """
        ).expect(rows: 1)
    }

    package static func setPassword(
        _ hash: String,
        of id: ID<User>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            "UPDATE users SET password_hash = \(hash) WHERE organisation_id = \(organisation) AND id = \(id)"
        ).expect(rows: 1)
    }

    package static func signedIn(
        _ id: ID<User>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            "UPDATE users SET last_sign_in_at = \(now) WHERE organisation_id = \(organisation) AND id = \(id)"
        ).expect(rows: 1)
    }

    package static func countActiveAdmins(
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Int {
        try db.one(
            Int.self,
            """
            SELECT COUNT(*) FROM users
            WHERE organisation_id = \(organisation) AND role = \(Role.admin) AND state = \(State.active)
            """
        )
    }
}

extension User {
    /// Active administrators who have a password, and so need no identity provider.
    package static func countLocalAdmins(
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Int {
        try db.one(
            Int.self,
            """
            SELECT COUNT(*) FROM users
            WHERE organisation_id = \(organisation) AND role = \(Role.admin) AND state = \(State.active)
                AND password_hash IS NOT NULL
            """
        )
    }
}

// MARK: - Many people

extension User {
    /// The active administrators, by name.
    package static func activeAdmins(in organisation: ID<Organisation>, on db: isolated Connection) throws -> [User] {
        try db.fetch(
            User.self,
            """
            SELECT \(sql: columns) FROM users
            WHERE organisation_id = \(organisation) AND role = \(Role.admin) AND state = \(State.active)
            ORDER BY folded, id
            """
        )
    }

    package struct Query: Sendable, Equatable {
        package enum Order: String, CaseIterable, Sendable { case name, email, role, state, createdAt, lastSignInAt }

        package var search: String
        package var role: Role?
        package var state: State?
        package var order: Order
        package var isDescending: Bool
        /// From 1.
        package var page: Int
        package var pageSize: Int

        package init(
            search: String = "",
            role: Role? = nil,
            state: State? = nil,
            order: Order = .name,
            isDescending: Bool = false,
            page: Int = 1,
            pageSize: Int = 50
        ) {
            self.search = search
            self.role = role
            self.state = state
            self.order = order
            self.isDescending = isDescending
            self.page = page
            self.pageSize = pageSize
        }
    }

    /// A page of the people who fit, and how many fit in all.
    package static func list(
        _ query: Query,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> (users: [User], total: Int) {
        let condition = condition(query, organisation)
        let total = try db.one(Int.self, "SELECT COUNT(*) FROM users WHERE \(sql: condition)")
        let size = min(max(query.pageSize, 1), 500)
        let users = try db.fetch(
            User.self,
            """
            SELECT \(sql: columns) FROM users WHERE \(sql: condition)
            ORDER BY \(sql: order(query)), id
            LIMIT \(size) OFFSET \((max(query.page, 1) - 1) * size)
            """
        )
        return (users, total)
    }

    private static func condition(_ query: Query, _ organisation: ID<Organisation>) -> SQL {
        var conditions: [SQL] = ["organisation_id = \(organisation)"]
        if let role = query.role { conditions.append("role = \(role)") }
        if let state = query.state { conditions.append("state = \(state)") }
        for word in query.search.lowercased().split(whereSeparator: \.isWhitespace).prefix(8) {
            conditions.append("folded LIKE \("%" + literal(word) + "%") ESCAPE '\\'")
        }
        return conditions.joined(separator: " AND ")
    }

    private static func order(_ query: Query) -> SQL {
        let column: SQL =
            switch query.order {
            case .name: "folded"
            case .email: "email"
            case .role: "role"
            case .state: "state"
            case .createdAt: "created_at"
            // Who never signed in comes before all others, on either engine.
            case .lastSignInAt: "COALESCE(last_sign_in_at, 0)"
            }
        return query.isDescending ? column + " DESC" : column
    }

    /// Name and address as they are searched and sorted: the engines fold letters beyond ASCII differently.
    private static func folded(_ name: String, _ email: EmailAddress) -> String {
        "\(name.lowercased()) \(email.rawValue)"
    }

    /// The word without the meaning that `LIKE` gives to some characters.
    private static func literal(_ word: Substring) -> String {
        var text = ""
        for character in word {
            if character == "%" || character == "_" || character == "\\" { text.append("\\") }
            text.append(character)
        }
        return text
    }
}
