import Database
import HTTP
import Testing

@testable import Sandbox

struct EditingTests {
    @Test("X-04 · a record is made by a form, changed by a form, and deleted after a question")
    func life() async throws {
        let pages = try await PageFixture()
        let form = try await pages.get("/records/Account/new")
        #expect(form.status == 200 && form.text.contains("name=\"BillingCity\"") && !form.text.contains("name=\"Id\""))
        let path = try await pages.make(
            "Account",
            [
                "Name": "Acme", "BillingStreet": "1 Main St\r\nFloor 2", "NumberOfEmployees": "12",
                "AnnualRevenue": "3500000",
            ]
        )
        #expect(try await pages.stored("Account", "BillingStreet") == ["1 Main St\nFloor 2"])
        let edit = try await pages.get(path + "/edit")
        #expect(edit.text.contains("value=\"Acme\"") && edit.text.contains("value=\"3500000\""))
        // A browser sends all fields; only what differs is saved.
        var fields: Query = [
            "Name": "Acme & Sons", "BillingStreet": "1 Main St\r\nFloor 2", "AnnualRevenue": "3500000",
        ]
        fields["NumberOfEmployees"] = "12"
        fields["OwnerId"] = try await pages.sandbox.org.administrator().userID
        #expect(try await pages.post(path + "/edit", fields).location == path)
        #expect(try await pages.stored("Account", "Name") == ["Acme & Sons"])
        #expect(try await pages.get(path).text.contains("Acme &amp; Sons"))
        #expect(try await pages.get(path + "/delete").text.contains("Delete Acme &amp; Sons?"))
        #expect(try await pages.post(path + "/delete", [:]).location == "/records/Account")
        #expect(try await pages.stored("Account", "Name") == [])
        let bin = try await pages.get(path)
        #expect(bin.text.contains("In the recycle bin") && bin.text.contains(path + "/restore"))
        #expect(try await pages.post(path + "/restore", [:]).location == path)
        #expect(try await pages.stored("Account", "Name") == ["Acme & Sons"])
    }

    @Test("X-04 · what cannot be saved is said beside its field, and what was typed is kept")
    func mistakes() async throws {
        let pages = try await PageFixture()
        let answer = try await pages.post(
            "/records/Contact/new",
            ["LastName": "", "Email": "not-an-address", "FirstName": "Ada"]
        )
        #expect(answer.status == 200)
        #expect(answer.text.contains("id=\"field-Email-error\"") || answer.text.contains("id=\"field-LastName-error\""))
        #expect(answer.text.contains("value=\"Ada\"") && answer.text.contains("value=\"not-an-address\""))
        #expect(try await pages.stored("Contact", "Id") == [])
    }

    @Test("X-04 · a record that looks like another is saved once the person insists")
    func duplicates() async throws {
        let pages = try await PageFixture()
        var settings = try await pages.sandbox.org.settings()
        for index in settings.duplicateRules.indices { settings.duplicateRules[index].isActive = true }
        try await pages.sandbox.org.change(settings: settings)
        let lead: Query = ["LastName": "Doe", "FirstName": "Ada", "Company": "Acme", "Email": "ada@acme.example"]
        _ = try await pages.make("Lead", lead)
        let refused = try await pages.post("/records/Lead/new", lead)
        #expect(refused.status == 200 && refused.text.contains("DUPLICATES_DETECTED"))
        #expect(refused.text.contains("value=\"allow\""))
        var again = lead
        again["duplicates"] = "allow"
        _ = try await pages.make("Lead", again)
        #expect(try await pages.stored("Lead", "Id").count == 2)
    }

    @Test("X-04 · who may not write is shown no form, and is refused")
    func rights() async throws {
        let pages = try await PageFixture()
        let path = try await pages.make("Account", ["Name": "Acme"])
        let org = pages.sandbox.org
        try await org.database.write { db in
            try db.run(
                """
                UPDATE "User" SET "ProfileId" = (SELECT "Id" FROM "Profile" WHERE "Name" = 'Read Only')
                """
            )
        }
        org.forgetCallers()
        #expect(try await pages.get(path).text.contains("/edit") == false)
        #expect(try await pages.get("/records/Account").text.contains("/records/Account/new") == false)
        #expect(try await pages.get("/records/Account/new").status == 403)
        #expect(try await pages.get(path + "/edit").status == 403)
        #expect(try await pages.post(path + "/edit", ["Name": "Mine"]).status == 403)
        #expect(try await pages.post(path + "/delete", [:]).status == 403)
        #expect(try await pages.stored("Account", "Name") == ["Acme"])
    }

    @Test("X-04 · a form that another site sent changes nothing")
    func forgery() async throws {
        let pages = try await PageFixture()
        let path = try await pages.make("Account", ["Name": "Acme"])
        for target in ["/records/Account/new", path + "/edit", path + "/delete", "/setup/rules"] {
            let answer = try await pages.post(target, ["Name": "Evil"], origin: "https://evil.example")
            #expect(answer.status == 403, "\(target)")
        }
        #expect(try await pages.stored("Account", "Name") == ["Acme"])
    }

    @Test("X-04 · a list is shown with its own columns, conditions and pages")
    func lists() async throws {
        let pages = try await PageFixture()
        let org = pages.sandbox.org
        let admin = try await org.administrator()
        let object = try #require(admin.schema.object("Lead"))
        let columns = try ["LastName", "Company"].map { try object.column($0, in: admin.schema) }
        let rows: [[Scalar?]] = (10..<70).map { [.text("L\($0)"), "Acme"] }
        _ = try await org.save(RecordBatch(object: object, operation: .insert, columns: columns, rows: rows), as: admin)
        let list = try #require(try await org.settings().listViews.first { $0.developerName == "AllOpenLeads" })
        let path = "/records/Lead?view=\(list.id ?? "")"
        #expect(try await pages.get("/records/Lead").text.contains("view=\(list.id ?? "-")"))
        let first = try await pages.get(path)
        #expect(first.status == 200 && first.text.contains("WHERE IsConverted = false"))
        #expect(first.text.contains(">L10</a>") && !first.text.contains(">L60</a>"))
        #expect(first.text.contains("1 to 50"))
        let second = try await pages.get(path + "&page=2")
        #expect(second.text.contains(">L60</a>") && second.text.contains("51 to 60"))
        #expect(try await pages.get("/records/Lead?view=00B000000000000AAA").status == 404)
    }
}
