import Capabilities
import Crypto
import Database
import Store
import TestSupport
import Testing

/// What only the operator at the command line may do.
@Suite struct CommandLineTests {
    @Test(
        "a person who was added gets no mail and no link, and comes in once a password is set",
        arguments: Engine.available
    )
    func add(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let shell = try await office.capabilities.atCommandLine(as: "root")
            let form = Users.Form(email: "Ben@Example.org", name: "Ben Spinner", role: .auditor)
            let ben = try await office.capabilities.users.add(form, by: shell)
            #expect(try await office.capabilities.outbox.list(by: office.ada).total == 0)
            #expect(await refusal { _ = try await office.signIn("ben@example.org") } != nil)
            try await office.capabilities.passwords.set(Office.password, for: ben.id, by: shell)
            #expect(try await office.signIn("ben@example.org").caller.role == .auditor)
        }
    }

    @Test("nobody adds people or makes keys for others but the operator")
    func onlyThere() async throws {
        try await Office.on { office in
            let form = Users.Form(email: "ben@example.org", name: "Ben", role: .member)
            #expect(
                await refusal { _ = try await office.capabilities.users.add(form, by: office.ada) }
                    == "role.not-allowed"
            )
            let key = APIKeys.Form(name: "nightly", role: .member, lifetime: nil)
            let keys = office.capabilities.apiKeys
            #expect(
                await refusal { _ = try await keys.create(key, answeredForBy: Office.adaEmail, by: office.ada) }
                    == "role.not-allowed"
            )
        }
    }

    @Test("a key made at the command line works, and does no more than the person who answers for it")
    func key() async throws {
        try await Office.on { office in
            let shell = try await office.capabilities.atCommandLine(as: "root")
            let keys = office.capabilities.apiKeys
            let form = APIKeys.Form(name: "nightly", role: .admin, lifetime: nil)
            let made = try await keys.create(form, answeredForBy: Office.adaEmail, by: shell)
            let caller = try await keys.caller(for: made.text.reveal(), from: Office.origin)
            #expect(caller?.role == .admin)
            #expect(caller?.user == office.ada.user)

            _ = try await office.hire("ben@example.org", role: .member)
            #expect(
                await refusal { _ = try await keys.create(form, answeredForBy: "ben@example.org", by: shell) }
                    == "api-key.beyond-person"
            )
            #expect(
                await refusal { _ = try await keys.create(form, answeredForBy: "nobody@example.org", by: shell) }
                    == "user.unknown"
            )
        }
    }
}
