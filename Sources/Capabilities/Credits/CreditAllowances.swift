import Database
package import Store
package import Telemetry

/// How many credits people may spend by the runs that they start; nobody has a limit until an admin sets one.
package struct CreditAllowances: Sendable {
    /// How a person stands.
    package struct Standing: Sendable, Equatable {
        /// Nil without a limit.
        package let allowance: CreditAllowance?
        /// Spent and set aside since it counts: of the month, where there is no limit.
        package let used: Int
        /// When it began to count.
        package let since: Timestamp

        package var left: Int? { allowance.map { max(0, $0.credits - used) } }
    }

    static let most = 1_000_000_000

    let database: Database
    let clock: WallClock

    package func standing(of user: ID<User>, by caller: Caller) async throws -> Standing {
        try caller.require(.inspect)
        let now = clock.now()
        return try await database.read { db in
            _ = try find(user, for: caller, on: db)
            return try CreditAllowances.standing(of: user, in: caller.organisation, at: now, on: db)
        }
    }

    /// Sets a limit. What was spent before goes on to count, so that a higher limit does not begin anew.
    package func limit(
        _ user: ID<User>,
        to text: String,
        reset: CreditAllowance.Reset,
        by caller: Caller
    ) async throws {
        try caller.require(.administer)
        guard let credits = Int(text.filter { !$0.isWhitespace && $0 != "," }),
            (0...CreditAllowances.most).contains(credits)
        else {
            var faults = Faults()
            faults.add("credits", "Enter a whole number of credits from 0 to 1,000,000,000.")
            throw faults.refusal
        }
        let now = clock.now()
        try await change(user, by: caller, at: now) { before, month, db in
            let since = before?.since ?? month
            let allowance = CreditAllowance(credits: credits, reset: reset, since: since)
            try CreditAllowance.keep(allowance, of: user, in: caller.organisation, on: db)
            return allowance
        }
    }

    /// Takes the limit away.
    package func lift(_ user: ID<User>, by caller: Caller) async throws {
        try caller.require(.administer)
        try await change(user, by: caller, at: clock.now()) { _, _, db in
            try CreditAllowance.remove(of: user, in: caller.organisation, on: db)
            return nil
        }
    }

    /// Lets what was spent so far no longer count.
    package func reset(_ user: ID<User>, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            let person = try find(user, for: caller, on: db)
            let standing = try CreditAllowances.standing(of: user, in: caller.organisation, at: now, on: db)
            guard let before = standing.allowance else { throw Refusal.noAllowance }
            // What is spent in this very moment belongs to what was.
            let since = now + .microseconds(1)
            let allowance = CreditAllowance(credits: before.credits, reset: before.reset, since: since)
            try CreditAllowance.keep(allowance, of: user, in: caller.organisation, on: db)
            let limit = CreditAllowances.words(allowance)
            try record(
                .creditsReset,
                .user(person),
                was: "\(counted(standing.used, "credit")) spent of \(limit)",
                became: "none spent of \(limit)",
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    // MARK: For runs

    static func standing(
        of user: ID<User>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Standing {
        let month = try monthStart(in: organisation, at: now, on: db)
        let allowance = try CreditAllowance.find(of: user, in: organisation, on: db)
        let since =
            switch allowance?.reset {
            case nil: month
            case .monthly: max(month, allowance?.since ?? month)
            case .manual: allowance?.since ?? month
            }
        return Standing(
            allowance: allowance,
            used: try CreditAllowance.used(by: user, since: since, in: organisation, on: db),
            since: since
        )
    }

    /// What is left to who started a run; nil without a limit, and for runs of a schedule.
    static func left(for run: Run, at now: Timestamp, on db: isolated Connection) throws -> Int? {
        try run.startedBy.flatMap { try standing(of: $0, in: run.organisation, at: now, on: db).left }
    }

    static func monthStart(in organisation: ID<Organisation>, at now: Timestamp, on db: isolated Connection)
        throws -> Timestamp
    {
        let zone = try Organisation.find(organisation, on: db).map { try Zone(named: $0.timeZone) } ?? .utc
        return zone.moment(of: CivilMonth(zone.local(at: now).date).firstDay)
    }

    // MARK: Parts

    private func find(_ user: ID<User>, for caller: Caller, on db: isolated Connection) throws -> User {
        guard let user = try User.find(user, in: caller.organisation, on: db) else { throw Refusal.userUnknown }
        return user
    }

    private func change(
        _ id: ID<User>,
        by caller: Caller,
        at now: Timestamp,
        _ body: @Sendable (CreditAllowance?, Timestamp, isolated Connection) throws -> CreditAllowance?
    ) async throws {
        try await database.write { db in
            let user = try find(id, for: caller, on: db)
            let before = try CreditAllowance.find(of: id, in: caller.organisation, on: db)
            let month = try CreditAllowances.monthStart(in: caller.organisation, at: now, on: db)
            let after = try body(before, month, db)
            try record(
                .creditsLimited,
                .user(user),
                was: CreditAllowances.words(before),
                became: CreditAllowances.words(after),
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    static func words(_ allowance: CreditAllowance?) -> String {
        guard let allowance else { return "no limit" }
        return "\(counted(allowance.credits, "credit")), \(allowance.reset.rawValue)"
    }
}

extension Refusal {
    static let noAllowance = Refusal(
        .conflict,
        "credits.unlimited",
        "This person has no credit limit, so there is nothing to reset; set a limit first."
    )
    static let creditsShort = Refusal(
        .conflict,
        "credits.short",
        "This plan costs more credits than you have left; ask an administrator for more, or let somebody else carry it out."
    )
}
