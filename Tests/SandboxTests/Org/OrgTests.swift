import Database
import Testing

@testable import Sandbox

struct OrgTests {
    @Test("X-04 · a fresh org has an administrator who sees everything and can save")
    func fresh() async throws {
        let org = try await Org.memory()
        let caller = try await org.administrator()
        #expect(caller.isAdmin)
        let account = try #require(caller.schema.object("account"))
        let name = try account.column("Name", in: caller.schema)
        let results = try await org.save(
            RecordBatch(
                object: account,
                operation: .insert,
                columns: [name],
                rows: [[.text("Acme")], [.text("Umbra")]]
            ),
            as: caller
        )
        #expect(results.map(\.isSuccess) == [true, true])
        let names = try await org.database.read { db in
            try db.fetch(String.self, "SELECT \"Name\" FROM \"Account\" ORDER BY \"Id\"")
        }
        #expect(names == ["Acme", "Umbra"])
    }

    @Test("X-04 · what a standard user sees comes from the profile's permissions")
    func standardUser() async throws {
        let org = try await Org.memory()
        let rights = try await org.database.read { db in
            let id: String = try db.one(String.self, "SELECT \"Id\" FROM \"Profile\" WHERE \"Name\" = 'Read Only'")
            return try AccessRights(userID: "", profileID: id, db)
        }
        let schema = org.schema.visible(to: rights)
        let account = try #require(schema.object("Account"))
        #expect(!account.isCreateable)
        #expect(account.field("Phone")?.isUpdateable == false)
    }
}
