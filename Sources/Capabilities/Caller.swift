import Database
package import Store
import Telemetry

/// Where a request came from, as far as we know.
package struct Origin: Sendable, Equatable {
    package let address: String?
    package let userAgent: String?
    package let requestID: String?

    package init(address: String? = nil, userAgent: String? = nil, requestID: String? = nil) {
        self.address = address
        self.userAgent = userAgent
        self.requestID = requestID
    }
}

/// Who asks: what every capability is given beside the request itself.
package struct Caller: Sendable, Equatable {
    package enum Via: Sendable, Equatable {
        case session(ID<Session>)
        case key(ID<APIKey>)
        /// The command line of the machine itself.
        case command
    }

    package let organisation: ID<Organisation>
    package let organisationName: String
    package let timeZone: String
    /// The person, or for a key the person who made it; nil at the command line.
    package let user: ID<User>?
    /// As the audit log calls them.
    package let name: String
    package let email: EmailAddress?
    package let role: Role
    package let via: Via
    package let origin: Origin
    /// Who is known but has no product to work with: nothing is theirs but their account.
    package let lacksSeat: Bool

    package init(
        organisation: ID<Organisation>,
        organisationName: String,
        timeZone: String,
        user: ID<User>?,
        name: String,
        email: EmailAddress?,
        role: Role,
        via: Via,
        origin: Origin,
        lacksSeat: Bool = false
    ) {
        self.organisation = organisation
        self.organisationName = organisationName
        self.timeZone = timeZone
        self.user = user
        self.name = name
        self.email = email
        self.role = role
        self.via = via
        self.origin = origin
        self.lacksSeat = lacksSeat
    }

    /// The session, for a person at a browser.
    package var session: ID<Session>? {
        if case .session(let id) = via { id } else { nil }
    }
}

// MARK: - What a caller may do

package enum Permission: Sendable, CaseIterable {
    /// Work with the product.
    case use
    /// Look at everything, the audit log included.
    case inspect
    /// Change people, keys and settings.
    case administer
}

extension Role {
    package func allows(_ permission: Permission) -> Bool {
        switch (self, permission) {
        case (.admin, _): true
        case (.member, .use): true
        case (.auditor, .inspect): true
        case (.member, _), (.auditor, _): false
        }
    }
}

extension Caller {
    package func require(_ permission: Permission) throws(Refusal) {
        guard role.allows(permission) else { throw .forbidden }
    }

    /// What is not of the person's own account is for those who hold a seat, where one is required.
    package func requireSeat() throws(Refusal) {
        guard !lacksSeat else { throw .seatMissing }
    }

    /// The person at the browser and their session; what concerns an account is for them alone, not for keys.
    func requireSession() throws(Refusal) -> (user: ID<User>, session: ID<Session>) {
        guard let user, let session else { throw .sessionNeeded }
        return (user, session)
    }

    /// Throws unless the person still is an active administrator, when a transaction is about to act on it.
    func confirmAdministers(on db: isolated Connection) throws {
        guard let user else { return }
        let stored = try User.find(user, in: organisation, on: db)
        guard let stored, stored.state == .active, stored.role == .admin else { throw Refusal.forbidden }
    }
}
