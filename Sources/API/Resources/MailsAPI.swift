import Capabilities
import HTTP
import Store
import Telemetry

extension API {
    var mails: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/mails",
                name: "listMails",
                summary: "List the mails of the outbox, the newest first",
                needs: .inspect,
                query: mailParameters,
                answer: .init(
                    .object([
                        .init("mails", .list(.named("Mail")), "The mails of the page, without their text."), Page.total,
                    ]),
                    "A page of mails."
                ),
                run: listMails
            ),
            Operation(
                method: .get,
                path: "/v1/mails/:mail",
                name: "showMail",
                summary: "Read a mail; it may hold a link that lets its reader in, so the audit log tells of it",
                needs: .administer,
                answer: .init(OpenedMailBody.schema, "The mail with its text."),
                run: showMail
            ),
            Operation(
                method: .post,
                path: "/v1/mails/:mail/deliveries",
                name: "resendMail",
                summary: "Send a mail again that failed, or that was held while there was no mail server",
                needs: .administer,
                answer: .init(.accepted, nil, "The mail is on its way."),
                run: resendMail
            ),
        ]
    }

    private var mailParameters: [Operation.Parameter] {
        [.init("state", .mailState, "Only mails in this state.")] + Page.numbered
    }

    private func listMails(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        let state: OutboxMail.State? = query.word("state")
        let page = query.page()
        try query.check()
        let found = try await app.outbox.list(state: state, page: page.number, pageSize: page.size, by: caller)
        let isLast = page.number * page.size >= found.total
        return try Response.json(MailsBody(mails: found.mails.map(MailBody.init), total: found.total))
            .linkingNext(request, "page", isLast ? nil : String(page.number + 1))
    }

    private func showMail(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let opened = try await app.outbox.read(try mail(in: request), by: caller)
        return try .json(OpenedMailBody(mail: MailBody(opened.mail), text: opened.body))
    }

    private func resendMail(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        try await app.outbox.resend(try mail(in: request), by: caller)
        return Response(.accepted)
    }

    private func mail(in request: Request) throws(Problem) -> ID<OutboxMail> {
        try request.id("mail", orElse: Problem(.mailUnknown))
    }
}

private struct MailsBody: Encodable {
    let mails: [MailBody]
    let total: Int
}

private struct OpenedMailBody: Encodable {
    let mail: MailBody
    let text: String?

    static let schema = Schema.object([
        .init("mail", .named("Mail"), "The mail."),
        .init("text", .text, optional: true, "What it says; left out once it was sent."),
    ])
}

struct MailBody: Encodable {
    let id: ID<OutboxMail>
    let kind: String
    let recipient: String
    let subject: String
    let state: String
    let attempts: Int
    let reason: String?
    let nextAttemptAt: Timestamp?
    let createdAt: Timestamp
    let settledAt: Timestamp?

    init(_ mail: OutboxMail) {
        id = mail.id
        kind = mail.kind
        recipient = mail.recipient.rawValue
        subject = mail.subject
        state = mail.state.rawValue
        attempts = mail.attempts
        reason = mail.reason
        nextAttemptAt = mail.nextAttemptAt
        createdAt = mail.createdAt
        settledAt = mail.settledAt
    }

    static let schema = Schema.object([
        .init("id", .id, "The mail's id."),
        .init("kind", .text, "What it is for, as in invitation."),
        .init("recipient", .email, "Whom it goes to."),
        .init("subject", .text, "Its subject."),
        .init("state", .mailState, "Where it is."),
        .init("attempts", .integer(0...Int.max), "How often it was tried."),
        .init("reason", .text, optional: true, "Why the last attempt failed."),
        .init("nextAttemptAt", .time, optional: true, "When it is tried next."),
        .init("createdAt", .time, "When it was written."),
        .init("settledAt", .time, optional: true, "When it was sent or given up."),
    ])
}

extension Schema {
    fileprivate static let mailState = Schema.words(OutboxMail.State.allCases.map(\.rawValue))
}
