@testable import Capabilities
import Crypto
import Database
import Jobs
import Mail
import Store
import Synchronization
import Telemetry
import TestSupport
import Testing

@Suite struct MailingTests {
    @Test(
        "Without a mail server mails are held, readable for administrators, and sealed at rest",
        arguments: Engine.available
    )
    func held(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let outbox = office.capabilities.outbox
            try await office.capabilities.passwords.requestReset(for: Office.adaEmail, from: Office.origin)
            let mail = try #require(await outbox.list(by: office.ada).mails.first)
            #expect(mail.state == .held)
            let opened = try await outbox.read(mail.id, by: office.ada)
            let body = try #require(opened.body)
            #expect(body.contains("https://loam.example.org/password-reset/"))
            let stored = try await office.database.read { db in
                try OutboxMail.sealedBody(of: mail.id, in: mail.organisation, on: db)
            }
            #expect(!String(decoding: stored ?? [], as: UTF8.self).contains("https://"))
            #expect(await refusal { try await outbox.resend(mail.id, by: office.ada) } == "mail.no-server")
            try await #expect(office.jobs() == 0)
        }
    }

    @Test("A mail whose body was moved to another row does not open", arguments: Engine.available)
    func moved(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let outbox = office.capabilities.outbox
            let first = try await outbox.sendTest(to: "a@example.org", by: office.ada)
            let second = try await outbox.sendTest(to: "b@example.org", by: office.ada)
            try await office.database.write { db in
                try db.run(
                    """
                    UPDATE outbox_mails SET body = (SELECT body FROM outbox_mails WHERE id = \(first.id))
                    WHERE id = \(second.id)
                    """
                )
            }
            let error = await #expect(throws: CryptoError.self) { try await outbox.read(second.id, by: office.ada) }
            #expect(error?.code == .notAuthentic)
        }
    }

    @Test("A mail goes out once, and its body is gone afterwards", arguments: Engine.available)
    func sent(engine: Engine) async throws {
        try await Office.on(engine, sendsMail: true) { office in
            let mail = try await office.capabilities.outbox.sendTest(to: "a@example.org", by: office.ada)
            let server = FakeServer()
            try await office.working(sending: server.take) { try await office.state(of: mail) == .sent }
            #expect(server.letters.flatMap { $0.to.map(\.text) } == ["a@example.org"])
            #expect(server.letters.first?.text.contains("Loam can send mails.") == true)
            let opened = try await office.capabilities.outbox.read(mail.id, by: office.ada)
            #expect(opened.body == nil)
            #expect(opened.mail.attempts == 1)
            #expect(
                await refusal { try await office.capabilities.outbox.resend(mail.id, by: office.ada) }
                    == "mail.under-way"
            )
        }
    }

    @Test(
        "A dead mail server is tried again later and later, and the mail says why and when",
        arguments: Engine.available
    )
    func deadServer(engine: Engine) async throws {
        try await Office.on(engine, sendsMail: true) { office in
            let mail = try await office.capabilities.outbox.sendTest(to: "a@example.org", by: office.ada)
            let server = FakeServer(
                failing: 2,
                MailError(.connection, isTemporary: true, "The mail server does not answer.")
            )
            try await office.working(sending: server.take) {
                // Once the job waits for its next try, the mail says until when.
                let waiting = try await office.database.read { db in
                    try db.first(Timestamp.self, "SELECT run_at FROM jobs WHERE state = 'waiting'")
                }
                let found = try await office.capabilities.outbox.read(mail.id, by: office.ada).mail
                if let waiting, waiting > office.clock.now {
                    #expect(found.state == .queued)
                    #expect(found.reason == "The mail server does not answer.")
                    #expect(found.nextAttemptAt == waiting)
                    office.clock.advance(by: max(.zero, waiting - office.clock.now))
                }
                return found.state == .sent
            }
            #expect(server.letters.count == 3)
            let found = try await office.capabilities.outbox.read(mail.id, by: office.ada).mail
            #expect(found.attempts == 3 && found.reason == nil && found.nextAttemptAt == nil)
        }
    }

    @Test("A mail that will never be taken fails, and is sent again by hand", arguments: Engine.available)
    func finalFailure(engine: Engine) async throws {
        try await Office.on(engine, sendsMail: true) { office in
            let outbox = office.capabilities.outbox
            let mail = try await outbox.sendTest(to: "a@example.org", by: office.ada)
            let server = FakeServer(
                failing: 1,
                MailError(.recipient, isTemporary: false, "The mail server does not know the recipient.")
            )
            try await office.working(sending: server.take) { try await office.state(of: mail) == .failed }
            let failed = try await outbox.read(mail.id, by: office.ada)
            #expect(failed.mail.reason == "The mail server does not know the recipient.")
            #expect(failed.body != nil)
            try await outbox.resend(mail.id, by: office.ada)
            try await office.working(sending: server.take) { try await office.state(of: mail) == .sent }
            #expect(server.letters.count == 2)
        }
    }

    @Test("A link that has expired is not sent any more", arguments: Engine.available)
    func expired(engine: Engine) async throws {
        try await Office.on(engine, sendsMail: true) { office in
            try await office.capabilities.passwords.requestReset(for: Office.adaEmail, from: Office.origin)
            let mail = try #require(await office.capabilities.outbox.list(by: office.ada).mails.first)
            office.clock.advance(by: .hours(2))
            let server = FakeServer()
            try await office.working(sending: server.take) { try await office.state(of: mail) == .failed }
            #expect(server.letters.isEmpty)
        }
    }

    @Test("When the mail server was taken out of the configuration, waiting mails are held")
    func serverRemoved() async throws {
        try await Office.on(sendsMail: true) { office in
            let mail = try await office.capabilities.outbox.sendTest(to: "a@example.org", by: office.ada)
            try await office.working(sending: nil) { try await office.state(of: mail) == .held }
        }
    }

    @Test("A mail is only in the outbox when what it tells of was kept")
    func rollback() async throws {
        try await Office.on(sendsMail: true) { office in
            let taken = Users.Form(email: Office.adaEmail, name: "Twin", role: .member)
            #expect(await refusal { _ = try await office.capabilities.users.invite(taken, by: office.ada) } != nil)
            try await #expect(office.capabilities.outbox.list(by: office.ada).total == 0)
            try await #expect(office.jobs() == 0)
        }
    }
}

