import Database
import HTML
import Store
import Telemetry

/// Who an entry of the audit log names as its author.
struct Author {
    let organisation: ID<Organisation>
    let via: AuditEntry.Via
    let viaID: String?
    let user: ID<User>?
    let name: String
    let origin: Origin

    init(_ caller: Caller) {
        organisation = caller.organisation
        user = caller.user
        name = caller.name
        origin = caller.origin
        switch caller.via {
        case .session(let id): (via, viaID) = (.session, id.rawValue)
        case .key(let id): (via, viaID) = (.key, id.rawValue)
        case .command: (via, viaID) = (.command, nil)
        }
    }

    init(
        organisation: ID<Organisation>,
        via: AuditEntry.Via,
        viaID: String?,
        user: ID<User>?,
        name: String,
        origin: Origin
    ) {
        self.organisation = organisation
        self.via = via
        self.viaID = viaID
        self.user = user
        self.name = name
        self.origin = origin
    }

    /// A person who is about to sign in, or who came by a link.
    init(_ user: User, via: AuditEntry.Via, from origin: Origin) {
        organisation = user.organisation
        self.via = via
        viaID = nil
        self.user = user.id
        name = user.name
        self.origin = origin
    }
}

/// What an act was about.
struct Subject {
    let kind: String
    let id: String?
    let name: String

    static func user(_ user: User) -> Subject { Subject(kind: "user", id: user.id.rawValue, name: user.name) }
    static func session(_ id: ID<Session>, _ device: String) -> Subject {
        Subject(kind: "session", id: id.rawValue, name: device)
    }
    static func key(_ key: APIKey) -> Subject { Subject(kind: "api-key", id: key.id.rawValue, name: key.name) }
    static func mail(_ mail: OutboxMail) -> Subject {
        Subject(kind: "mail", id: mail.id.rawValue, name: mail.subject)
    }
    static func organisation(_ organisation: Organisation) -> Subject {
        Subject(kind: "organisation", id: organisation.id.rawValue, name: organisation.name)
    }
}

/// So many of something, as an entry says it: "1 member", "12 members".
func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count.formatted(.grouped)) \(count == 1 ? one : many ?? one + "s")"
}

/// Writes the entry of an act into the transaction that does it. `was` and `became` are words, never secrets.
func record(
    _ action: AuditAction,
    _ subject: Subject,
    was: String? = nil,
    became: String? = nil,
    by author: Author,
    at now: Timestamp,
    on db: isolated Connection
) throws {
    let entry = AuditEntry(
        id: .make(at: now),
        at: now,
        via: author.via,
        viaID: author.viaID,
        user: author.user,
        userName: author.name,
        action: action.rawValue,
        subjectKind: subject.kind,
        subjectID: subject.id,
        subjectName: subject.name,
        was: was,
        became: became,
        address: author.origin.address,
        requestID: author.origin.requestID
    )
    try AuditEntry.insert(entry, in: author.organisation, on: db)
}
