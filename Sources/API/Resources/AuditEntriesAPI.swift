import Capabilities
import HTTP
import Store
import Telemetry

extension API {
    var auditEntries: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/audit-entries",
                name: "listAuditEntries",
                summary: "List the entries of the audit log, the newest first",
                needs: .inspect,
                query: auditParameters,
                answer: .init(
                    .object([
                        .init("auditEntries", .list(.named("AuditEntry")), "The entries of the page."), Page.next,
                    ]),
                    "A page of entries. What is added meanwhile does not shift the pages."
                ),
                run: listAuditEntries
            )
        ]
    }

    private var auditParameters: [Operation.Parameter] {
        [
            .init("user", .id, "Only what this person did."),
            .init("action", .text, "Only acts of this kind, by their code, as in user.invited."),
            .init("subject", .id, "Only what was done to this."),
            .init("from", .time, "From this moment on."),
            .init("until", .time, "Before this moment."),
        ] + Page.keyed
    }

    private func listAuditEntries(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        var filter = AuditEntry.Filter()
        filter.user = query.id("user", of: User.self)
        filter.action = query.word("action", AuditAction.self)?.rawValue
        filter.subjectID = query.text("subject")
        filter.from = query.time("from")
        filter.until = query.time("until")
        let place = query.read("after", "Expected the next of another page.", AuditEntry.Place.init)
        let size = query.size()
        try query.check()
        let page = try await app.auditLog.page(filter, after: place, size: size, by: caller)
        let next = page.next?.text
        return try Response.json(AuditEntriesBody(auditEntries: page.entries.map(AuditEntryBody.init), next: next))
            .linkingNext(request, "after", next)
    }
}

extension AuditEntry.Place {
    /// As a page names the next one.
    fileprivate var text: String { "\(at.microseconds).\(id)" }

    fileprivate init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let microseconds = Int64(parts[0]), let id = ID<AuditEntry>(parsing: String(parts[1]))
        else { return nil }
        self.init(at: Timestamp(microseconds: microseconds), id: id)
    }
}

private struct AuditEntriesBody: Encodable {
    let auditEntries: [AuditEntryBody]
    let next: String?
}

struct AuditEntryBody: Encodable {
    let id: ID<AuditEntry>
    let at: Timestamp
    let action: String
    let via: String
    let viaID: String?
    let user: ID<User>?
    let userName: String
    let subjectKind: String
    let subject: String?
    let subjectName: String
    let was: String?
    let became: String?
    let address: String?
    let request: String?

    init(_ entry: AuditEntry) {
        id = entry.id
        at = entry.at
        action = entry.action
        via = entry.via.rawValue
        viaID = entry.viaID
        user = entry.user
        userName = entry.userName
        subjectKind = entry.subjectKind
        subject = entry.subjectID
        subjectName = entry.subjectName
        was = entry.was
        became = entry.became
        address = entry.address
        request = entry.requestID
    }

    static let schema = Schema.object([
        .init("id", .id, "The entry's id."),
        .init("at", .time, "When it was done."),
        .init("action", .text, "What was done, by a code that stays the same."),
        .init("via", .words(AuditEntry.Via.allCases.map(\.rawValue)), "How its author came in."),
        .init("viaID", .text, optional: true, "The session, the key or the token of an identity provider."),
        .init("user", .id, optional: true, "Who did it; left out for the command line."),
        .init("userName", .text, "Their name at the time."),
        .init("subjectKind", .text, "What kind of thing it was done to."),
        .init("subject", .text, optional: true, "The id of what it was done to."),
        .init("subjectName", .text, "Its name at the time."),
        .init("was", .text, optional: true, "What it was before, in words."),
        .init("became", .text, optional: true, "What it became, in words."),
        .init("address", .text, optional: true, "The network address from which it was done."),
        .init("request", .text, optional: true, "The id of the request that did it."),
    ])
}
