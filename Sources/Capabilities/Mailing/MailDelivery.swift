import Crypto
import Database
import Jobs
package import Mail
import Store
import Telemetry

/// Carries the outbox's mails to the mail server: one job a mail, again and again until it is taken or useless.
package struct MailDelivery: Sendable {
    /// Where mails go, and in whose name.
    package struct Server: Sendable {
        let from: MailAddress
        let send: @Sendable (MailMessage) async throws -> Void

        /// `send` throws a `MailError` when the server did not take the mail.
        package init(from: MailAddress, send: @escaping @Sendable (MailMessage) async throws -> Void) {
            self.from = from
            self.send = send
        }
    }

    let database: Database
    let keys: SealingKeys
    let clock: WallClock
    /// Nil when there is none.
    let server: Server?

    static let backoff = Backoff.standard
    /// About a week of trying.
    static let maximumAttempts = 20

    var handler: JobHandler {
        JobHandler(Outbox.deliver) { job, lease in
            let delivery = try job.arguments(as: Outbox.Delivery.self)
            return try await deliver(delivery.mail, in: delivery.organisation, holding: lease)
        }
    }

    private func deliver(
        _ id: ID<OutboxMail>,
        in organisation: ID<Organisation>,
        holding lease: Lease
    ) async throws -> Verdict {
        guard let mail = try await take(id, in: organisation, holding: lease) else { return .done }
        guard let server else { return try await hold(mail) }
        do {
            let message = try await write(mail, from: server.from)
            // A worker that dies between here and the end has its mail sent twice; losing one would be worse.
            try lease.check()
            try await server.send(message)
        } catch let error as MailError {
            return try await settle(mail, error.message, isFinal: !error.isTemporary)
        } catch let error as CryptoError {
            return try await settle(mail, error.message, isFinal: true)
        }
        let now = clock.now()
        try await database.write { db in
            try OutboxMail.sent(id, in: organisation, at: now, on: db)
        }
        return .done
    }

    /// Marks the mail as being sent; nil when there is nothing to do, because it was sent, or has become useless.
    private func take(
        _ id: ID<OutboxMail>,
        in organisation: ID<Organisation>,
        holding lease: Lease
    ) async throws -> OutboxMail? {
        let now = clock.now()
        return try await database.write { db in
            try lease.confirm(on: db)
            guard let mail = try OutboxMail.find(id, in: organisation, on: db) else { return nil }
            if let deliverBefore = mail.deliverBefore, deliverBefore <= now {
                _ = try OutboxMail.move(
                    id,
                    in: organisation,
                    from: [.queued, .sending],
                    to: .failed,
                    reason: "It could not be delivered before the link in it expired.",
                    settledAt: now,
                    on: db
                )
                return nil
            }
            let isOurs = try OutboxMail.move(
                id,
                in: organisation,
                from: [.queued, .sending],
                to: .sending,
                countingAttempt: true,
                on: db
            )
            return isOurs ? try OutboxMail.find(id, in: organisation, on: db) : nil
        }
    }

    private func write(_ mail: OutboxMail, from sender: MailAddress) async throws -> MailMessage {
        let sealed = try await database.read { db in
            try OutboxMail.sealedBody(of: mail.id, in: mail.organisation, on: db)
        }
        let body = try keys.openText(sealed ?? [], context: Outbox.context(mail.id, mail.organisation))
        return MailMessage(
            from: sender,
            to: [try MailAddress(mail.recipient.rawValue)],
            subject: mail.subject,
            text: body.reveal(),
            date: mail.createdAt,
            // The same at every attempt, so that a mail that arrives twice is seen as one.
            id: mail.id.rawValue
        )
    }

    /// The mail server was taken out of the configuration: people read the mail in the portal.
    private func hold(_ mail: OutboxMail) async throws -> Verdict {
        try await database.write { db in
            _ = try OutboxMail.move(mail.id, in: mail.organisation, from: [.sending], to: .held, on: db)
        }
        return .done
    }

    private func settle(_ mail: OutboxMail, _ reason: String, isFinal: Bool) async throws -> Verdict {
        let now = clock.now()
        let isOver = isFinal || mail.attempts >= MailDelivery.maximumAttempts
        let wait = MailDelivery.backoff.delay(afterAttempt: mail.attempts, chance: .random(in: 0...1))
        try await database.write { db in
            _ = try OutboxMail.move(
                mail.id,
                in: mail.organisation,
                from: [.sending],
                to: isOver ? .failed : .queued,
                reason: reason,
                nextAttemptAt: isOver ? nil : now + wait,
                settledAt: isOver ? now : nil,
                on: db
            )
        }
        Log.warning("A mail was not sent", ["mail": mail.id, "final": isOver, "reason": reason])
        return isOver ? .giveUp(reason) : .snooze(wait)
    }
}
