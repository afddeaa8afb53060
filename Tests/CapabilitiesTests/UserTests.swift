import Capabilities
import Crypto
import Database
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct UserTests {
    @Test("An invited person chooses a password by the link and is in", arguments: Engine.available)
    func invitation(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let users = office.capabilities.users
            let form = Users.Form(email: " Ben@Example.org", name: "  Ben   Spinner ", role: .member)
            let invitation = try await users.invite(form, by: office.ada)
            #expect(invitation.user.email.rawValue == "ben@example.org")
            #expect(invitation.user.name == "Ben Spinner")
            let link = try #require(invitation.link)
            #expect(link.hasPrefix("https://loam.example.org/invitation/"))
            #expect(await refusal { _ = try await office.signIn("ben@example.org") } == "sign-in.refused")

            let again = try await users.inviteAgain(invitation.user.id, by: office.ada)
            let passwords = office.capabilities.passwords
            try await #expect(passwords.purpose(ofLink: office.token(in: link)) == nil)
            let token = office.token(in: try #require(again.link))
            let purpose = try await passwords.purpose(ofLink: token)
            #expect(purpose?.purpose == .invitation)
            #expect(purpose?.organisationName == "Weaver & Sons")
            let ben = try await passwords.use(link: token, password: Office.password, from: Office.origin)
            #expect(ben.caller.role == .member)
            try await #expect(users.find(invitation.user.id, by: office.ada).state == .active)
            try await #expect(office.signIn("ben@example.org").caller.user == invitation.user.id)
            let late = await refusal { _ = try await users.inviteAgain(invitation.user.id, by: office.ada) }
            #expect(late == "user.not-invited")
        }
    }

    @Test("With a mail server the link goes by mail and is shown to nobody")
    func invitationByMail() async throws {
        try await Office.on(sendsMail: true) { office in
            let form = Users.Form(email: "ben@example.org", name: "Ben", role: .member)
            let invitation = try await office.capabilities.users.invite(form, by: office.ada)
            #expect(invitation.link == nil)
            let mails = try await office.capabilities.outbox.list(by: office.ada).mails
            #expect(mails.map(\.kind) == ["invitation"])
            #expect(mails.map(\.state) == [.queued])
        }
    }

    @Test("An address is taken once", arguments: Engine.available)
    func takenAddress(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let ben = try await office.hire("ben@example.org").caller
            let form = Users.Form(email: "ADA@example.org", name: "Other", role: .member)
            for act in [
                { _ = try await office.capabilities.users.invite(form, by: office.ada) },
                { try await office.capabilities.users.change(#require(ben.user), to: form, by: office.ada) },
            ] {
                let error = await #expect(throws: Refusal.self) { try await act() }
                #expect(error?.fields.keys.sorted() == ["email"])
            }
        }
    }

    @Test("A person whose role changes signs in again and has the new one", arguments: Engine.available)
    func roleChange(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let ben = try await office.hire("ben@example.org")
            let id = try #require(ben.caller.user)
            let users = office.capabilities.users
            try await users.change(id, to: .init(email: "ben@example.org", name: "Ben", role: .member), by: office.ada)
            try await #expect(office.caller(ben.token)?.name == "Ben")
            try await users.change(id, to: .init(email: "ben@example.org", name: "Ben", role: .admin), by: office.ada)
            try await #expect(office.caller(ben.token) == nil)
            try await #expect(office.signIn("ben@example.org").caller.role == .admin)
        }
    }

    @Test("Who is deactivated is out at once, and comes back as they were", arguments: Engine.available)
    func deactivation(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let users = office.capabilities.users
            let ben = try await office.hire("ben@example.org", role: .admin)
            let id = try #require(ben.caller.user)
            let key = try await office.capabilities.apiKeys.create(
                .init(name: "Nightly", role: .member, lifetime: nil),
                by: ben.caller
            )
            func keyCaller() async throws -> Caller? {
                try await office.capabilities.apiKeys.caller(for: key.text.reveal(), from: Office.origin)
            }
            try await #expect(keyCaller() != nil)
            try await users.deactivate(id, by: office.ada)
            try await #expect(office.caller(ben.token) == nil)
            try await #expect(keyCaller() == nil)
            #expect(await refusal { _ = try await office.signIn("ben@example.org") } == "sign-in.refused")
            try await office.capabilities.passwords.requestReset(for: "ben@example.org", from: Office.origin)
            try await #expect(
                office.capabilities.outbox.list(by: office.ada).mails.allSatisfy { $0.kind == "invitation" }
            )
            // Once more changes nothing and leaves no entry.
            let entries = try await office.entries().count
            try await users.deactivate(id, by: office.ada)
            try await #expect(office.entries().count == entries)

            try await users.reactivate(id, by: office.ada)
            try await #expect(office.signIn("ben@example.org").caller.role == .admin)
            try await #expect(keyCaller() != nil)
        }
    }

    @Test("The last active administrator stays", arguments: Engine.available)
    func lastAdmin(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let users = office.capabilities.users
            let ada = try #require(office.ada.user)
            let shell = try await office.capabilities.atCommandLine(as: "root")
            let member = Users.Form(email: Office.adaEmail, name: "Ada", role: .member)
            #expect(await refusal { try await users.deactivate(ada, by: shell) } == "user.last-admin")
            #expect(await refusal { try await users.change(ada, to: member, by: shell) } == "user.last-admin")
            #expect(await refusal { try await users.deactivate(ada, by: office.ada) } == "user.own-deactivation")
            #expect(await refusal { try await users.change(ada, to: member, by: office.ada) } == "user.own-role")
            // An invited administrator does not count.
            _ = try await users.invite(.init(email: "b@example.org", name: "B", role: .admin), by: office.ada)
            #expect(await refusal { try await users.deactivate(ada, by: shell) } == "user.last-admin")
            try await #expect(users.find(ada, by: office.ada).role == .admin)
        }
    }

    @Test("Administrators who deactivate each other at once leave one", arguments: Engine.available)
    func lastAdminRace(engine: Engine) async throws {
        try await Office.on(engine) { office in
            var admins = [office.ada]
            for number in 1...3 {
                admins.append(
                    try await office.hire("admin\(number)@example.org", "Boss \(number)", role: .admin).caller
                )
            }
            let callers = admins
            await withTaskGroup { group in
                for caller in callers {
                    for other in callers where other.user != caller.user {
                        group.addTask {
                            guard let id = other.user else { return }
                            try? await office.capabilities.users.deactivate(id, by: caller)
                        }
                    }
                }
            }
            let left = try await office.database.read { db in
                try User.countActiveAdmins(in: office.ada.organisation, on: db)
            }
            #expect(left == 1)
        }
    }

    @Test("Who was an administrator a moment ago no longer acts as one", arguments: Engine.available)
    func staleCaller(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let ben = try await office.hire("ben@example.org", role: .admin).caller
            try await office.capabilities.users.deactivate(#require(ben.user), by: office.ada)
            let form = Users.Form(email: "c@example.org", name: "C", role: .admin)
            #expect(
                await refusal { _ = try await office.capabilities.users.invite(form, by: ben) } == "role.not-allowed"
            )
            let code = await refusal {
                try await office.capabilities.users.deactivate(#require(office.ada.user), by: ben)
            }
            #expect(code == "role.not-allowed")
        }
    }

    @Test("What a role may not do is refused", arguments: [Role.member, .auditor])
    func roles(role: Role) async throws {
        try await Office.on { office in
            let caller = try await office.hire("ben@example.org", role: role).caller
            let ada = try #require(office.ada.user)
            let form = Users.Form(email: "c@example.org", name: "C", role: .member)
            let app = office.capabilities
            let administrative: [@Sendable () async throws -> Void] = [
                { _ = try await app.users.invite(form, by: caller) },
                { _ = try await app.users.inviteAgain(ada, by: caller) },
                { try await app.users.change(ada, to: form, by: caller) },
                { try await app.users.deactivate(ada, by: caller) },
                { try await app.users.reactivate(ada, by: caller) },
                { _ = try await app.passwords.resetLink(for: ada, by: caller) },
                { _ = try await app.apiKeys.create(.init(name: "k", role: .member, lifetime: nil), by: caller) },
                { try await app.apiKeys.revoke(.make(at: office.clock.now), by: caller) },
                { try await app.organisation.change(name: "x", timeZone: "UTC", by: caller) },
                { _ = try await app.outbox.read(.make(at: office.clock.now), by: caller) },
                { try await app.outbox.resend(.make(at: office.clock.now), by: caller) },
                { _ = try await app.outbox.sendTest(to: "a@b", by: caller) },
            ]
            for act in administrative { #expect(await refusal(act) == "role.not-allowed") }
            let inspecting: [@Sendable () async throws -> Void] = [
                { _ = try await app.users.list(.init(), by: caller) },
                { _ = try await app.users.find(ada, by: caller) },
                { _ = try await app.apiKeys.list(by: caller) },
                { _ = try await app.outbox.list(by: caller) },
                { _ = try await app.auditLog.page(.init(), by: caller) },
            ]
            for act in inspecting { #expect(await refusal(act) == (role == .auditor ? nil : "role.not-allowed")) }
            try await app.users.rename(to: "Benno", by: caller)
            try await #expect(app.users.find(#require(caller.user), by: caller).name == "Benno")
        }
    }
}
