package import Database
package import Enrichment

// How follow-ups are sent, and what became of them.

extension RunFollowUp {
    /// Takes these to be sent by this run and by no other, and tells which of them are; those that were made meanwhile, or that
    /// another run is making, are left.
    package static func claim(
        _ keys: [String],
        of run: ID<Run>,
        connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Set<String> {
        // Of two runs that want the same at a time, the second sees what the first has taken.
        try OrgConnection.lock(connection, in: organisation, on: db)
        var claimed: Set<String> = []
        var planned: [String] = []
        let states = try states(keys, of: run, in: organisation, on: db)
        for key in keys {
            switch states[key] {
            case .sending: claimed.insert(key)
            case .planned: planned.append(key)
            case .left, .made, .enriched, .removed, .failed, nil: break
            }
        }
        // What another run brings to its end meanwhile is not under way any more, so what is made is asked for last.
        let others = try underWay(planned, connection: connection, in: organisation, on: db)
        let made = try MadeRecord.find(planned, connection: connection, in: organisation, on: db)
        for key in planned {
            if made[key] != nil || others.contains(key) {
                try settle(key, .left, words: takenSentence, of: run, in: organisation, on: db)
            } else {
                try settle(key, .sending, of: run, in: organisation, on: db)
                claimed.insert(key)
            }
        }
        return claimed
    }

    private static func states(
        _ keys: [String],
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [String: State] {
        var states: [String: State] = [:]
        for start in stride(from: 0, to: keys.count, by: 500) {
            let some = keys[start..<min(start + 500, keys.count)]
            let rows = try db.fetch(
                KeyState.self,
                """
                SELECT key, state FROM run_follow_ups
                WHERE organisation_id = \(organisation) AND run_id = \(run) AND key IN \(in: some)
                """
            )
            for row in rows { states[row.key] = row.state }
        }
        return states
    }

    private struct KeyState: RowDecodable {
        let key: String
        let state: State

        init(row: Row) throws { (key, state) = (try row["key"], try row["state"]) }
    }

    /// Those that some run is making.
    private static func underWay(
        _ keys: [String],
        connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Set<String> {
        var found: Set<String> = []
        for start in stride(from: 0, to: keys.count, by: 500) {
            let some = keys[start..<min(start + 500, keys.count)]
            found.formUnion(
                try db.fetch(
                    String.self,
                    """
                    SELECT key FROM run_follow_ups \(.either(sqlite: "INDEXED BY run_follow_ups_under_way", postgres: ""))
                    WHERE organisation_id = \(organisation) AND connection_id = \(connection) AND key IN \(in: some)
                        AND state = 'sending'
                    """
                )
            )
        }
        return found
    }

    private static let takenSentence = "Another run has made it or is at it, so no second one is made."

    /// Says what became of one.
    package static func settle(
        _ key: String,
        _ state: State,
        target: CRMID? = nil,
        words: String? = nil,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE run_follow_ups SET state = \(state), words = \(words),
                target = COALESCE(CAST(\(target?.text) AS TEXT), target)
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND key = \(key)
            """
        )
    }

    /// What was planned and is not done any more, of one batch or of all.
    package static func leave(
        batch: Int? = nil,
        _ words: String,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        let ofBatch: SQL = batch.map { "AND batch = \($0)" } ?? ""
        try db.run(
            """
            UPDATE run_follow_ups SET state = 'left', words = \(words)
            WHERE organisation_id = \(organisation) AND run_id = \(run) \(sql: ofBatch) AND state IN ('planned', 'sending')
            """
        )
    }
}
