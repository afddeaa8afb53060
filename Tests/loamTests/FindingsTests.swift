import Crypto
import Database
import FoundationEssentials
import HTTP
import Telemetry
import TestSupport
import Testing

@testable import loam

@Suite struct FindingsTests {
    private func configuration(_ flags: [String: String]) throws -> Configuration {
        try Configuration(file: nil, environment: [:], flags: flags)
    }

    @Test("a data folder that others may open is a warning, one that is not there is broken")
    func dataFolder() async throws {
        try await TemporaryFolder.with { temporary in
            let folder = DataFolder(path: temporary.path("data"))
            let machine = MachineFindings(configuration: try configuration([:]), folder: folder)
            #expect(machine.dataFolder.state == .broken)
            try folder.create()
            #expect(mode(of: folder.path) == 0o700)
            #expect(machine.dataFolder.state == .good)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
            #expect(machine.dataFolder.state == .warning)
            #expect(machine.dataFolder.remedy == "chmod 700 \(folder.path)")
        }
    }

    @Test("a file in the place of the data folder, and a folder above it that is missing, are clear failures")
    func noDataFolder() async throws {
        try await TemporaryFolder.with { temporary in
            let file = temporary.path("file")
            #expect(FileManager.default.createFile(atPath: file, contents: nil))
            #expect(throws: Failure.self) { try DataFolder(path: file).create() }
            #expect(throws: Failure.self) { try DataFolder(path: temporary.path("no/data")).create() }
        }
    }

    @Test("more connections than open files is a warning")
    func openFiles() throws {
        let many = try configuration(["limits.connections": "1000000"])
        let few = try configuration(["limits.connections": "8"])
        #expect(MachineFindings(configuration: few, folder: few.folder).openFiles.state == .good)
        let finding = MachineFindings(configuration: many, folder: many.folder).openFiles
        #expect(finding.state == .warning || finding.sentence.contains("enough"))
    }

    @Test(
        "the public URL is checked against who listens where and with what",
        arguments: [
            ([:], Finding.State.good), (["host": "0.0.0.0"], .warning),
            (["public-url": "http://localhost:8080"], .good),
            (["public-url": "http://loam.example.org"], .warning),
            (["public-url": "https://loam.example.org"], .warning),
            (["public-url": "https://loam.example.org", "trusted-proxies": "127.0.0.1"], .good),
            (["public-url": "https://loam.example.org", "tls.certificate": "a", "tls.key": "b"], .good),
            (["public-url": "http://loam.example.org", "tls.certificate": "a", "tls.key": "b"], .broken),
        ]
    )
    func publicURL(flags: [String: String], state: Finding.State) throws {
        #expect(AddressFindings(configuration: try configuration(flags)).publicURL.state == state)
    }

    @Test("a database is looked at on both engines", arguments: Engine.available)
    func database(engine: Engine) async throws {
        let migrations = [Migration(id: "0001-a", sql: ["CREATE TABLE a (id TEXT PRIMARY KEY)"])]
        try await FreshDatabase.on(engine) { database in
            let findings = DatabaseFindings(database: database, migrations: migrations, clock: .system)
            let before = await findings.all()
            #expect(before.first { $0.subject == "tables" }?.state == .warning)
            try await database.migrate(migrations)
            #expect(await findings.all().allSatisfy { $0.state == .good })
        }
    }

    @Test("a clock that is off by more than a second is broken")
    func clock() async throws {
        guard Engine.available.contains(.postgres) else { return }
        try await FreshDatabase.on(.postgres) { database in
            let findings = DatabaseFindings(database: database, migrations: [], clock: TestClock().wallClock)
            #expect(await findings.all().first { $0.subject == "clock" }?.state == .broken)
        }
    }

    @Test("the certificate's days are counted")
    func certificate() async throws {
        try await TemporaryFolder.with { temporary in
            let flags = [
                "data": temporary.path, "tls.certificate": temporary.path("c.pem"), "tls.key": temporary.path("k.pem"),
            ]
            let configuration = try configuration(flags)
            let now = Timestamp(seconds: 1_800_000_000)
            let key = try await RSAPrivateKey.generate(.bits2048)
            let certificate = try Certificate.selfSigned(
                for: ["loam.example"],
                key: key,
                notBefore: now.seconds,
                days: 60
            )
            try Data(certificate.pem.utf8).write(to: URL(filePath: temporary.path("c.pem")))
            try Data(key.pem.reveal().utf8).write(to: URL(filePath: temporary.path("k.pem")))
            func state(at moment: Timestamp) -> Finding.State? {
                SecretFindings(configuration: configuration, clock: TestClock(moment).wallClock, sealed: [:]).all()
                    .first { $0.subject == "certificate" }?.state
            }
            #expect(state(at: now + .days(1)) == .good)
            #expect(state(at: now + .days(31)) == .warning)
            #expect(state(at: now + .days(61)) == .broken)
            #expect(state(at: now - .days(1)) == .broken)
        }
    }

    @Test("a sealing key that is gone, or is not the one that sealed, is broken")
    func sealingKey() async throws {
        try await TemporaryFolder.with { temporary in
            let configuration = try configuration(["data": temporary.path])
            func state(_ sealed: [String: Int]) -> Finding.State? {
                SecretFindings(configuration: configuration, clock: TestClock().wallClock, sealed: sealed).all().first?
                    .state
            }
            #expect(state([:]) == .good)
            #expect(state(["00000000": 3]) == .broken)
            let keys = try configuration.sealingKeyFile.loadOrCreate()
            #expect(state([keys.currentKeyID: 3]) == .good)
            #expect(state([keys.currentKeyID: 3, "00000000": 1]) == .broken)
            _ = try configuration.sealingKeyFile.rotate()
            #expect(state([keys.currentKeyID: 3]) == .warning)
        }
    }

    @Test("a mail server that cannot be reached is broken, none at all is fine")
    func mail() async throws {
        func state(_ flags: [String: String]) async throws -> Finding.State? {
            await MailFindings(configuration: try configuration(flags)).all().first?.state
        }
        #expect(try await state([:]) == .good)
        #expect(try await state(["smtp.url": "smtp://host:port", "smtp.from": "a@example.org"]) == .broken)
        #expect(try await state(["smtp.url": "smtp://name.invalid", "smtp.from": "a@example.org"]) == .broken)
        let server = try Server(try Router(doors: []), ServerOptions(port: 0))
        let flags = ["smtp.url": "smtp://127.0.0.1:\(server.port)", "smtp.from": "a@example.org"]
        #expect(try await state(flags) == .good)
        await server.stop()
        #expect(try await state(flags) == .broken)
    }

    @Test("the report ends with what it comes to")
    func report() {
        let good = Finding.good("disk", "Enough.")
        let broken = Finding.broken("database", "It is gone.", remedy: "Restore it.")
        #expect(
            [good, broken].text == """
                good     disk      Enough.
                broken   database  It is gone.
                                   → Restore it.

                One thing is broken.

                """
        )
        #expect([good].text.hasSuffix("\nAll is well.\n"))
        #expect([good, broken].isBroken)
    }
}
