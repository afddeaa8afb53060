package import Database
import Synchronization
import Telemetry

/// A sandbox org: its schema, its rows, and what may be done with them.
package final class Org: Sendable {
    package let database: Database
    let hooks: SaveHooks
    let rules: RuleBook
    /// What goes wrong on purpose.
    package let faults = Faults()
    let locks = RowLocks()
    /// States and countries with their codes, in an org that has them.
    let places: Places?

    private let state: Mutex<State>

    private struct State {
        var schema: Schema
        var switches: OrgSwitches
        var callers: [String: OrgCaller] = [:]
        /// Until then a transaction under way may change what a user may do, so that nothing read is kept.
        var callersSettle = Timestamp(microseconds: 0)
    }

    init(database: Database, schema: Schema, switches: OrgSwitches, rules: RuleBook, hooks: SaveHooks, places: Places?)
    {
        self.database = database
        self.hooks = hooks
        self.rules = rules
        self.places = places
        state = Mutex(State(schema: schema, switches: switches))
        rules.connect { [weak self] in self?.schema }
    }

    /// All objects and fields, whoever asks.
    package var schema: Schema { state.withLock { $0.schema } }

    package var switches: OrgSwitches {
        get { state.withLock { $0.switches } }
        set { state.withLock { $0.switches = newValue } }
    }

    package func close() async { await database.close() }
}

// MARK: - Callers

extension Org {
    /// The user with this id; throws when there is none, or when he or she may no longer come in.
    func caller(userID: String) async throws -> OrgCaller {
        if let known = knownCaller(userID: userID) { return known }
        let schema = self.schema
        let caller = try await database.read { db in try OrgCaller(userID: userID, schema: schema, db) }
        let now = Log.current.clock.now()
        state.withLock { state in
            if now >= state.callersSettle, state.schema.version == schema.version { state.callers[userID] = caller }
        }
        return caller
    }

    /// The user with this id, if he or she was asked for before and nothing has changed since.
    func knownCaller(userID: String) -> OrgCaller? { state.withLock { $0.callers[userID] } }

    /// The user who was there first.
    func administrator() async throws -> OrgCaller {
        let id = try await database.read { db in
            try db.one(String.self, "SELECT \"Id\" FROM \"User\" ORDER BY \"Id\" LIMIT 1")
        }
        return try await caller(userID: id)
    }

    /// Forgets what users may see and do when rows of this object decide about that.
    func forgetCallers(after object: ObjectType) {
        let decisive = [
            "User", "Profile", "PermissionSet", "PermissionSetAssignment", "ObjectPermissions", "FieldPermissions",
        ]
        if decisive.contains(object.name) { forgetCallers() }
    }

    func forgetCallers() {
        let settled = Log.current.clock.now() + .seconds(30)
        state.withLock { state in
            state.callers = [:]
            state.callersSettle = settled
        }
    }

    /// Takes a new schema in the place of the old one.
    func adopt(_ schema: Schema) {
        state.withLock { state in
            state.schema = schema
            state.callers = [:]
        }
    }

    /// How many rows the org's data storage holds.
    func countRows(_ db: isolated Connection) throws -> Int {
        var count = 0
        for object in schema.objects where object.traits.contains(.permissioned) && !object.isEvent {
            count += try db.one(Int.self, "SELECT COUNT(*) FROM \(identifier: object.name)")
        }
        return count
    }
}
