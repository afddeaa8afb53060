import Crypto
import Database
import Enrichment
import HTML
import Store
import Telemetry

/// What there is to know about an organisation now. It follows from the tables alone, so that looking again changes nothing.
struct AlertSigns {
    let organisation: Organisation
    let now: Timestamp

    static let longestWait = Duration.hours(1)
    static let usedPercent = 80
    static let certificateWarning = Duration.days(30)

    func read(on db: isolated Connection) throws -> [AlertSign] {
        let zone = try Zone(named: organisation.timeZone)
        let connections = try OrgConnection.list(in: organisation.id, on: db)
            .filter { $0.state == .working || $0.state == .broken }
        var signs: [AlertSign] = []
        for job in try EnrichJob.list(in: organisation.id, on: db) where job.deletedAt == nil {
            signs += try results(of: job, on: db)
        }
        signs += try waits(zone, on: db)
        for connection in connections {
            if let sign = broken(connection) { signs.append(sign) }
            if let sign = try calls(of: connection, zone.local(at: now).date, on: db) { signs.append(sign) }
            if let sign = try certificate(of: connection, zone, on: db) { signs.append(sign) }
        }
        return try signs + credits(on: db) + tokens(zone, on: db)
    }

    // MARK: Runs

    /// Of the last run of a job; a later one that goes well ends what an earlier one began.
    private func results(of job: EnrichJob, on db: isolated Connection) throws -> [AlertSign] {
        let runs = try RunResult.list(of: job.id, in: organisation.id, limit: RunTrend.memory + 1, on: db)
        guard let last = runs.first else { return [] }
        func sign(_ kind: Alert.Kind, _ title: String, _ sentence: String) -> AlertSign {
            AlertSign(kind, last.run.rawValue, about: last.run.rawValue, title: title, sentence: sentence)
        }
        switch last.ending {
        case .failed:
            return [sign(.runFailed, "The run of \(last.name) has failed", last.reason ?? AlertSigns.seeRun)]
        case .stopped:
            guard !Runs.isStopByHand(last.reason) else { return [] }
            return [sign(.runFailed, "The run of \(last.name) stopped itself", last.reason ?? AlertSigns.seeRun)]
        case .succeeded, .partial: break
        }
        let before = runs.dropFirst().filter { $0.ending == .succeeded || $0.ending == .partial }
        let trend = RunTrend(RunTrend.Figures(last), after: before.map(RunTrend.Figures.init))
        var signs: [AlertSign] = []
        if let sentence = trend.matchDrop {
            signs.append(sign(.fewerMatches, "\(last.name) matches fewer records", sentence))
        }
        if let sentence = trend.overwriteRise {
            signs.append(sign(.moreOverwrites, "\(last.name) overwrites more than before", sentence))
        }
        return signs
    }

    private static let seeRun = "Its page says how far it came."

    private func waits(_ zone: Zone, on db: isolated Connection) throws -> [AlertSign] {
        var filter = Run.Filter()
        filter.isEnded = false
        return try Run.list(filter, in: organisation.id, below: nil, limit: 1000, on: db).compactMap { run in
            guard run.state == .working, let since = run.waitsSince, now - since >= AlertSigns.longestWait else {
                return nil
            }
            return AlertSign(
                .runWaits,
                "\(run.id)/\(since.microseconds)",
                about: run.id.rawValue,
                title: "The run of \(run.name) waits for a long time",
                sentence: run.waitsFor ?? AlertSigns.seeRun
            )
        }
    }

    // MARK: Connections

    private func broken(_ connection: OrgConnection) -> AlertSign? {
        guard connection.state == .broken else { return nil }
        return AlertSign(
            .connectionBroken,
            "\(connection.id)/\(connection.stateSince.microseconds)",
            about: connection.id.rawValue,
            title: "Salesforce refuses the connection \(connection.name)",
            sentence: connection.cause ?? "Its page says since when."
        )
    }

    private func calls(of connection: OrgConnection, _ today: CivilDate, on db: isolated Connection) throws
        -> AlertSign?
    {
        let made = try APIUsage.total(of: connection.id, in: organisation.id, on: today, on: db)
        guard let sentence = connection.budget.warning(made: made, told: connection.usage, at: now) else { return nil }
        return AlertSign(
            .callsNearlyUsed,
            "\(connection.id)/\(today)",
            about: connection.id.rawValue,
            title: "The calls of \(connection.name) are nearly used up",
            sentence: sentence
        )
    }

