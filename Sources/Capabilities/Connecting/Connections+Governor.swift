import Salesforce
package import Store
package import Telemetry
import Database

/// Whether work may go on.
package enum APILeave: Sendable, Equatable {
    case go
    /// Not before the moment. The sentence says what it waits for.
    case waits(String, Timestamp)
}

extension Connections {
    /// What the org told last of its calls is believed for so long.
    static let usageFreshness = Duration.minutes(15)
    static let troubleWait = Duration.minutes(5)

    /// Whether background work may go on now: not while the connection is off or broken, nor beyond the budget.
    package func leave(
        for use: APIUse,
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>
    ) async throws -> APILeave {
        let now = clock.now()
        let (connection, zone) = try await found(id, in: organisation)
        switch connection.state {
        case .pending: throw Refusal.connectionPending
        case .disconnected: throw Refusal.connectionEnded
        case .broken: return .waits("The connection does not work: \(connection.cause ?? "")", now + Self.troubleWait)
        case .working: break
        }
        if !connection.isOn, use != .setup {
            return .waits("The connection is switched off for everybody.", now + Self.troubleWait)
        }
        let today = zone.local(at: now).date
        let made = try await database.read { db in
            try APIUsage.total(of: id, in: organisation, on: today, on: db)
        }
        let tomorrow = zone.moment(of: CivilDate(daysSince1970: today.daysSince1970 + 1))
        let verdict = connection.budget.verdict(made: made, told: connection.usage, at: now, tomorrow: tomorrow)
        guard verdict.isOfOrg, let told = connection.usage, now - told.at >= Self.usageFreshness else {
            return verdict.leave
        }
        // The last word is old: what others used may have rolled out of the 24 hours since.
        guard let fresh = try await askUsage(of: id, in: organisation, for: use) else { return .go }
        return connection.budget.verdict(made: made, told: fresh, at: now, tomorrow: tomorrow).leave
    }

    /// Takes what the calls of this process for the use were counted since they were last taken, and keeps it.
    @discardableResult
    package func keepCounts(
        of id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        for use: APIUse
    ) async throws -> (rest: Int, bulk: Int) {
        let now = clock.now()
        let taken = orgs.take(id, use)
        guard taken.rest > 0 || taken.bulk > 0 else { return (0, 0) }
        do {
            let (_, zone) = try await found(id, in: organisation)
            let usage = taken.usage.map { OrgUsage(used: $0.used, granted: $0.limit, at: now) }
            try await database.write { db in
                try APIUsage.add(
                    rest: taken.rest,
                    bulk: taken.bulk,
                    of: id,
                    for: use,
                    in: organisation,
                    day: zone.local(at: now).date,
                    on: db
                )
                if let usage { try OrgConnection.note(usage, of: id, in: organisation, on: db) }
            }
        } catch {
            orgs.putBack(rest: taken.rest, bulk: taken.bulk, id, use)
            throw error
        }
        return (taken.rest, taken.bulk)
    }

    /// The connection, and the zone in which its organisation's days begin.
    func found(_ id: ID<OrgConnection>, in organisation: ID<Organisation>) async throws -> (OrgConnection, Zone) {
        let (connection, zone) = try await database.read { db in
            (
                try OrgConnection.find(id, in: organisation, on: db),
                try Organisation.find(organisation, on: db)?.timeZone
            )
        }
        guard let connection else { throw Refusal.connectionUnknown }
        return (connection, try zone.map { try Zone(named: $0) } ?? .utc)
    }

    /// Asks the org how many of its calls are used, even where we may make no other; nil when it does not say.
    private func askUsage(
        of id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        for use: APIUse
    ) async throws -> OrgUsage? {
        let opened = try await open(id, in: organisation, for: use)
        var options = opened.org.options
        options.allowance = Allowance(percentOfOrg: 101)
        let org = Org(
            session: opened.org.session,
            client: try orgs.client(),
            calls: orgs.counter(id, use),
            options: options
        )
        do {
            // Any answer tells the figures; this question is small, and everybody may ask it.
            _ = try await org.firstPage(of: "SELECT Id FROM Organization LIMIT 1")
        } catch let error as SalesforceError {
            try await note(error, of: id, in: organisation)
        }
        try await keepCounts(of: id, in: organisation, for: use)
        guard let told = org.calls.counts.usage else { return nil }
        orgs.note(told, id)
        return OrgUsage(used: told.used, granted: told.limit, at: clock.now())
    }
}

extension APIBudget {
    struct Verdict: Equatable {
        let leave: APILeave
        /// Whether it rests on what the org told, which changes without us.
        var isOfOrg = false
    }

    /// Whether one more call may be made, by what we made today and what the org told last.
    func verdict(made: Int, told: OrgUsage?, at now: Timestamp, tomorrow: Timestamp) -> Verdict {
        if let dailyCalls, made >= dailyCalls {
            let sentence =
                "Loam has made \(made) of the \(dailyCalls) calls a day that it may make; it goes on tomorrow."
            return Verdict(leave: .waits(sentence, tomorrow))
        }
        guard let told, told.granted > 0, told.used * 100 >= told.granted * (100 - keptPercent) else {
            return Verdict(leave: .go)
        }
        let sentence =
            "The org has used \(told.used) of its \(told.granted) calls of the last 24 hours, and \(keptPercent) % of them "
            + "stay for other programs; Loam goes on when there are some again."
        return Verdict(leave: .waits(sentence, now + Connections.usageFreshness), isOfOrg: true)
    }
}
