import Database
import Synchronization
import Testing

@testable import Sandbox

/// Where the rules of an org take part in a save.
struct HookTests {
    /// What hooks were called for which rows, in their order.
    private final class Diary: Sendable {
        private let entries = Mutex<[String]>([])

        var all: [String] { entries.withLock { $0 } }

        func hook(_ name: String) -> SaveHooks.Hook {
            { chunk, _ in
                let names = chunk.soundRows.compactMap { row in
                    chunk.object.field("Name").map { chunk.value(row, $0).shown }
                }
                self.entries.withLock { $0.append("\(name) \(names.joined(separator: ","))") }
            }
        }
    }

    @Test("X-04 · rules are asked in Salesforce's order, once for each chunk of 200 rows")
    func order() async throws {
        let diary = Diary()
        var hooks = SaveHooks.none
        hooks.validate = diary.hook("validate")
        hooks.findDuplicates = diary.hook("duplicates")
        hooks.assign = diary.hook("assign")
        hooks.track = diary.hook("track")
        let bench = try await Bench(hooks: hooks)
        let rows: [[Scalar?]] = (0..<201).map { [.text("L\($0)"), "Acme"] }
        var options = SaveOptions()
        options.assignment = .active
        #expect(try await bench.insert("Lead", ["LastName", "Company"], rows, options).allSatisfy(\.isSuccess))
        let asked = diary.all.map { ($0.split(separator: " ")[0], $0.split(separator: ",").count) }
        #expect(
            asked.map(\.0) == [
                "validate", "duplicates", "assign", "track", "validate", "duplicates", "assign", "track",
            ]
        )
        #expect(asked.map(\.1) == [200, 200, 200, 200, 1, 1, 1, 1])
    }

    @Test("X-04 · a row that one rule refuses is not shown to the next, and is not saved")
    func refusal() async throws {
        let diary = Diary()
        var hooks = SaveHooks.none
        hooks.validate = { chunk, _ in
            guard let name = chunk.object.field("Name") else { return }
            for row in chunk.soundRows where chunk.value(row, name) == "Bad" {
                chunk.refuse(row, with: OrgError("FIELD_CUSTOM_VALIDATION_EXCEPTION", "No", fields: []))
            }
        }
        hooks.findDuplicates = diary.hook("duplicates")
        let bench = try await Bench(hooks: hooks)
        let results = try await bench.insert("Account", ["Name"], [["Good"], ["Bad"]])
        #expect(results.map(\.isSuccess) == [true, false])
        #expect(diary.all == ["duplicates Good"])
        #expect(try await bench.count("Account") == 1)
    }

    @Test("X-04 · a rule that breaks undoes the chunk it was asked for")
    func failure() async throws {
        struct Broken: Error {}
        var hooks = SaveHooks.none
        hooks.track = { _, _ in throw Broken() }
        let bench = try await Bench(hooks: hooks)
        await #expect(throws: Broken.self) { try await bench.insert("Account", ["Name"], [["Lost"]]) }
        #expect(try await bench.count("Account") == 0)
    }

    @Test("X-04 · what is seeded passes the rules by")
    func seeds() async throws {
        let diary = Diary()
        var hooks = SaveHooks.none
        hooks.validate = diary.hook("validate")
        hooks.track = diary.hook("track")
        let bench = try await Bench(hooks: hooks)
        var options = SaveOptions()
        options.skipsRules = true
        #expect(try await bench.insert("Account", ["Name"], [["Seed"]], options)[0].isSuccess)
        #expect(diary.all.isEmpty)
    }

    @Test("X-04 · audit fields are the org's own, unless the user may set them")
    func auditFields() async throws {
        let bench = try await Bench()
        let columns = ["Name", "CreatedDate"]
        let rows: [[Scalar?]] = [["Old", "2019-05-01T12:00:00.000Z"]]
        let grace = try await bench.user("Grace", profile: "Standard User")
        let refused = try await bench.insert("Account", columns, rows, as: grace)
        #expect(refused[0].errors.map(\.code) == ["INVALID_FIELD_FOR_INSERT_UPDATE"])
        let set = try await bench.make(
            "PermissionSet",
            ["Name": "Audit", "Label": "Audit", "PermissionsCreateAuditFields": .flag(true)]
        )
        _ = try await bench.make(
            "PermissionSetAssignment",
            ["PermissionSetId": .text(set), "AssigneeId": .text(grace.userID)]
        )
        let allowed = try await bench.org.caller(userID: grace.userID)
        let saved = try await bench.insert("Account", columns, rows, as: allowed)
        let id = try #require(saved[0].id)
        #expect(try await bench.value("Account", id, "CreatedDate") == "2019-05-01T12:00:00.000Z")
        #expect(try await bench.value("Account", id, "CreatedById") == .text(grace.userID))
        #expect(try await bench.value("Account", id, "SystemModstamp") != "2019-05-01T12:00:00.000Z")
        let late = try await bench.org.save(
            try bench.batch("Account", .update, ["Id", "CreatedDate"], [[.text(id), "2018-01-01"]]),
            as: allowed
        )
        #expect(late[0].errors.map(\.code) == ["INVALID_FIELD_FOR_INSERT_UPDATE"])
    }
}
