import Capabilities
import Crypto
import Database
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct FirstRunTests {
    @Test("The first run makes the organisation and an administrator who is signed in", arguments: Engine.available)
    func firstRun(engine: Engine) async throws {
        try await Office.on(engine) { office in
            try await #expect(!office.capabilities.firstRun.isPossible())
            try await #expect(office.caller(office.adaToken) == office.ada)
            #expect(office.ada.role == .admin)
            #expect(office.ada.organisationName == "Weaver & Sons")
            #expect(office.ada.timeZone == "Europe/Berlin")
            try await #expect(office.signIn().caller.user == office.ada.user)
        }
    }

    @Test("Of many first runs at once exactly one succeeds", arguments: Engine.available)
    func concurrent(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: Capabilities.migrations) { database in
            let capabilities = Office.capabilities(on: database, .generate(), false, TestClock())
            try await #expect(capabilities.firstRun.isPossible())
            let outcomes = await withTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask {
                        await refusal {
                            _ = try await capabilities.firstRun.perform(Office.firstRunForm(), from: Office.origin)
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 == nil }.count == 1)
            #expect(outcomes.filter { $0 == "first-run.done" }.count == 3)
            let counts = try await database.read { db in
                try db.one(Int.self, "SELECT COUNT(*) FROM organisations")
                    + db.one(Int.self, "SELECT COUNT(*) FROM users")
            }
            #expect(counts == 2)
        }
    }

    @Test("All faults of the form are told at once")
    func faults() async throws {
        try await FreshDatabase.inMemory(migrations: Capabilities.migrations) { database in
            let capabilities = Office.capabilities(on: database, .generate(), false, TestClock())
            let form = FirstRun.Form(
                organisation: " ",
                timeZone: "Mars/Olympus",
                name: "a\u{7}b",
                email: "nobody",
                password: Secret("short")
            )
            let error = await #expect(throws: Refusal.self) {
                try await capabilities.firstRun.perform(form, from: Office.origin)
            }
            #expect(error?.kind == .invalid)
            #expect(error?.fields.keys.sorted() == ["email", "name", "organisation", "password", "timeZone"])
            #expect(error?.sentence == "5 entries need a correction.")
            try await #expect(capabilities.firstRun.isPossible())
        }
    }

    @Test("Before the first run nobody signs in, and the command line says what to do")
    func tooEarly() async throws {
        try await FreshDatabase.inMemory(migrations: Capabilities.migrations) { database in
            let capabilities = Office.capabilities(on: database, .generate(), false, TestClock())
            let signIn = await refusal {
                _ = try await capabilities.signIn.perform(email: "a@b", password: Secret("x"), from: Office.origin)
            }
            #expect(signIn == "first-run.needed")
            #expect(await refusal { _ = try await capabilities.atCommandLine(as: "root") } == "first-run.needed")
        }
    }
}
