import HTTP
import Testing

@testable import Sandbox

/// The data API for a user who may read and edit accounts without deleting them, sees a phone number but cannot change it,
/// and sees no fax number and no contacts.
struct RestrictedUserTests {
    private func desk() async throws -> (desk: RESTDesk, account: String) {
        let bench = try await Bench()
        let account = try await bench.make("Account", ["Name": "Acme", "Phone": "1", "Fax": "2"])
        _ = try await bench.make("Contact", ["LastName": "Doe", "AccountId": .text(account)])
        let user = try await bench.user("Robot", profile: "Minimum Access - API Only Integrations")
        let set = try await bench.make("PermissionSet", ["Name": "Some", "Label": "Some"])
        _ = try await bench.make(
            "ObjectPermissions",
            [
                "ParentId": .text(set), "SobjectType": "Account", "PermissionsRead": .flag(true),
                "PermissionsCreate": .flag(true), "PermissionsEdit": .flag(true),
            ]
        )
        for (field, edits) in [("Account.Phone", false), ("Account.Industry", true)] {
            _ = try await bench.make(
                "FieldPermissions",
                [
                    "ParentId": .text(set), "SobjectType": "Account", "Field": .text(field),
                    "PermissionsRead": .flag(true),
                    "PermissionsEdit": .flag(edits),
                ]
            )
        }
        _ = try await bench.make(
            "PermissionSetAssignment",
            ["PermissionSetId": .text(set), "AssigneeId": .text(user.userID)]
        )
        let caller = try await bench.org.caller(userID: user.userID)
        return (try await RESTDesk(bench.org, as: caller), account)
    }

    @Test("X-04 · what a user may not see is not in any describe")
    func describe() async throws {
        let (desk, _) = try await desk()
        let names = try #require(try await desk.send(.get, "v60.0/sobjects").value("sobjects")?.array)
            .compactMap { $0.object?["name"]?.text }
        #expect(names.contains("Account") && !names.contains("Contact") && !names.contains("Opportunity"))
        let hidden = try await desk.send(.get, "v60.0/sobjects/Contact/describe")
        #expect(hidden.status == 404)
        #expect(try hidden.value("0.errorCode")?.text == "NOT_FOUND")
        #expect(try hidden.value("0.message")?.text == "The requested resource does not exist")
        let account = try await desk.send(.get, "v60.0/sobjects/Account/describe")
        #expect(try account.value("deletable") == .flag(false))
        #expect(try account.value("createable") == .flag(true))
        let fields = try #require(try account.value("fields")?.array).compactMap(\.object)
        let byName = Dictionary(fields.map { ($0["name"]?.text ?? "", $0) }) { $1 }
        #expect(byName["Fax"] == nil)
        #expect(byName["Phone"]?["updateable"] == .flag(false))
        #expect(byName["Industry"]?["updateable"] == .flag(true))
        let children = try #require(try account.value("childRelationships")?.array)
        #expect(!children.contains { $0.object?["childSObject"]?.text == "Contact" })
    }

    @Test(
        "X-04 · a query that names what a user may not see fails as if it did not exist",
        arguments: [
            ("SELECT Fax FROM Account", "INVALID_FIELD", "No such column 'Fax' on entity 'Account'."),
            ("SELECT Id FROM Account WHERE Fax = '2'", "INVALID_FIELD", "No such column 'Fax' on entity 'Account'."),
            ("SELECT Id FROM Account ORDER BY Fax", "INVALID_FIELD", "No such column 'Fax' on entity 'Account'."),
            ("SELECT Fax, COUNT(Id) FROM Account GROUP BY Fax", "INVALID_FIELD", "No such column 'Fax' on entity"),
            ("SELECT Id FROM Contact", "INVALID_TYPE", "sObject type 'Contact' is not supported."),
            (
                "SELECT Id, (SELECT Id FROM Contacts) FROM Account", "INVALID_TYPE",
                "Didn't understand relationship 'Contacts' in FROM part of query call."
            ),
            (
                "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact)", "INVALID_TYPE",
                "sObject type 'Contact' is not supported."
            ),
        ]
    )
    func queries(soql: String, code: String, message: String) async throws {
        let (desk, _) = try await desk()
        let path = "v60.0/query?q=" + soql.replacing(" ", with: "+").replacing("'", with: "%27")
        let reply = try await desk.send(.get, path)
        #expect(reply.status == 400)
        #expect(try reply.value("0.errorCode")?.text == code, "\(reply.text)")
        #expect(try reply.value("0.message")?.text?.contains(message) == true, "\(reply.text)")
    }

