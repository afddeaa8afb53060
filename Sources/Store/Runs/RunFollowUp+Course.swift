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
        var claimed: Set<String> = []
        let made = try MadeRecord.find(keys, connection: connection, in: organisation, on: db)
        for key in keys {
            let mine = try db.first(
                State.self,
                "SELECT state FROM run_follow_ups WHERE organisation_id = \(organisation) AND run_id = \(run) AND key = \(key)"
            )
            switch mine {
            case .sending: claimed.insert(key)
            case .planned:
                let others = try db.one(
                    Int.self,
                    """
                    SELECT COUNT(*) FROM run_follow_ups
                    WHERE organisation_id = \(organisation) AND connection_id = \(connection) AND key = \(key)
                        AND state = 'sending'
                    """
                )
                if made[key] != nil || others > 0 {
                    try settle(key, .left, words: takenSentence, of: run, in: organisation, on: db)
                } else {
                    try settle(key, .sending, of: run, in: organisation, on: db)
                    claimed.insert(key)
                }
            case .left, .made, .enriched, .removed, .failed, nil: break
            }
        }
        return claimed
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
