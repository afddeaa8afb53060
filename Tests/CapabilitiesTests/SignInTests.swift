@testable import Capabilities
import Crypto
import Database
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct SignInTests {
    @Test("Whatever is wrong with a sign-in, the answer is the same", arguments: Engine.available)
    func sameAnswer(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let gone = try await office.hire("gone@example.org")
            try await office.capabilities.users.deactivate(#require(gone.caller.user), by: office.ada)
            _ = try await office.capabilities.users.invite(
                .init(email: "new@example.org", name: "New Person", role: .member),
                by: office.ada
            )
            var answers: [Refusal] = []
            for (email, password) in [
                (Office.adaEmail, Secret("wrong")), ("nobody@example.org", Office.password),
                ("gone@example.org", Office.password), ("new@example.org", Office.password), ("no address", Secret("")),
            ] {
                let error = await #expect(throws: Refusal.self) { try await office.signIn(email, password) }
                answers.append(try #require(error))
            }
            #expect(Set(answers.map(\.code)) == ["sign-in.refused"])
            #expect(answers.allSatisfy { $0 == answers[0] })
        }
    }

    @Test("An address is known in any case, with spaces around it")
    func normalised() async throws {
        try await Office.on { office in
            try await #expect(office.signIn(" ADA@Example.org ").caller.user == office.ada.user)
        }
    }

    @Test(
        "After five failures an account waits, twice as long each time, even after a restart",
        arguments: Engine.available
    )
    func growingDelay(engine: Engine) async throws {
        try await Office.on(engine) { office in
            for _ in 0..<5 {
                #expect(
                    await refusal { _ = try await office.signIn(Office.adaEmail, Secret("wrong")) } == "sign-in.refused"
                )
            }
            var waits: [Int64] = []
            for _ in 0..<3 {
                // The right password is refused as well; another process on the same database knows it, too.
                let restarted = Office.capabilities(on: office.database, office.sealingKeys, false, office.clock)
                let error = await #expect(throws: Refusal.self) {
                    try await restarted.signIn.perform(
                        email: Office.adaEmail,
                        password: Office.password,
                        from: Office.origin
                    )
                }
                guard case .tooMany(let wait)? = error?.kind else { throw Unexpected() }
                waits.append(wait.components.seconds)
                office.clock.advance(by: wait)
                #expect(
                    await refusal { _ = try await office.signIn(Office.adaEmail, Secret("wrong")) } == "sign-in.refused"
                )
            }
            #expect(waits == [15, 30, 60])
            office.clock.advance(by: .minutes(15))
            try await #expect(office.signIn().caller.user == office.ada.user)
            // All is forgiven: five more tries.
            for _ in 0..<5 {
                #expect(
                    await refusal { _ = try await office.signIn(Office.adaEmail, Secret("wrong")) } == "sign-in.refused"
                )
            }
        }
    }

    @Test("Accounts that do not exist wait alike, so that waiting tells nothing")
    func unknownAccountsWait() async throws {
        try await Office.on { office in
            for _ in 0..<5 { _ = try? await office.signIn("nobody@example.org") }
            #expect(await refusal { _ = try await office.signIn("nobody@example.org") } == "sign-in.too-many-attempts")
        }
    }

    @Test("Many guesses at once are counted one after the other", arguments: Engine.available)
    func parallelGuesses(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let outcomes = await withTaskGroup { group in
                for _ in 0..<20 {
                    group.addTask { await refusal { _ = try await office.signIn(Office.adaEmail, Secret("wrong")) } }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 == "sign-in.refused" }.count == 5)
            #expect(outcomes.filter { $0 == "sign-in.too-many-attempts" }.count == 15)
        }
    }

    @Test("One network address cannot try all accounts; others go on")
    func addresses() async throws {
        try await Office.on { office in
            let attempts = Attempts(organisation: office.ada.organisation, now: office.clock.now)
            try await office.database.write { db in
                for _ in 0..<30 { try attempts.count(.address, "192.0.2.7", on: db) }
            }
            #expect(await refusal { _ = try await office.signIn() } == "sign-in.too-many-attempts")
            let elsewhere = try await office.capabilities.signIn.perform(
                email: Office.adaEmail,
                password: Office.password,
                from: Origin(address: "198.51.100.1")
            )
            #expect(elsewhere.caller.user == office.ada.user)
        }
    }

    @Test("Sign-ins that succeed do not wear an address out")
    func sharedAddress() async throws {
        try await Office.on { office in
            let attempts = Attempts(organisation: office.ada.organisation, now: office.clock.now)
            try await office.database.write { db in
                for _ in 0..<29 { try attempts.count(.address, "192.0.2.7", on: db) }
            }
            for _ in 0..<3 { _ = try await office.signIn() }
        }
    }

    @Test("A hash of other parameters is replaced at the next sign-in")
    func rehash() async throws {
        try await Office.on { office in
            let user = try #require(office.ada.user)
            // `password`, as the reference program hashes it.
            let foreign = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            try await office.database.write { db in
                try User.setPassword(foreign, of: user, in: office.ada.organisation, on: db)
            }
            _ = try await office.signIn(Office.adaEmail, Secret("password"))
            let stored = try await office.database.read { db in
                try User.passwordHash(of: user, in: office.ada.organisation, on: db)
            }
            #expect(stored != foreign && !Password.needsRehash(stored ?? "", strength: Office.strength))
            _ = try await office.signIn(Office.adaEmail, Secret("password"))
        }
    }

    private struct Unexpected: Error {}
}