    @Test("X-04 · a row is read without the fields that a user may not see")
    func reading() async throws {
        let (desk, account) = try await desk()
        let row = try await desk.send(.get, "v60.0/sobjects/Account/\(account)")
        let members = try #require(try row.json().object).members.map(\.name)
        #expect(members.contains("Phone") && !members.contains("Fax"))
        let named = try await desk.send(.get, "v60.0/sobjects/Account/\(account)?fields=Id,Fax")
        #expect(named.status == 400)
        #expect(try named.value("0.errorCode")?.text == "INVALID_FIELD")
        let all = try await desk.send(.get, "v60.0/query?q=SELECT+FIELDS(ALL)+FROM+Account+LIMIT+1")
        #expect(try all.value("records.0.Fax") == nil)
        #expect(try all.value("records.0.Phone")?.text == "1")
    }

    @Test("X-04 · writing what a user may not write is refused in Salesforce's words")
    func writing() async throws {
        let (desk, account) = try await desk()
        let path = "v60.0/sobjects/Account"
        let hidden = try await desk.send(.patch, "\(path)/\(account)", #"{"Fax":"3"}"#)
        #expect(hidden.status == 400)
        #expect(try hidden.value("0.errorCode")?.text == "INVALID_FIELD")
        #expect(try hidden.value("0.message")?.text == "No such column 'Fax' on sobject of type Account")
        for method in [("", #"{"Name":"New","Phone":"3"}"#), ("/" + account, #"{"Phone":"3"}"#)] {
            let locked = try await desk.send(method.0.isEmpty ? .post : .patch, path + method.0, method.1)
            #expect(locked.status == 400)
            #expect(try locked.value("0.errorCode")?.text == "INVALID_FIELD_FOR_INSERT_UPDATE")
            #expect(
                try locked.value("0.message")?.text
                    == "Unable to create/update fields: Phone. Please check the security settings of this field and "
                    + "verify that it is read/write for your profile or permission set."
            )
            #expect(try locked.value("0.fields.0")?.text == "Phone")
        }
        #expect(try await desk.send(.patch, "\(path)/\(account)", #"{"Industry":"Energy"}"#).status == 204)
        let deletion = try await desk.send(.delete, "\(path)/\(account)")
        #expect(try deletion.value("0.errorCode")?.text == "INSUFFICIENT_ACCESS_OR_READONLY")
        #expect(try deletion.value("0.message")?.text == "insufficient access rights on object id")
        let other = try await desk.send(.post, "v60.0/sobjects/Contact", #"{"LastName":"Roe"}"#)
        #expect(other.status == 404)
        #expect(try other.value("0.errorCode")?.text == "NOT_FOUND")
    }

    @Test("X-04 · collections and trees refuse the same, row by row")
    func collections() async throws {
        let (desk, account) = try await desk()
        let other = try await desk.make("Account", #"{"Name":"Umbra"}"#)
        let reply = try await desk.send(
            .patch,
            "v60.0/composite/sobjects",
            """
            {"records":[{"attributes":{"type":"Account"},"id":"\(account)","Phone":"3"},
            {"attributes":{"type":"Account"},"id":"\(other)","Industry":"Energy"}]}
            """
        )
        #expect(reply.status == 200)
        #expect(try reply.value("0.errors.0.statusCode")?.text == "INVALID_FIELD_FOR_INSERT_UPDATE", "\(reply.text)")
        #expect(try reply.value("1.success") == .flag(true))
    }
}
