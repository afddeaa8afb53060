import Database
import HTTP
import Testing

@testable import Sandbox

struct SetupPageTests {
    @Test("X-04 · rules are shown in full and switched on and off, one assignment rule of an object at a time")
    func rules() async throws {
        let pages = try await PageFixture()
        let org = pages.sandbox.org
        var settings = try await org.settings()
        settings.validationRules = [
            ValidationRule(
                object: "Account",
                name: "No_X",
                condition: "Name = \"X\"",
                message: "Not <X>.",
                field: "Name"
            )
        ]
        let admin = try await org.administrator()
        settings.assignmentRules = ["First", "Second"].map { name in
            AssignmentRule(
                object: "Lead",
                name: name,
                isActive: name == "First",
                entries: [.init(filter: RecordFilter([.init("Country", .equals, "CH", "DE")]), owner: admin.userID)]
            )
        }
        try await org.change(settings: settings)
        let text = try await pages.get("/setup/rules").text
        for words in [
            "<code>Name = &quot;X&quot;</code>", "Not &lt;X&gt;.", "<code>Country</code> is CH or DE",
            "Standard_Lead_Match_Rule_v1_0", "1 AND (2 OR 3 OR 4 OR 5)",
            "Warns; programs may save all the same; the duplicates are written down",
        ] {
            #expect(text.contains(words), "\(words)")
        }
        func turn(_ kind: String, _ object: String, _ name: String, _ to: String) async throws -> Int {
            try await pages.post("/setup/rules", ["kind": kind, "object": object, "name": name, "to": to]).status
        }
        #expect(try await turn("validation", "Account", "No_X", "off") == 303)
        #expect(try await turn("duplicate", "Lead", "Standard_Lead_Duplicate_Rule", "on") == 303)
        #expect(try await turn("assignment", "Lead", "Second", "on") == 303)
        #expect(try await turn("assignment", "Lead", "Third", "on") == 404)
        #expect(try await turn("workflow", "Lead", "Second", "on") == 404)
        let kept = try await org.settings()
        #expect(kept.validationRules.map(\.isActive) == [false])
        #expect(kept.assignmentRules.map(\.isActive) == [false, true])
        #expect(kept.duplicateRules.map(\.isActive) == [false, false, true])
        _ = try await pages.make("Account", ["Name": "X"])
    }

    @Test("X-04 · the rights of a user are shown as a matrix of objects, and of the fields of each")
    func rights() async throws {
        let pages = try await PageFixture()
        let bench = pages.sandbox.org
        let profile = try await bench.database.read { db in
            try db.one(String.self, "SELECT \"Id\" FROM \"Profile\" WHERE \"Name\" = 'Read Only'")
        }
        let path = try await pages.make(
            "User",
            [
                "Username": "grace@loam.example", "LastName": "Hopper", "Email": "grace@loam.example", "Alias": "grace",
                "ProfileId": profile, "TimeZoneSidKey": "GMT", "LocaleSidKey": "en_US", "EmailEncodingKey": "UTF-8",
                "LanguageLocaleKey": "en_US", "IsActive": "true",
            ]
        )
        let user = try #require(path.split(separator: "/").last)
        let objects = try await pages.get("/setup/users/\(user)/rights")
        #expect(objects.status == 200 && objects.text.contains("By the profile Read Only"))
        let row = try #require(objects.text.split(separator: "<tr>").first { $0.contains("/rights/Account\"") })
        #expect(
            row.split(separator: "class=\"mark\"").dropFirst().map { $0.contains("Yes") } == [true]
                + Array(repeating: false, count: 5)
        )
        let fields = try await pages.get("/setup/users/\(user)/rights/Account")
        let phone = try #require(fields.text.split(separator: "<tr>").first { $0.contains("<code>Phone</code>") })
        #expect(
            phone.split(separator: "class=\"mark\"").dropFirst().map { $0.contains("Yes") } == [true, false, false]
        )
        #expect(try await pages.get("/setup/users/\(user)/rights/Nothing").status == 404)
        try await bench.database.write { db in
            try db.run("UPDATE \"User\" SET \"IsActive\" = 0 WHERE \"Id\" = \(String(user))")
        }
        for page in ["rights", "rights/Account"] {
            let inactive = try await pages.get("/setup/users/\(user)/\(page)")
            #expect(inactive.status == 200 && inactive.text.contains("Nothing: this user is inactive."))
        }
    }
}
