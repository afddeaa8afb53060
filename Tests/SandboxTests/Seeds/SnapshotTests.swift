import Database
import TestSupport
import Testing

@testable import Sandbox

struct SnapshotTests {
    @Test("X-04 · a snapshot brings back rows, ids and rules", arguments: [true, false])
    func restore(isInMemory: Bool) async throws {
        try await TemporaryFolder.with { folder in
            let org = isInMemory ? try await Org.memory() : try await Org.open(folder: folder.path("."))
            try await org.plant(SeedPlan(accounts: 20, contacts: 20, leads: 20, seed: 1))
            let settings = try await org.settings()
            try await org.snapshot(to: folder.path("snapshot"))

            var changed = settings
            changed.validationRules = [
                ValidationRule(object: "Account", name: "Never", condition: "TRUE", message: "Never.")
            ]
            try await org.change(settings: changed)
            try await org.database.write { db in try db.run("DELETE FROM \"Account\"") }
            try await org.restore(from: folder.path("snapshot"))

            let accounts = try await org.database.read { db in try db.one(Int.self, "SELECT count(*) FROM \"Account\"")
            }
            #expect(accounts == 20)
            #expect(try await org.settings() == settings)
            await org.close()
        }
    }
}
