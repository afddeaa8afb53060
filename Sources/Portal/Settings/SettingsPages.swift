import Capabilities
import HTTP
import Store

/// What holds for the whole organisation.
struct SettingsPages: Sendable {
    func show(_ visit: Visit) async throws -> Response {
        visit.page(try await page(visit).html)
    }

    func change(_ visit: Visit, _ form: Query) async throws -> Response {
        let name = form["name"] ?? ""
        let timeZone = form["timeZone"] ?? ""
        let exportRows = ExportRows(rawValue: form["exportRows"] ?? "")
        do {
            try await visit.app.organisation.change(by: visit.caller) { _ in
                .init(name: name, timeZone: timeZone, exportRows: exportRows)
            }
            return visit.redirect(to: Paths.settings, saying: "The settings were saved.")
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = try await page(visit)
            page.name = name
            page.timeZone = timeZone
            if let exportRows { page.exportRows = exportRows }
            page.faults = faults
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    private func page(_ visit: Visit) async throws -> SettingsPage {
        let organisation = try await visit.app.organisation.read(by: visit.caller)
        return SettingsPage(
            viewer: try await visit.viewer(),
            name: organisation.name,
            timeZone: organisation.timeZone,
            exportRows: organisation.exportRows,
            timeZones: TimeZones.all,
            created: visit.time.moment(organisation.createdAt)
        )
    }
}
