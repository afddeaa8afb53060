import Crypto
import HTTP
import Telemetry
import TestSupport
import Testing

@testable import Sandbox
@testable import loam

/// Connections at the command line, to a real org; the clock begins at the real time, because the org lives in it.
@Suite struct ConnectionCommandTests {
    private struct Installation: Sendable {
        let folder: String
        let clock = TestClock(WallClock.system.now())

        func run(_ words: String..., input: String = "") async -> (code: ExitCode, output: String, error: String) {
            let recorded = RecordedTerminal(input: input)
            let surroundings = recorded.surroundings(environment: ["USER": "root"], clock: clock.wallClock)
            let code = await CommandTree.loam.run(words + ["--data", folder], in: surroundings)
            return (code, recorded.output, recorded.error)
        }

        func connection(_ words: String...) async -> (code: ExitCode, output: String, error: String) {
            let recorded = RecordedTerminal(input: "")
            let surroundings = recorded.surroundings(environment: ["USER": "root"], clock: clock.wallClock)
            let code = await CommandTree.loam.run(["connection"] + words + ["--data", folder], in: surroundings)
            return (code, recorded.output, recorded.error)
        }
    }

    @Test("C-02 · An org is connected, checked, switched on and disconnected by commands alone")
    func wholeWay() async throws {
        var options = SandboxServer.Options()
        options.passwordStrength = Password.Strength(memoryKiB: 8, passes: 1)
        let server = try await SandboxServer(org: try await Org.memory(), options: options)
        let first = try await server.firstSignIn()
        try await withLiveServer(try server.router) { live in
            try await installed { loam in
                #expect(await loam.connection("list").output == "There are no connections.\n")
                let hosts = ["--salesforce-private-hosts", "127.0.0.1"]
                let new = await loam.connection(
                    "connect",
                    "Rehearsal",
                    "--org",
                    "http://127.0.0.1:\(live.port)",
                    "--consumer-key",
                    first.consumerKey,
                    "--username",
                    first.username,
                    hosts[0],
                    hosts[1]
                )
                try #require(new.code == .done, "\(new.error)")
                let begin = try #require(new.output.firstRange(of: "-----BEGIN CERTIFICATE-----"))
                var app = try #require(try await server.signIn.apps.all().first)
                app.certificate = try Certificate(pem: String(new.output[begin.lowerBound...]))
                try await server.signIn.apps.save(app)

                let signedIn = await loam.connection("connect", "Rehearsal", hosts[0], hosts[1])
                #expect(signedIn.code == .done, "\(signedIn.error)")
                #expect(signedIn.output.contains("to Loam Sandbox works, as \(first.username)."))
                #expect(await loam.connection("on", "Rehearsal").output == "The connection is on for everybody.\n")
                let checked = await loam.connection("check", "Rehearsal", hosts[0], hosts[1])
                #expect(checked.code == .done && checked.output.contains("permissions are there."))
                #expect(checked.output.contains("Run Reports"))
                let shown = await loam.connection("show", "Rehearsal", "--json")
                #expect(shown.output.contains("\"state\": \"working\"") && shown.output.contains("\"isOn\": true"))
                #expect(await loam.connection("list").output.contains("Rehearsal"))
                #expect(await loam.connection("off", "Rehearsal").code == .done)
                #expect(await loam.connection("disconnect", "Rehearsal").code == .done)
                #expect(await loam.connection("show", "Rehearsal").output.contains("disconnected"))
                let unknown = await loam.connection("show", "Nothing")
                #expect(unknown.code == .failed && unknown.error.contains("There is no connection “Nothing”."))
            }
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
                "--role",
                "admin",
                "--organisation",
                "Weaver & Sons",
                "--password-stdin",
                input: "plenty of looms 42\n"
            )
            try #require(made.code == .done, "\(made.error)")
            try await body(installation)
        }
    }
}
