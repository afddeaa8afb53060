import Capabilities
import HTTP
import Store
import Telemetry

/// Reading the audit log, on pages and as a file.
struct AuditPages: Sendable {
    func index(_ visit: Visit) async throws -> Response {
        let list = query(visit)
        let place = visit.request.query["after"].flatMap(AuditEntry.Place.init(parsing:))
        let found = try await visit.app.auditLog.page(filter(list, visit), after: place, by: visit.caller)
        var people = User.Query()
        people.pageSize = 500
        let users = try await visit.app.users.list(people, by: visit.caller).users
        let time = visit.time
        let page = AuditPage(
            viewer: try await visit.viewer(),
            query: list,
            lines: found.entries.map { line($0, time) },
            users: users.map { Field.Option(value: $0.id.rawValue, text: $0.name) },
            acts: AuditPages.acts,
            isFurther: place != nil,
            older: found.next?.text,
            zone: time.zone.name
        )
        return visit.page(page.html)
    }

    func export(_ visit: Visit) async throws -> Response {
        let export = try visit.app.auditLog.export(filter(query(visit), visit), by: visit.caller)
        return Response.stream(.csv) { writer in
            try await writer.write(CSV.mark + CSV.line(AuditPages.columns))
            for try await entries in export {
                try await writer.write(entries.map { CSV.line(AuditPages.cells($0)) }.joined())
            }
        }.attachment(named: "audit-log.csv")
    }

    private static let acts = AuditPage.acts(
        AuditAction.allCases.map { Field.Option(value: $0.rawValue, text: $0.title) }
    ).drawnBeforehand

    private static let columns = [
        "time", "who", "via", "action", "subject kind", "subject", "before", "after", "address", "request",
    ]

    private static func cells(_ entry: AuditEntry) -> [String] {
        [
            entry.at.iso8601, entry.userName, entry.via.rawValue, entry.action, entry.subjectKind, entry.subjectName,
            entry.was ?? "", entry.became ?? "", entry.address ?? "", entry.requestID ?? "",
        ]
    }

    private func query(_ visit: Visit) -> ListQuery {
        ListQuery(path: Paths.audit, reading: visit.request.query, filters: ["user", "action", "from", "until"])
    }

    private func filter(_ list: ListQuery, _ visit: Visit) -> AuditEntry.Filter {
        let zone = visit.time.zone
        var filter = AuditEntry.Filter()
        filter.user = ID(parsing: list["user"])
        filter.action = AuditAction(rawValue: list["action"])?.rawValue
        filter.from = CivilDate(parsing: list["from"]).map { zone.moment(of: $0) }
        // The day is meant with all its hours.
        filter.until = CivilDate(parsing: list["until"]).map { day in
            zone.moment(of: CivilDate(daysSince1970: day.daysSince1970 + 1))
        }
        return filter
    }

    private func line(_ entry: AuditEntry, _ time: LocalTime) -> AuditPage.Line {
        AuditPage.Line(
            at: time.moment(entry.at),
            actor: entry.userName,
            via: entry.viaTitle,
            action: AuditAction(rawValue: entry.action)?.title ?? entry.action,
            subject: entry.isOwn ? "" : entry.subjectName,
            subjectPath: entry.isOwn ? nil : entry.subjectPath,
            was: entry.was.flatMap { $0.isEmpty ? nil : $0 },
            became: entry.became.flatMap { $0.isEmpty ? nil : $0 },
            address: entry.address
        )
    }
}

extension AuditEntry.Place {
    init?(parsing text: String) {
        let parts = text.split(separator: "_")
        guard parts.count == 2, let microseconds = Int64(parts[0]), let id = ID<AuditEntry>(parsing: String(parts[1]))
        else { return nil }
        self.init(at: Timestamp(microseconds: microseconds), id: id)
    }

    var text: String { "\(at.microseconds)_\(id)" }
}

extension CivilDate {
    /// 2026-11-21, as a browser's date field writes it.
    init?(parsing text: String) {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard text.utf8.count == 10, parts.count == 3 else { return nil }
        self.init(year: parts[0], month: parts[1], day: parts[2])
    }
}
