package import Database
import Synchronization
import Telemetry

/// A sandbox org: its schema, its rows, and what may be done with them.
package final class Org: Sendable {
    package let database: Database
    let hooks: SaveHooks
    /// What goes wrong on purpose.
    let faults = Faults()

    private let state: Mutex<State>

    private struct State {
        var schema: Schema
        var switches: OrgSwitches
        var callers: [String: OrgCaller] = [:]
    }

    init(database: Database, schema: Schema, switches: OrgSwitches, hooks: SaveHooks) {
        self.database = database
        self.hooks = hooks
        state = Mutex(State(schema: schema, switches: switches))
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
        if let known = state.withLock({ $0.callers[userID] }) { return known }
        let schema = self.schema
        let caller = try await database.read { db in try OrgCaller(userID: userID, schema: schema, db) }
        state.withLock { $0.callers[userID] = caller }
        return caller
    }

    /// Forgets what users may see and do, because a user, a permission or the schema changed.
    func forgetCallers() { state.withLock { $0.callers = [:] } }
}

extension Org {
    /// The user who was there first.
    func administrator() async throws -> OrgCaller {
        let id = try await database.read { db in
            try db.one(String.self, "SELECT \"Id\" FROM \"User\" ORDER BY \"Id\" LIMIT 1")
        }
        return try await caller(userID: id)
    }
}
