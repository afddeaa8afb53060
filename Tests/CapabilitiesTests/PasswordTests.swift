import Capabilities
import Crypto
import Database
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct PasswordTests {
    private let new = Secret("another fine secret")

    @Test(
        "A password is changed with the current one; other browsers are out, this one goes on",
        arguments: Engine.available
    )
    func change(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let other = try await office.signIn()
            let token = try await office.capabilities.passwords.change(from: Office.password, to: new, by: office.ada)
            try await #expect(office.caller(token)?.session == office.ada.session)
            try await #expect(office.caller(office.adaToken) == nil)
            try await #expect(office.caller(other.token) == nil)
            #expect(await refusal { _ = try await office.signIn() } == "sign-in.refused")
            _ = try await office.signIn(Office.adaEmail, new)
        }
    }

    @Test("What is wrong with a change is told by field, and the guessing of the current one is limited")
    func changeRefused() async throws {
        try await Office.on { office in
            func fields(_ current: Secret, _ new: Secret) async throws -> [String] {
                let error = await #expect(throws: Refusal.self) {
                    try await office.capabilities.passwords.change(from: current, to: new, by: office.ada)
                }
                return error.map { $0.fields.keys.sorted() } ?? []
            }
            try await #expect(fields(Office.password, Secret("short")) == ["password"])
            try await #expect(fields(Office.password, Office.password) == ["password"])
            for _ in 0..<3 { try await #expect(fields(Secret("wrong"), new) == ["current"]) }
            let code = await refusal {
                _ = try await office.capabilities.passwords.change(from: Office.password, to: new, by: office.ada)
            }
            #expect(code == "sign-in.too-many-attempts")
            try await #expect(office.caller(office.adaToken) == office.ada)
        }
    }

    @Test("A reset by mail works once, in time, and ends all sessions", arguments: Engine.available)
    func reset(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let passwords = office.capabilities.passwords
            try await passwords.requestReset(for: "ADA@example.org", from: Office.origin)
            let first = try await linkInLastMail(office)
            try await passwords.requestReset(for: Office.adaEmail, from: Office.origin)
            let second = try await linkInLastMail(office)
            // The later link is the one that counts.
            try await #expect(passwords.purpose(ofLink: first) == nil)
            let foundPurpose = try await passwords.purpose(ofLink: second)
            let purpose = try #require(foundPurpose)
            #expect(purpose.purpose == .reset)
            #expect(purpose.email.rawValue == Office.adaEmail)

            let weak = await refusal {
                _ = try await passwords.use(link: second, password: Secret("ada weaver 42"), from: Office.origin)
            }
            #expect(weak == "form.invalid")
            let signedIn = try await passwords.use(link: second, password: new, from: Office.origin)
            try await #expect(office.caller(signedIn.token)?.user == office.ada.user)
            try await #expect(office.caller(office.adaToken) == nil)
            let again = await refusal { _ = try await passwords.use(link: second, password: new, from: Office.origin) }
            #expect(again == "password-link.unusable")
            _ = try await office.signIn(Office.adaEmail, new)
        }
    }

    @Test("Of two who use one link at once, one gets in", arguments: Engine.available)
    func race(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let passwords = office.capabilities.passwords
            let link = office.token(in: try await passwords.resetLink(for: #require(office.ada.user), by: office.ada))
            let outcomes = await withTaskGroup { group in
                for number in 0..<4 {
                    group.addTask {
                        await refusal {
                            let password = Secret("a very fine secret \(number)")
                            _ = try await passwords.use(link: link, password: password, from: Office.origin)
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 == nil }.count == 1)
            #expect(outcomes.filter { $0 == "password-link.unusable" }.count == 3)
        }
    }

    @Test("A link expires")
    func expiry() async throws {
        try await Office.on { office in
            let passwords = office.capabilities.passwords
            let link = office.token(in: try await passwords.resetLink(for: #require(office.ada.user), by: office.ada))
            office.clock.advance(by: .hours(2))
            try await #expect(passwords.purpose(ofLink: link) == nil)
            let code = await refusal { _ = try await passwords.use(link: link, password: new, from: Office.origin) }
            #expect(code == "password-link.unusable")
        }
    }

    @Test("Whether an address is anybody's does not show when a reset is asked for", arguments: Engine.available)
    func unknownAddress(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let passwords = office.capabilities.passwords
            for email in ["nobody@example.org", "no address", Office.adaEmail] {
                try await passwords.requestReset(for: email, from: Office.origin)
            }
            try await #expect(office.capabilities.outbox.list(by: office.ada).total == 1)
            // Nor does it when links are asked for too often.
            for email in ["nobody@example.org", Office.adaEmail] {
                for _ in 0..<2 { try await passwords.requestReset(for: email, from: Office.origin) }
                let code = await refusal { try await passwords.requestReset(for: email, from: Office.origin) }
                #expect(code == "sign-in.too-many-attempts")
            }
        }
    }

    @Test("The operator sets a password at the command line; nobody else can", arguments: Engine.available)
    func command(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let ada = try #require(office.ada.user)
            let shell = try await office.capabilities.atCommandLine(as: "root")
            for _ in 0..<6 { _ = try? await office.signIn(Office.adaEmail, Secret("wrong")) }
            #expect(await refusal { try await office.capabilities.passwords.set(new, for: ada, by: office.ada) } != nil)
            let weak = await refusal {
                try await office.capabilities.passwords.set(Secret("x"), for: ada, by: shell)
            }
            #expect(weak == "form.invalid")
            try await office.capabilities.passwords.set(new, for: ada, by: shell)
            try await #expect(office.caller(office.adaToken) == nil)
            // It also ends the waiting.
            _ = try await office.signIn(Office.adaEmail, new)
        }
    }

    @Test("Only an administrator makes a reset link for another")
    func resetLink() async throws {
        try await Office.on { office in
            let ben = try await office.hire("ben@example.org").caller
            let code = await refusal {
                _ = try await office.capabilities.passwords.resetLink(for: #require(office.ada.user), by: ben)
            }
            #expect(code == "role.not-allowed")
        }
    }

    private func linkInLastMail(_ office: Office) async throws -> String {
        let mails = try await office.capabilities.outbox.list(by: office.ada).mails
        let mail = try await office.capabilities.outbox.read(#require(mails.first).id, by: office.ada)
        let line = mail.body?.split(separator: "\n").first { $0.hasPrefix("https://") }
        return office.token(in: String(line ?? ""))
    }
}
