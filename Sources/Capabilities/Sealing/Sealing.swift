import Crypto
package import Database
import Store
import Telemetry

/// The keys that seal what is stored, and what they have sealed.
package struct Sealing: Sendable {
    package struct Status: Sendable, Equatable {
        package let currentKey: String
        /// How many values each key has sealed.
        package let values: [String: Int]
        /// Keys that have sealed values but are not in the key file: what they sealed cannot be read.
        package let missingKeys: [String]

        /// Whether all values are sealed with the current key, so that older ones may go.
        package var isRotated: Bool { values.keys.allSatisfy { $0 == currentKey } }
    }

    let database: Database
    let keys: SealingKeys
    let clock: WallClock

    static let batchSize = 200

    package func status() async throws -> Status {
        let values = try await database.read { db in try Sealing.countByKey(on: db) }
        let known = [keys.currentKeyID] + keys.olderKeyIDs
        return Status(
            currentKey: keys.currentKeyID,
            values: values,
            missingKeys: values.keys.filter { !known.contains($0) }.sorted()
        )
    }

    /// Seals everything anew that an older key of ours has sealed, and tells how much. Stopped in the middle, it goes on
    /// where it was; `progress` is told how many are done.
    ///
    /// What a key that we do not know has sealed is left alone: another process may have newer keys than this one.
    @discardableResult
    package func reseal(by caller: Caller, progress: (Int) -> Void = { _ in }) async throws -> Int {
        try caller.require(.administer)
        var done = 0
        for batch in [resealMails, resealSecrets] {
            while true {
                try Task.checkCancellation()
                let count = try await batch()
                if count == 0 { break }
                done += count
                progress(done)
            }
        }
        let now = clock.now()
        let count = done
        try await database.write { db in
            try record(
                .sealingKeysRotated,
                Subject(kind: "sealing-key", id: keys.currentKeyID, name: keys.currentKeyID),
                was: keys.olderKeyIDs.isEmpty
                    ? nil
                    : "older \(keys.olderKeyIDs.count == 1 ? "key" : "keys") \(keys.olderKeyIDs.joined(separator: ", "))",
                became: counted(count, "value") + " sealed anew",
                by: Author(caller),
                at: now,
                on: db
            )
        }
        return done
    }

    private func resealMails() async throws -> Int {
        let bodies = try await database.read { db in
            try OutboxMail.bodies(sealedWith: keys.olderKeyIDs, limit: Sealing.batchSize, on: db)
        }
        let anew = try bodies.map { old in
            let context = Outbox.context(old.mail, old.organisation)
            return (old, try keys.seal(keys.open(old.body, context: context), context: context))
        }
        if !anew.isEmpty {
            try await database.write { db in
                for (old, body) in anew { try OutboxMail.replace(old, with: body, keyID: keys.currentKeyID, on: db) }
            }
        }
        return bodies.count
    }

    private func resealSecrets() async throws -> Int {
        let secrets = try await database.read { db in
            try KeptSecret.sealed(with: keys.olderKeyIDs, limit: Sealing.batchSize, on: db)
        }
        let box = SecretBox(keys: keys)
        let anew = try secrets.map { ($0, try box.anew($0)) }
        if !anew.isEmpty {
            try await database.write { db in
                for (old, body) in anew { try KeptSecret.replace(old, with: body, keyID: keys.currentKeyID, on: db) }
            }
        }
        return secrets.count
    }

    /// How many values each key has sealed, of whatever kind.
    package static func countByKey(on db: isolated Connection) throws -> [String: Int] {
        try OutboxMail.countByKey(on: db).merging(KeptSecret.countByKey(on: db)) { $0 + $1 }
    }
}
