import Database
import Telemetry

/// A user of the org, as far as signing in and saying who it is goes.
struct Person: Sendable, Equatable {
    let id: String
    let username: String
    let name: String
    let firstName: String?
    let lastName: String
    let nickname: String
    let email: String
    let profileID: String
    let roleID: String?
    let isActive: Bool
    let userType: String
    let timeZone: String
    let locale: String
    let language: String
    let mobilePhone: String?
    let street: String?
    let city: String?
    let state: String?
    let postalCode: String?
    let country: String?
    let modified: String
}

extension Person: RowDecodable {
    init(row: Row) throws {
        func text(_ column: String, otherwise: String = "") throws -> String {
            let value: String? = try row[column]
            return value ?? otherwise
        }
        id = try row["Id"]
        username = try text("Username")
        name = try text("Name")
        firstName = try row["FirstName"]
        lastName = try text("LastName")
        nickname = try text("CommunityNickname")
        email = try text("Email")
        profileID = try text("ProfileId")
        roleID = try row["UserRoleId"]
        isActive = try row["IsActive"]
        userType = try text("UserType", otherwise: "Standard")
        timeZone = try text("TimeZoneSidKey", otherwise: "GMT")
        locale = try text("LocaleSidKey", otherwise: "en_US")
        language = try text("LanguageLocaleKey", otherwise: "en_US")
        mobilePhone = try row["MobilePhone"]
        street = try row["Street"]
        city = try row["City"]
        state = try row["State"]
        postalCode = try row["PostalCode"]
        country = try row["Country"]
        modified = try text("LastModifiedDate")
    }

    static func find(id: String, in database: Database) async throws -> Person? {
        try await database.read { db in
            try db.first(Person.self, "SELECT * FROM \"User\" WHERE \"Id\" = \(id)")
        }
    }

    /// Names are compared as the column does, without regard to case.
    static func find(username: String, in database: Database) async throws -> Person? {
        try await database.read { db in
            try db.first(Person.self, "SELECT * FROM \"User\" WHERE \"Username\" = \(username)")
        }
    }
}

/// What the sign-in says of the org itself.
struct Organization: Sendable, Equatable, RowDecodable {
    let id: String
    let name: String
    let isSandbox: Bool

    init(row: Row) throws {
        id = try row["Id"]
        name = try row["Name"]
        isSandbox = try row["IsSandbox"]
    }

    /// The 15 characters with which access tokens begin.
    var shortID: String { String(id.prefix(15)) }

    static func load(from database: Database) async throws -> Organization {
        try await database.read { db in
            try db.one(Organization.self, "SELECT \"Id\", \"Name\", \"IsSandbox\" FROM \"Organization\" LIMIT 1")
        }
    }
}
