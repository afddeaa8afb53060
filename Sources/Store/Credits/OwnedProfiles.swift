package import Database
package import Enrichment
package import Telemetry

/// The profiles that an organisation has paid for, each until its period is over.
package enum OwnedProfiles {
    /// Which of these are owned now.
    package static func find(
        _ profiles: Set<ProfileID>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Set<ProfileID> {
        try find(profiles, in: organisation, where: "owned_until > \(now)", on: db)
    }

    private static func find(
        _ profiles: Set<ProfileID>,
        in organisation: ID<Organisation>,
        where condition: SQL,
        on db: isolated Connection
    ) throws -> Set<ProfileID> {
        var owned: Set<ProfileID> = []
        for kind in ProfileID.Kind.allCases {
            let numbers = profiles.filter { $0.kind == kind }.map(\.number).sorted()
            for start in stride(from: 0, to: numbers.count, by: 500) {
                let some = numbers[start..<min(start + 500, numbers.count)]
                let found = try db.fetch(
                    Int64.self,
                    """
                    SELECT number FROM owned_profiles
                    WHERE organisation_id = \(organisation) AND kind = \(kind) AND number IN \(in: some)
                        AND \(sql: condition)
                    """
                )
                owned.formUnion(found.map { ProfileID(kind, $0) })
            }
        }
        return owned
    }

    /// Sets these aside for a batch, and tells which of them somebody else has taken meanwhile.
    package static func reserve(
        _ profiles: [ProfileID],
        until end: Timestamp,
        for batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Set<ProfileID> {
        let rows = profiles.map { profile -> [SQLValue] in
            [
                .text(organisation.rawValue), .text(profile.kind.rawValue), .integer(profile.number),
                .text(run.rawValue), .integer(Int64(batch)), .flag(false), end.sqlValue, now.sqlValue,
            ]
        }
        let reserved = try db.run(
            """
            INSERT INTO owned_profiles (organisation_id, kind, number, run_id, batch, is_charged, owned_until)
            VALUES (\(organisation), \(ProfileID.Kind.person), \(Int64(0)), \(run), \(batch), \(false), \(end))
            ON CONFLICT (organisation_id, kind, number) DO UPDATE SET run_id = EXCLUDED.run_id,
                batch = EXCLUDED.batch, is_charged = EXCLUDED.is_charged, owned_until = EXCLUDED.owned_until
            WHERE owned_profiles.owned_until <= \(now)
            """,
            with: rows
        )
        if reserved == profiles.count { return [] }
        // When a batch is begun a second time, all are set aside already.
        if reserved == 0 { return Set(profiles) }
        let isOfOthers: SQL = "(run_id <> \(run) OR batch <> \(batch) OR is_charged)"
        return try find(Set(profiles), in: organisation, where: isOfOthers, on: db)
    }

    /// Makes those that were delivered the organisation's own, and gives the others back; tells how many of each.
    @discardableResult
    package static func settle(
        charged: [ProfileID],
        for batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> (charged: Int, released: Int) {
        var count = 0
        for kind in ProfileID.Kind.allCases {
            let numbers = charged.filter { $0.kind == kind }.map(\.number)
            for start in stride(from: 0, to: numbers.count, by: 500) {
                let some = numbers[start..<min(start + 500, numbers.count)]
                count += try db.run(
                    """
                    UPDATE owned_profiles SET is_charged = \(true)
                    WHERE organisation_id = \(organisation) AND kind = \(kind) AND number IN \(in: some)
                        AND run_id = \(run) AND batch = \(batch) AND NOT is_charged
                    """
                ).rows
            }
        }
        return (count, try db.run(releaseStatement(batch, of: run, in: organisation)).rows)
    }

    /// SQLite would rather go through all that the organisation owns.
    static func releaseStatement(_ batch: Int, of run: ID<Run>, in organisation: ID<Organisation>) -> SQL {
        """
        DELETE FROM owned_profiles \(.either(sqlite: "INDEXED BY owned_profiles_of_batch", postgres: ""))
        WHERE organisation_id = \(organisation) AND run_id = \(run) AND batch = \(batch) AND NOT is_charged
        """
    }
}
