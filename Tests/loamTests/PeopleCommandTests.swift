import Database
import Glibc
import Telemetry
import TestSupport
import Testing

@testable import loam

@Suite struct PeopleCommandTests {
    /// An installation of its own, driven by commands alone.
    private struct Installation: Sendable {
        let folder: String
        let clock = TestClock()

        func run(_ words: String..., input: String = "") async -> (code: ExitCode, output: String, error: String) {
            let recorded = RecordedTerminal(input: input)
            let surroundings = recorded.surroundings(environment: ["USER": "root"], clock: clock.wallClock)
            let code = await CommandTree.loam.run(words + ["--data", folder], in: surroundings)
            return (code, recorded.output, recorded.error)
        }
    }

    private func installed(_ body: (Installation) async throws -> Void) async throws {
        try await TemporaryFolder.with { temporary in
            let installation = Installation(folder: temporary.path("data"))
            let made = await installation.run(
                "user",
                "create",
                "--email",
                "ada@example.org",
                "--name",
                "Ada Weaver",
                "--role",
                "admin",
                "--organisation",
                "Weaver & Sons",
                "--password-stdin",
                input: "plenty of looms 42\n"
            )
            try #require(made.code == .done, "\(made.error)")
            #expect(made.output == "ada@example.org is added as admin.\n")
            try await body(installation)
        }
    }

    @Test("an installation can be set up by command, once")
    func firstRun() async throws {
        try await installed { loam in
            let folder = DataFolder(path: loam.folder)
            #expect(mode(of: folder.path) == 0o700)
            #expect(mode(of: folder.sealingKeyPath) == 0o600)
            let again = await loam.run(
                "user",
                "create",
                "--email",
                "eve@example.org",
                "--role",
                "admin",
                "--organisation",
                "Other"
            )
            #expect(again.code == .failed)
            #expect(again.error.hasPrefix("Error: Loam is set up already"))
        }
    }

