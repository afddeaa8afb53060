import Database
package import Salesforce
package import Store
import Telemetry

/// As whom exports run: all as the service account, or each person as themselves.
extension Connections {
    /// The settings of a connection that an administrator may change.
    package struct Settings: Sendable, Equatable {
        package var name: String
        package var preference: OrgConnection.Preference
        /// As typed; empty for no limit of its own.
        package var dailyCalls: String
        package var keptPercent: String

        package init(name: String, preference: OrgConnection.Preference, dailyCalls: String, keptPercent: String) {
            self.name = name
            self.preference = preference
            self.dailyCalls = dailyCalls
            self.keptPercent = keptPercent
        }

        package init(_ connection: OrgConnection) {
            self.init(
                name: connection.name,
                preference: connection.preference,
                dailyCalls: connection.budget.dailyCalls.map(String.init) ?? "",
                keptPercent: String(connection.budget.keptPercent)
            )
        }
    }

    /// Changes the settings, where nobody else has since they were read; nil for whatever they are now.
    package func change(
        _ id: ID<OrgConnection>,
        to settings: Settings,
        expecting revision: Int?,
        by caller: Caller
    ) async throws {
        var faults = Faults()
        let name = faults.name(settings.name)
        let budget = faults.budget(settings)
        guard let name, let budget else { throw faults.refusal }
        let now = clock.now()
        try await database.write { db in
            let connection = try requireChanging(id, by: caller, on: db)
            guard connection.revision == revision ?? connection.revision else { throw Refusal.connectionChanged }
            let old = connection.preference
            if let refusal = old.refusal(ofChangeTo: settings.preference, isOn: connection.isOn) { throw refusal }
            if name != connection.name, try OrgConnection.find(named: name, in: caller.organisation, on: db) != nil {
                throw Refusal.connectionNameTaken
            }
            var changed = connection
            (changed.name, changed.preference, changed.budget) = (name, settings.preference, budget)
            guard changed != connection else { return }
            guard try OrgConnection.update(changed, expecting: connection.revision, at: now, on: db) else {
                throw Refusal.connectionChanged
            }
            try record(
                .connectionChanged,
                .connection(connection),
                was: connection.settingsInWords,
                became: changed.settingsInWords,
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    // MARK: A person's own account

    /// A connection as a person sees it who works with it.
    package struct OwnAccount: Sendable, Equatable {
        package let connection: OrgConnection
        /// Their own account; nil while they have not connected it.
        package let account: OrgAccount?
    }

    /// The connections that are there for the caller's exports, each with their own account where one is needed.
    package func ownAccounts(by caller: Caller) async throws -> [OwnAccount] {
        try caller.require(.use)
        guard let user = caller.user else { return [] }
        return try await database.read { db in
            try OrgConnection.list(in: caller.organisation, on: db)
                .filter { [.working, .broken].contains($0.state) && $0.preference == .user }
                .map { connection in
                    OwnAccount(
                        connection: connection,
                        account: try OrgAccount.find(
                            .person(user),
                            of: connection.id,
                            in: caller.organisation,
                            on: db
                        )
                    )
                }
        }
    }

    /// Withdraws the caller's own account.
    package func disconnectOwnAccount(_ id: ID<OrgConnection>, by caller: Caller) async throws {
        try caller.require(.use)
        let (user, _) = try caller.requireSession()
        let now = clock.now()
        try await database.write { db in
            guard let connection = try OrgConnection.find(id, in: caller.organisation, on: db),
                let account = try OrgAccount.find(.person(user), of: id, in: caller.organisation, on: db)
            else { throw Refusal.connectionUnknown }
            try giveBack(account, of: connection, at: now, on: db)
            try record(
                .ownAccountDisconnected,
                .connection(connection),
                was: account.username,
                by: Author(caller),
                at: now,
                on: db
            )
        }
        orgs.close(id)
    }

    /// Calls the org for an export of the caller's: as the service account, or as themselves where that is preferred. Who
    /// has not connected yet is refused, with the page on which to do it.
    package func exporting<Result>(
        _ id: ID<OrgConnection>,
        by caller: Caller,
        _ body: (Org) async throws -> Result
    ) async throws -> Result {
        try caller.require(.use)
        let (connection, _) = try await found(id, in: caller.organisation)
        guard connection.preference == .user else {
            return try await calling(id, in: caller.organisation, for: .export, body)
        }
        guard let user = caller.user else { throw Refusal.ownAccountNeeded }
        let holder = OrgAccount.Holder.person(user)
        let org = try await open(id, in: caller.organisation, as: holder, for: .export).org
        do {
            let result = try await body(org)
            try await keepCounts(of: id, in: caller.organisation, for: .export)
            return result
        } catch let error as SalesforceError {
            try await keepCounts(of: id, in: caller.organisation, for: .export)
            if error.endsConnection {
                try await database.write { db in
                    try OrgAccount.setCause(error.sentence, of: holder, id, in: caller.organisation, on: db)
                }
            }
            throw Refusal(error)
        }
    }
}

extension OrgConnection.Preference {
    /// Why the preference cannot be changed now; nil when it can.
    ///
    /// Going over to the service account has an order: off first, then the change, the user mapping, and on.
    func refusal(ofChangeTo new: OrgConnection.Preference, isOn: Bool) -> Refusal? {
        self == .user && new == .service && isOn ? .switchOffFirst : nil
    }
}

extension OrgConnection {
    fileprivate var settingsInWords: String {
        [
            name, "exports as \(preference == .service ? "the service account" : "each user")",
            budget.dailyCalls.map { counted($0, "call") + " a day" } ?? "no daily limit",
            "\(budget.keptPercent) % kept for others",
        ].joined(separator: ", ")
    }
}

extension Faults {
    fileprivate mutating func budget(_ settings: Connections.Settings) -> APIBudget? {
        let calls = settings.dailyCalls.filter { !$0.isWhitespace && $0 != "," }
        let dailyCalls = Int(calls)
        if !calls.isEmpty, dailyCalls.map({ (1...100_000_000).contains($0) }) != true {
            add("dailyCalls", "Enter a whole number of calls, or nothing for no limit.")
        }
        let percent = Int(settings.keptPercent.filter { !$0.isWhitespace && $0 != "%" })
        guard let percent, (0...95).contains(percent) else {
            add("keptPercent", "Enter a whole number from 0 to 95.")
            return nil
        }
        return calls.isEmpty || dailyCalls != nil ? APIBudget(dailyCalls: dailyCalls, keptPercent: percent) : nil
    }
}

extension Refusal {
    static let connectionChanged = Refusal(
        .conflict,
        "connection.changed",
        "Somebody else has changed this connection; reload the page and change it again."
    )
    static let switchOffFirst = Refusal(
        .invalid,
        "connection.switch-off-first",
        "Switch the connection off before you change from user accounts to the service account; check the user mapping, "
            + "and switch it on again.",
        fields: ["preference": "Switch the connection off first."]
    )
}
