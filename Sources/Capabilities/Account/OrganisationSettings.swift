import Database
package import Store
import Telemetry

/// The organisation's own settings.
package struct OrganisationSettings: Sendable {
    let database: Database
    let clock: WallClock

    package func read(by caller: Caller) async throws -> Organisation {
        let organisation = try await database.read { db in try Organisation.find(caller.organisation, on: db) }
        guard let organisation else { throw Refusal.firstRunNeeded }
        return organisation
    }

    package func change(name: String, timeZone: String, by caller: Caller) async throws {
        try await change(by: caller) { _ in (name, timeZone) }
    }

    /// Changes the settings to what is made of them as they are then: between the look and the change is nobody else's.
    package func change(
        by caller: Caller,
        to form: @Sendable (Organisation) throws -> (name: String, timeZone: String)
    ) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            guard let before = try Organisation.find(caller.organisation, on: db) else { throw Refusal.firstRunNeeded }
            let form = try form(before)
            var faults = Faults()
            let name = faults.name(form.name)
            let timeZone = faults.timeZone(form.timeZone)
            guard let name, let timeZone else { throw faults.refusal }
            guard before.name != name || before.timeZone != timeZone else { return }
            try Organisation.update(caller.organisation, name: name, timeZone: timeZone, on: db)
            try record(
                .organisationChanged,
                .organisation(before),
                was: "\(before.name), time zone \(before.timeZone)",
                became: "\(name), time zone \(timeZone)",
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }
}