/// A mail server that refuses the first so many letters and takes the rest.
private final class FakeServer: Sendable {
    private let state: Mutex<(letters: [MailMessage], failures: Int)>
    private let failure: MailError?

    init(failing count: Int = 0, _ failure: MailError? = nil) {
        state = Mutex(([], count))
        self.failure = failure
    }

    /// All that were offered.
    var letters: [MailMessage] { state.withLock { $0.letters } }

    @Sendable func take(_ letter: MailMessage) async throws {
        let isRefused = state.withLock { state in
            state.letters.append(letter)
            state.failures -= 1
            return state.failures >= 0
        }
        if isRefused, let failure { throw failure }
    }
}

extension Office {
    func state(of mail: OutboxMail) async throws -> OutboxMail.State? {
        try await database.read { db in try OutboxMail.find(mail.id, in: mail.organisation, on: db)?.state }
    }

    func jobs() async throws -> Int {
        try await database.read { db in try db.one(Int.self, "SELECT COUNT(*) FROM jobs") }
    }

    /// Lets a worker work until the condition holds.
    func working(
        sending send: (@Sendable (MailMessage) async throws -> Void)?,
        until condition: () async throws -> Bool
    ) async throws {
        let from = try MailAddress("loam@example.org")
        let server = send.map { MailDelivery.Server(from: from, send: $0) }
        let handlers = capabilities.handlers(mailServer: server)
        let worker = Worker(database, handlers: handlers, clock: clock.wallClock)
        let running = Task { await worker.run() }
        do {
            let end = ContinuousClock.now + .seconds(20)
            while try await !condition() {
                guard ContinuousClock.now < end else {
                    Issue.record("It did not come about in twenty seconds.")
                    break
                }
                try await Task.sleep(for: .milliseconds(2))
            }
        } catch {
            running.cancel()
            throw error
        }
        await worker.stop()
    }
}
