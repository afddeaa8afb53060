import Testing

@testable import Sandbox

struct PermissionTests {
    @Test("X-04 · a read-only user sees fields but cannot write them")
    func readOnly() async throws {
        let bench = try await Bench()
        let user = try await bench.user("Reader", profile: "Read Only")
        let account = try #require(user.schema.object("Account"))
        #expect(!account.isCreateable && !account.isUpdateable && !account.isDeletable)
        await #expect(throws: OrgError.self) { try await bench.insert("Account", ["Name"], [["Acme"]], as: user) }
    }

    @Test("X-04 · a user without permissions sees no records, and a permission set shows them")
    func permissionSets() async throws {
        let bench = try await Bench()
        let user = try await bench.user("Robot", profile: "Minimum Access - API Only Integrations")
        #expect(user.schema.object("Account") == nil)
        let set = try await bench.make("PermissionSet", ["Name": "Loam", "Label": "Loam"])
        _ = try await bench.make(
            "ObjectPermissions",
            [
                "ParentId": .text(set), "SobjectType": "Account", "PermissionsRead": .flag(true),
                "PermissionsCreate": .flag(true), "PermissionsEdit": .flag(true),
            ]
        )
        _ = try await bench.make(
            "FieldPermissions",
            [
                "ParentId": .text(set), "SobjectType": "Account", "Field": "Account.Phone",
                "PermissionsRead": .flag(true),
            ]
        )
        _ = try await bench.make(
            "PermissionSetAssignment",
            ["PermissionSetId": .text(set), "AssigneeId": .text(user.userID)]
        )
        let again = try await bench.org.caller(userID: user.userID)
        let account = try #require(again.schema.object("Account"))
        #expect(account.isCreateable && !account.isDeletable)
        #expect(account.field("Phone")?.isUpdateable == false)
        #expect(account.field("Fax") == nil)
        #expect(account.field("Name") != nil)
        let results = try await bench.insert("Account", ["Name", "Phone"], [["Acme", "1"]], as: again)
        #expect(results[0].errors.map(\.code) == ["INVALID_FIELD_FOR_INSERT_UPDATE"])
    }

    @Test("X-04 · a field that is added is seen by those who see the object, unless it is hidden")
    func fields() async throws {
        let bench = try await Bench()
        let version = bench.org.schema.version
        try await bench.org.addField(.string("Seen__c", 20), to: "Account")
        try await bench.org.addField(.string("Hidden__c", 20), to: "Account", isVisible: false)
        let object = try await bench.org.addObject("Thing__c", label: "Thing")
        #expect(object.keyPrefix?.hasPrefix("a") == true)
        #expect(bench.org.schema.version == version + 3)
        let user = try await bench.user("Grace", profile: "Standard User")
        let account = try #require(user.schema.object("Account"))
        #expect(account.field("Seen__c") != nil)
        #expect(account.field("Hidden__c") == nil)
        #expect(user.schema.object("Thing__c") != nil)
    }
}
