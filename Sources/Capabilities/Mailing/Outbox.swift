import Crypto
import Database
import Jobs
package import Store
import Telemetry

/// Mails on their way: written in the transaction of what they tell of, delivered by a job, kept to be read when there is
/// no mail server.
package struct Outbox: Sendable {
    let database: Database
    let keys: SealingKeys
    package let sendsMail: Bool
    let clock: WallClock

    static let deliver = JobKind("mail.deliver")

    struct Delivery: Codable {
        let organisation: ID<Organisation>
        let mail: ID<OutboxMail>
    }

    /// Puts a mail into the outbox, in the caller's transaction: it goes out exactly if that is kept.
    @discardableResult
    func enqueue(
        _ text: MailText,
        to recipient: EmailAddress,
        in organisation: ID<Organisation>,
        deliverBefore: Timestamp?,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> OutboxMail {
        let mail = OutboxMail(
            id: .make(at: now),
            organisation: organisation,
            kind: text.kind,
            recipient: recipient,
            subject: text.subject,
            state: sendsMail ? .queued : .held,
            deliverBefore: deliverBefore,
            createdAt: now
        )
        let sealed = try keys.seal(text.body, context: Outbox.context(mail.id, organisation))
        try OutboxMail.insert(mail, sealedBody: sealed, keyID: keys.currentKeyID, on: db)
        if sendsMail { try enqueueDelivery(of: mail, at: now, on: db) }
        return mail
    }

    // MARK: For administrators

    package struct Page: Sendable {
        package let mails: [OutboxMail]
        package let total: Int
    }

    /// The mails, the newest first, without their bodies.
    package func list(
        state: OutboxMail.State? = nil,
        page: Int = 1,
        pageSize: Int = 50,
        by caller: Caller
    ) async throws -> Page {
        try caller.require(.inspect)
        return try await database.read { db in
            let (mails, total) = try OutboxMail.list(
                in: caller.organisation,
                state: state,
                page: page,
                pageSize: pageSize,
                on: db
            )
            return Page(mails: mails, total: total)
        }
    }

    package struct Opened: Sendable {
        package let mail: OutboxMail
        /// Nil once the mail was sent.
        package let body: String?
    }

    /// A mail with its body. It may hold a link that lets its reader in, so reading is an act of an administrator.
    package func read(_ id: ID<OutboxMail>, by caller: Caller) async throws -> Opened {
        try caller.require(.administer)
        let now = clock.now()
        return try await database.write { db in
            guard let mail = try OutboxMail.find(id, in: caller.organisation, on: db) else { throw Refusal.mailUnknown }
            let sealed = try OutboxMail.sealedBody(of: id, in: caller.organisation, on: db)
            let body = try sealed.map { try keys.openText($0, context: Outbox.context(id, caller.organisation)) }
            try record(.mailRead, .mail(mail), by: Author(caller), at: now, on: db)
            return Opened(mail: mail, body: body?.reveal())
        }
    }

    /// Tries a mail again that could not be sent, or that was held while there was no mail server.
    package func resend(_ id: ID<OutboxMail>, by caller: Caller) async throws {
        try caller.require(.administer)
        guard sendsMail else { throw Refusal.noMailServer }
        let now = clock.now()
        try await database.write { db in
            guard let mail = try OutboxMail.find(id, in: caller.organisation, on: db) else { throw Refusal.mailUnknown }
            let isOurs = try OutboxMail.move(
                id,
                in: caller.organisation,
                from: [.failed, .held],
                to: .queued,
                on: db
            )
            guard isOurs else { throw Refusal.mailUnderWay }
            try enqueueDelivery(of: mail, at: now, on: db)
            try record(.mailResent, .mail(mail), was: mail.state.rawValue, by: Author(caller), at: now, on: db)
        }
    }

    /// Sends a mail that says that mails arrive.
    package func sendTest(to address: String, by caller: Caller) async throws -> OutboxMail {
        try caller.require(.administer)
        var faults = Faults()
        guard let recipient = faults.email(address) else { throw faults.refusal }
        let now = clock.now()
        return try await database.write { db in
            let mail = try enqueue(
                .test(to: caller.name, of: caller.organisationName),
                to: recipient,
                in: caller.organisation,
                deliverBefore: nil,
                at: now,
                on: db
            )
            let became = "to \(recipient.rawValue)"
            try record(.testMailSent, .mail(mail), became: became, by: Author(caller), at: now, on: db)
            return mail
        }
    }

    // MARK: Parts

    /// What the sealed body belongs to: it opens nowhere else.
    static func context(_ mail: ID<OutboxMail>, _ organisation: ID<Organisation>) -> String {
        "outbox_mails.body:\(organisation):\(mail)"
    }

    private func enqueueDelivery(of mail: OutboxMail, at now: Timestamp, on db: isolated Connection) throws {
        let job = try NewJob(
            Outbox.deliver,
            arguments: Delivery(organisation: mail.organisation, mail: mail.id),
            uniqueKey: "\(Outbox.deliver.rawValue):\(mail.id)",
            organisation: mail.organisation.rawValue
        )
        try Queue.enqueue(job, at: now, on: db)
    }
}

extension Refusal {
    package static let mailUnknown = Refusal(.notFound, "mail.unknown", "There is no such mail; reload the list.")
    static let mailUnderWay = Refusal(
        .conflict,
        "mail.under-way",
        "This mail was sent or is on its way; reload the list."
    )
    static let noMailServer = Refusal(
        .conflict,
        "mail.no-server",
        "No mail server is configured, so nothing can be sent; set smtp.url and smtp.from and start Loam again."
    )
}
