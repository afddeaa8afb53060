import Capabilities
import HTTP
import Store

/// Looking at the outbox, reading and sending mails.
struct MailPages: Sendable {
    private static let pageSize = 50

    func index(_ visit: Visit) async throws -> Response {
        let list = ListQuery(path: Paths.mails, reading: visit.request.query, filters: ["state"])
        let found = try await visit.app.outbox.list(
            state: OutboxMail.State(rawValue: list["state"]),
            page: list.page,
            pageSize: MailPages.pageSize,
            by: visit.caller
        )
        let time = visit.time
        let mayRead = visit.caller.role.allows(.administer)
        let page = MailsPage(
            viewer: try await visit.viewer(),
            query: list,
            lines: found.mails.map { mail in
                MailsPage.Line(
                    path: mayRead ? Paths.mail(mail.id.rawValue) : nil,
                    subject: mail.subject,
                    recipient: mail.recipient.rawValue,
                    kind: mail.kindTitle,
                    state: mail.state.badge,
                    reason: mail.reason,
                    created: time.moment(mail.createdAt)
                )
            },
            total: found.total,
            pageSize: MailPages.pageSize,
            states: OutboxMail.State.options,
            sendsMail: visit.app.outbox.sendsMail
        )
        return visit.page(page.html)
    }

    func show(_ visit: Visit) async throws -> Response {
        let opened = try await visit.app.outbox.read(try id(visit), by: visit.caller)
        let mail = opened.mail
        let time = visit.time
        let page = MailPage(
            viewer: try await visit.viewer(),
            id: mail.id.rawValue,
            subject: mail.subject,
            recipient: mail.recipient.rawValue,
            kind: mail.kindTitle,
            state: mail.state.badge,
            attempts: mail.attempts,
            reason: mail.reason,
            created: time.moment(mail.createdAt),
            settled: time.moment(mail.settledAt),
            nextAttempt: time.moment(mail.nextAttemptAt),
            body: opened.body,
            bodyAbsence:
                "The text was dropped when the mail was sent, because it may hold a link that lets its reader in.",
            mayResend: visit.app.outbox.sendsMail && (mail.state == .failed || mail.state == .held)
        )
        return visit.page(page.html)
    }

    func resend(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        return try await visit.act(then: Paths.mails, saying: "The mail is on its way again.") {
            try await visit.app.outbox.resend(id, by: visit.caller)
        }
    }

    func newTest(_ visit: Visit) async throws -> Response {
        let email = visit.caller.email?.rawValue ?? ""
        return visit.page(TestMailPage(viewer: try await visit.viewer(), email: email).html)
    }

    func sendTest(_ visit: Visit, _ form: Query) async throws -> Response {
        let email = form["email"] ?? ""
        do {
            _ = try await visit.app.outbox.sendTest(to: email, by: visit.caller)
            return visit.redirect(to: Paths.mails, saying: "The test mail was put into the outbox.")
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            let page = TestMailPage(viewer: try await visit.viewer(), email: email, faults: faults)
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    private func id(_ visit: Visit) throws(Problem) -> ID<OutboxMail> {
        guard let id = visit.request.parameters["mail"].flatMap(ID<OutboxMail>.init(parsing:)) else { throw .notFound }
        return id
    }
}
