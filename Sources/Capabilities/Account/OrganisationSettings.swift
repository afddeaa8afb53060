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

    /// What may be changed; nil stays as it is.
    package struct Form: Sendable {
        package var name: String?
        package var timeZone: String?
        package var exportRows: ExportRows?

        package init(name: String? = nil, timeZone: String? = nil, exportRows: ExportRows? = nil) {
            (self.name, self.timeZone, self.exportRows) = (name, timeZone, exportRows)
        }
    }

    package func change(name: String, timeZone: String, by caller: Caller) async throws {
        try await change(by: caller) { _ in Form(name: name, timeZone: timeZone) }
    }

    /// Changes the settings to what is made of them as they are then: between the look and the change is nobody else's.
    package func change(
        by caller: Caller,
        to form: @Sendable (Organisation) throws -> Form
    ) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            guard let before = try Organisation.find(caller.organisation, on: db) else { throw Refusal.firstRunNeeded }
            let form = try form(before)
            var faults = Faults()
            let name = faults.name(form.name ?? before.name)
            let timeZone = faults.timeZone(form.timeZone ?? before.timeZone)
            let exportRows = form.exportRows ?? before.exportRows
            guard let name, let timeZone else { throw faults.refusal }
            guard before.name != name || before.timeZone != timeZone || before.exportRows != exportRows else { return }
            try Organisation.update(
                caller.organisation,
                name: name,
                timeZone: timeZone,
                exportRows: exportRows,
                on: db
            )
            try record(
                .organisationChanged,
                .organisation(before),
                was: OrganisationSettings.words(before.name, before.timeZone, before.exportRows),
                became: OrganisationSettings.words(name, timeZone, exportRows),
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    /// For the audit log.
    private static func words(_ name: String, _ timeZone: String, _ exportRows: ExportRows) -> String {
        let rows = exportRows.number.map { "up to \(counted($0, "record"))" } ?? "all records"
        return "\(name), time zone \(timeZone), \(rows) in a file"
    }
}