    private func certificate(of connection: OrgConnection, _ zone: Zone, on db: isolated Connection) throws
        -> AlertSign?
    {
        guard connection.way == .statement,
            let pem = try OrgApp.find(connection.host, in: organisation.id, on: db)?.certificate,
            let certificate = try? Certificate(pem: pem)
        else { return nil }
        let end = Timestamp(seconds: certificate.notAfter)
        guard end - now <= AlertSigns.certificateWarning else { return nil }
        let day = zone.local(at: end).date
        return AlertSign(
            .certificateEnds,
            "\(connection.id)/\(certificate.fingerprint)",
            about: connection.id.rawValue,
            title: end <= now
                ? "The certificate of \(connection.name) has expired"
                : "The certificate of \(connection.name) expires on \(day)",
            sentence:
                "Salesforce lets nobody in by an expired certificate: make a new key for the app on the connection's page "
                + "and upload its certificate to Salesforce."
        )
    }

    // MARK: Auto provisioning

    private func tokens(_ zone: Zone, on db: isolated Connection) throws -> [AlertSign] {
        try ProvisioningToken.list(in: organisation.id, on: db).compactMap { token in
            guard let end = token.expiresAt, let warning = TokenWarning.due(for: token, at: now) else { return nil }
            let day = zone.local(at: end).date
            return AlertSign(
                .tokenEnds,
                "\(token.id)/\(warning.rawValue)",
                about: token.id.rawValue,
                title: warning == .first
                    ? "The API token “\(token.name)” ends on \(day)"
                    : "The API token “\(token.name)” ends within a week, on \(day)",
                sentence:
                    "From then on an identity provider that calls with it is refused, and nobody is added, changed or shut out by it: "
                    + "generate a new token under Auto provisioning, enter it in the identity provider, then revoke this one."
            )
        }
    }

    // MARK: Credits

    private func credits(on db: isolated Connection) throws -> [AlertSign] {
        try CreditAllowance.users(in: organisation.id, on: db).compactMap { user in
            let standing = try CreditAllowances.standing(of: user, in: organisation.id, at: now, on: db)
            guard let allowance = standing.allowance, allowance.credits > 0,
                standing.used * 100 >= allowance.credits * AlertSigns.usedPercent,
                let person = try User.find(user, in: organisation.id, on: db), person.state == .active
            else { return nil }
            let isOver = standing.left == 0
            return AlertSign(
                .creditsNearlyUsed,
                "\(user)/\(standing.since.microseconds)/\(isOver ? "all" : "nearly")",
                about: user.rawValue,
                title: isOver
                    ? "\(person.name) has no credits left" : "\(person.name) has used most of the credits",
                sentence:
                    "\(standing.used.formatted(.grouped)) of \(allowance.credits.formatted(.grouped)) credits are spent or set aside; runs that \(person.name) "
                    + "starts leave what costs more for later."
            )
        }
    }
}

extension RunTrend.Figures {
    fileprivate init(_ result: RunResult) {
        self.init(records: result.records, matched: result.matched, overwritten: result.overwritten)
    }
}

extension APIBudget {
    /// Nil while there is enough left of what Loam may use.
    func warning(made: Int, told: OrgUsage?, at now: Timestamp) -> String? {
        if let dailyCalls, dailyCalls > 0, made * 100 >= dailyCalls * AlertSigns.usedPercent {
            return
                "Loam has made \(made.formatted(.grouped)) of the \(dailyCalls.formatted(.grouped)) calls that it may make today; "
                + "at the limit, runs wait for tomorrow."
        }
        guard let told, now - told.at < .days(1) else { return nil }
        let ours = told.granted * (100 - keptPercent) / 100
        guard ours > 0, told.used * 100 >= ours * AlertSigns.usedPercent else { return nil }
        return
            "The org has used \(told.used.formatted(.grouped)) of its \(told.granted.formatted(.grouped)) calls of 24 hours; from "
            + "\(ours.formatted(.grouped)) on, Loam waits, because "
            + "\(keptPercent) % stay for other programs."
    }
}