    @Test("a link names the address at which the portal is served, or the one that is configured")
    func address() async throws {
        try await installed { loam in
            DataFolder(path: loam.folder).keep(address: "http://127.0.0.1:9123")
            let served = await loam.run("user", "create", "--email", "ben@example.org", "--role", "member")
            #expect(
                served.output.split(separator: "\n").last?.hasPrefix("http://127.0.0.1:9123/invitation/") == true
            )
            let configured = await loam.run(
                "user",
                "create",
                "--email",
                "eve@example.org",
                "--role",
                "member",
                "--public-url",
                "https://loam.example.org/"
            )
            #expect(
                configured.output.split(separator: "\n").last?.hasPrefix("https://loam.example.org/invitation/") == true
            )
        }
    }

    @Test("people are added, listed, given roles, shut out and let in")
    func people() async throws {
        try await installed { loam in
            let added = await loam.run("user", "create", "--email", "ben@example.org", "--role", "member")
            #expect(added.code == .done)
            #expect(added.output.split(separator: "\n").last?.hasPrefix("http://127.0.0.1:8080/invitation/") == true)

            #expect(await loam.run("user", "role", "ben@example.org", "auditor").code == .done)
            #expect(await loam.run("user", "deactivate", "ben@example.org").code == .done)
            let list = await loam.run("user", "list", "--state", "deactivated", "--json")
            #expect(list.output.contains("\"email\": \"ben@example.org\""))
            #expect(list.output.contains("\"role\": \"auditor\""))
            #expect(!list.output.contains("ada@example.org"))
            #expect(await loam.run("user", "reactivate", "ben@example.org").code == .done)

            let table = await loam.run("user", "list")
            #expect(table.output.split(separator: "\n").count == 3)
        }
    }

    @Test("the last administrator stays")
    func lastAdministrator() async throws {
        try await installed { loam in
            let result = await loam.run("user", "deactivate", "ada@example.org")
            #expect(result.code == .failed)
            #expect(result.error.hasPrefix("Error: This is the last active administrator"))
        }
    }

    @Test("a password is read from standard input, checked, and never printed")
    func passwords() async throws {
        try await installed { loam in
            let short = await loam.run(
                "user",
                "reset-password",
                "ada@example.org",
                "--password-stdin",
                input: "hunter2\n"
            )
            #expect(short.code == .failed)
            #expect(short.error == "Error: Use at least 12 characters.\n")
            let none = await loam.run("user", "reset-password", "ada@example.org", "--password-stdin")
            #expect(none.code == .wrongUsage)
            let set = await loam.run(
                "user",
                "reset-password",
                "ada@example.org",
                "--password-stdin",
                input: "another fine secret\n"
            )
            #expect(set.code == .done)
            #expect(!set.output.contains("another"))
            let link = await loam.run(
                "user",
                "reset-password",
                "ada@example.org",
                "--public-url",
                "https://loam.example/"
            )
            #expect(link.output.hasPrefix("https://loam.example/password-reset/"))
        }
    }

    @Test("an invitation without a mail server prints its link, every fault of a form is told")
    func invitations() async throws {
        try await installed { loam in
            let invited = await loam.run("user", "invite", "--email", "eve@example.org", "--role", "member", "--json")
            #expect(invited.output.contains("\"link\": \"http://127.0.0.1:8080/invitation/"))
            let twice = await loam.run("user", "invite", "--email", "eve@example.org", "--role", "member")
            #expect(twice.code == .failed)
            let faults = await loam.run("user", "invite", "--email", "nobody", "--name", " ", "--role", "member")
            #expect(
                faults.error == """
                    Error: 2 entries need a correction.
                      email: Enter an e-mail address, such as ada@example.org.
                      name: Enter a name.

                    """
            )
        }
    }

    @Test("a key is printed once, as the last line, listed without its text, and revoked")
    func keys() async throws {
        try await installed { loam in
            let made = await loam.run("key", "create", "--name", "nightly", "--role", "member", "--expires", "90d")
            #expect(made.code == .done)
            let text = try #require(made.output.split(separator: "\n").last)
            #expect(text.hasPrefix("loam_"))
            let id = try #require(made.output.split(separator: " ").dropFirst(2).first)

            let list = await loam.run("key", "list", "--json")
            #expect(list.output.contains("\"id\": \"\(id)\""))
            #expect(!list.output.contains(text))
            #expect(await loam.run("key", "revoke", String(id)).code == .done)
            #expect(await loam.run("key", "list").output.contains("revoked"))
            #expect(await loam.run("key", "revoke", String(id)).code == .failed)
            #expect(await loam.run("key", "revoke", "nightly").code == .wrongUsage)
            #expect(
                await loam.run("key", "create", "--name", "x", "--role", "member", "--expires", "soon").code
                    == .wrongUsage
            )
        }
    }

    @Test("U-09 · what is done at the command line stands in the audit log with who did it")
    func audit() async throws {
        try await installed { loam in
            #expect(await loam.run("user", "create", "--email", "ben@example.org", "--role", "member").code == .done)
            let database = try await Database.open(.sqlite(path: loam.folder + "/loam.db"))
            let names = try await closing(database) {
                try await database.read { db in
                    try db.fetch(String.self, "SELECT user_name FROM audit_entries WHERE action = 'user.added'")
                }
            }
            #expect(names == ["root at the command line"])
        }
    }

    @Test("a sealing key that is gone is not made anew while the database needs the old one")
    func lostKey() async throws {
        try await installed { loam in
            #expect(await loam.run("user", "invite", "--email", "eve@example.org", "--role", "member").code == .done)
            let folder = DataFolder(path: loam.folder)
            try #require(rename(folder.sealingKeyPath, folder.sealingKeyPath + ".away") == 0)
            let lost = await loam.run("user", "list")
            #expect(lost.code == .failed)
            #expect(lost.error.hasPrefix("Error: The sealing key file \(folder.sealingKeyPath) is gone"))
            #expect(!DataFolder(path: folder.sealingKeyPath).exists)
        }
    }
}
