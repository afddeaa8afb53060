@testable import Capabilities
import Crypto
import Database
import Jobs
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct SealingTests {
    @Test("After a rotation everything is sealed anew, in batches, and the old key may go", arguments: Engine.available)
    func rotation(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let mails = try await office.write(mails: Sealing.batchSize + 5)
            let keys = office.sealingKeys.rotated()
            let rotated = Office.capabilities(on: office.database, keys, false, office.clock)
            let before = try await rotated.sealing.status()
            #expect(before.values == [office.sealingKeys.currentKeyID: mails.count])
            #expect(!before.isRotated && before.missingKeys.isEmpty)

            var progress: [Int] = []
            try await #expect(rotated.sealing.reseal(by: office.ada) { progress.append($0) } == mails.count)
            #expect(progress == [Sealing.batchSize, mails.count])
            let after = try await rotated.sealing.status()
            #expect(after.isRotated && after.values == [keys.currentKeyID: mails.count])

            let alone = Office.capabilities(on: office.database, keys.currentOnly(), false, office.clock)
            for mail in [mails.first, mails.last].compactMap(\.self) {
                try await #expect(alone.outbox.read(mail, by: office.ada).body?.isEmpty == false)
            }
            try await #expect(rotated.sealing.reseal(by: office.ada) == 0)
        }
    }

    @Test("A rotation that was stopped goes on where it was", arguments: Engine.available)
    func resumed(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let mails = try await office.write(mails: 2 * Sealing.batchSize)
            let rotated = Office.capabilities(on: office.database, office.sealingKeys.rotated(), false, office.clock)
            let stopped = Task {
                try await rotated.sealing.reseal(by: office.ada) { _ in withUnsafeCurrentTask { $0?.cancel() } }
            }
            await #expect(throws: CancellationError.self) { try await stopped.value }
            let halfway = try await rotated.sealing.status()
            #expect(halfway.values[office.sealingKeys.currentKeyID] == Sealing.batchSize)
            try await #expect(rotated.sealing.reseal(by: office.ada) == mails.count - Sealing.batchSize)
            try await #expect(rotated.sealing.status().isRotated)
        }
    }

    @Test("A process with older keys leaves alone what a newer key has sealed, and names the key it lacks")
    func olderProcess() async throws {
        try await Office.on { office in
            let newer = Office.capabilities(on: office.database, office.sealingKeys.rotated(), false, office.clock)
            _ = try await newer.outbox.sendTest(to: "a@example.org", by: office.ada)
            let status = try await office.capabilities.sealing.status()
            let newKey = try await newer.sealing.status().currentKey
            #expect(status.missingKeys == [newKey])
            try await #expect(office.capabilities.sealing.reseal(by: office.ada) == 0)
            try await #expect(office.capabilities.sealing.status() == status)
        }
    }
}

@Suite struct TidyingTests {
    @Test("What has ended is removed, and nothing else", arguments: Engine.available)
    func tidying(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let tidying = Tidying(database: office.database, clock: office.clock.wallClock)
            try await office.capabilities.passwords.requestReset(for: Office.adaEmail, from: Office.origin)
            _ = try? await office.signIn("nobody@example.org")
            func counts() async throws -> [Int] {
                try await office.database.read { db in
                    try [
                        db.one(Int.self, "SELECT COUNT(*) FROM sessions"),
                        db.one(Int.self, "SELECT COUNT(*) FROM password_links"),
                        db.one(Int.self, "SELECT COUNT(*) FROM throttles"),
                        db.one(Int.self, "SELECT COUNT(*) FROM outbox_mails"),
                    ]
                }
            }
            try await tidying.run()
            try await #expect(counts() == [1, 1, 3, 1])
            office.clock.advance(by: .hours(3))
            try await tidying.run()
            try await #expect(counts() == [1, 0, 3, 1])
            office.clock.advance(by: .days(2))
            try await tidying.run()
            try await #expect(counts() == [0, 0, 0, 1])
            office.clock.advance(by: .days(90))
            try await tidying.run()
            try await #expect(counts() == [0, 0, 0, 0])
            try await #expect(office.entries().isEmpty == false)
        }
    }
}

extension Office {
    /// Writes so many held mails.
    fileprivate func write(mails count: Int) async throws -> [ID<OutboxMail>] {
        let now = clock.now
        return try await database.write { db in
            try (0..<count).map { _ in
                try capabilities.outbox.enqueue(
                    .test(to: "Ada", of: "Weaver & Sons"),
                    to: ada.email ?? Missing.email,
                    in: ada.organisation,
                    deliverBefore: nil,
                    at: now,
                    on: db
                ).id
            }
        }
    }

    private enum Missing {
        static var email: EmailAddress { preconditionFailure("The administrator has an address") }
    }
}
