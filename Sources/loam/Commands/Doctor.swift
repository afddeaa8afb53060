import Capabilities
import Database
import Store
import Telemetry

extension Command {
    static let doctor = Command(
        "doctor",
        "Look for what is wrong, and say how to mend it.",
        discussion: """
            Looks at the data folder, the disk, the database, the sealing key, mail, TLS, the queue and the limits of the
            process. Changes nothing. Ends with 1 when something is broken.
            """,
        options: [.output],
        configuration: Keys.forStorage
    ) { invocation in
        let configuration = try invocation.configuration()
        let examination = Examination(configuration: configuration, clock: invocation.surroundings.clock)
        // Every page of the database is read, which takes a while where there are many.
        let findings = try await Progress("Looking", in: invocation.surroundings).during {
            await examination.findings()
        }
        if invocation.has(.json) {
            invocation.terminal.print(findings.json.formatted)
        } else {
            invocation.terminal.output(findings.text)
        }
        return findings.isBroken ? .failed : .done
    }
}

/// Everything that the doctor looks at, in the order of the report.
struct Examination: Sendable {
    let configuration: Configuration
    let clock: WallClock

    func findings() async -> [Finding] {
        let (data, sealed) = await database()
        return await MachineFindings(configuration: configuration, folder: configuration.folder).all() + data
            + MailFindings(configuration: configuration).all()
            + SecretFindings(configuration: configuration, clock: clock, sealed: sealed).all()
            + [AddressFindings(configuration: configuration).publicURL]
    }

    /// What can be said of a running installation in a moment.
    func quickFindings(of database: Database) async -> [Finding] {
        let data = await DatabaseFindings(database: database, migrations: Schema.migrations, clock: clock)
            .all(thorough: false)
        let queue = await QueueFindings(database: database, clock: clock).all()
        let sealed = try? await database.read { db in try Sealing.countByKey(on: db) }
        return MachineFindings(configuration: configuration, folder: configuration.folder).all() + data + queue
            + SecretFindings(configuration: configuration, clock: clock, sealed: sealed ?? [:]).all()
            + [AddressFindings(configuration: configuration).publicURL]
    }

    /// What is to be said of the database, and how many of its secrets each key has sealed.
    private func database() async -> ([Finding], sealed: [String: Int]) {
        do {
            let database = try await configuration.openDatabase(creating: false, clock: clock)
            return try await closing(database) {
                var findings = await DatabaseFindings(
                    database: database,
                    migrations: Schema.migrations,
                    clock: clock
                ).all()
                guard try await database.pending(Schema.migrations).isEmpty else { return (findings, [:]) }
                findings += await QueueFindings(database: database, clock: clock).all()
                return (findings, try await database.read { db in try Sealing.countByKey(on: db) })
            }
        } catch {
            let finding = Finding.broken(
                "database",
                sentence(for: error),
                remedy: "Mend that first; what depends on the database was not looked at."
            )
            return ([finding], [:])
        }
    }
}
