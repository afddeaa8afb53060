import Testing

@testable import Sandbox

struct SaveTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let object: String
        let columns: [String]
        let row: [Scalar?]
        let code: String
        let message: String
        let fields: [String]?

        var testDescription: String { "\(object) \(code) \(message)" }
    }

    @Test(
        "X-04 · a row that cannot be saved is refused with Salesforce's code, text and fields",
        arguments: [
            Refusal(
                object: "Contact",
                columns: ["FirstName"],
                row: ["Ada"],
                code: "REQUIRED_FIELD_MISSING",
                message: "Required fields are missing: [LastName]",
                fields: ["LastName"]
            ),
            Refusal(
                object: "Lead",
                columns: ["LastName", "Company"],
                row: ["Doe", .null],
                code: "REQUIRED_FIELD_MISSING",
                message: "Required fields are missing: [Company]",
                fields: ["Company"]
            ),
            Refusal(
                object: "Contact",
                columns: ["LastName", "FirstName"],
                row: ["Doe", .text(String(repeating: "x", count: 41))],
                code: "STRING_TOO_LONG",
                message: "First Name: data value too large: \(String(repeating: "x", count: 41)) (max length=40)",
                fields: ["FirstName"]
            ),
            Refusal(
                object: "Contact",
                columns: ["LastName", "Email"],
                row: ["Doe", "not-an-email"],
                code: "INVALID_EMAIL_ADDRESS",
                message: "Email: invalid email address: not-an-email",
                fields: ["Email"]
            ),
            Refusal(
                object: "Account",
                columns: ["Name", "NumberOfEmployees"],
                row: ["Acme", .integer(99_999_999_999)],
                code: "NUMBER_OUTSIDE_VALID_RANGE",
                message: "Employees: value outside of valid range on numeric field: 99999999999",
                fields: ["NumberOfEmployees"]
            ),
            Refusal(
                object: "Account",
                columns: ["Name", "Loam_Enrich_Status__c"],
                row: ["Acme", "Maybe"],
                code: "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                message: "Loam Enrich Status: bad value for restricted picklist field: Maybe",
                fields: ["Loam_Enrich_Status__c"]
            ),
            Refusal(
                object: "Contact",
                columns: ["LastName", "AccountId"],
                row: ["Doe", "003LM00000000zzYAA"],
                code: "MALFORMED_ID",
                message: "Account ID: id value of incorrect type: 003LM00000000zzYAA",
                fields: ["AccountId"]
            ),
            Refusal(
                object: "Contact",
                columns: ["LastName", "AccountId"],
                row: ["Doe", "001LM000000zzzz"],
                code: "INVALID_CROSS_REFERENCE_KEY",
                message: "invalid cross reference id",
                fields: []
            ),
            Refusal(
                object: "Contact",
                columns: ["LastName", "Birthdate"],
                row: ["Doe", "yesterday"],
                code: "JSON_PARSER_ERROR",
                message:
                    "Cannot deserialize instance of date from VALUE_STRING value yesterday or request may be missing a required "
                    + "field",
                fields: nil
            ),
            Refusal(
                object: "Contact",
                columns: ["LastName", "Name"],
                row: ["Doe", "Ada Doe"],
                code: "INVALID_FIELD_FOR_INSERT_UPDATE",
                message:
                    "Unable to create/update fields: Name. Please check the security settings of this field and verify that "
                    + "it is read/write for your profile or permission set.",
                fields: ["Name"]
            ),
        ]
    )
    func refusals(_ refusal: Refusal) async throws {
        let bench = try await Bench()
        let results = try await bench.insert(refusal.object, refusal.columns, [refusal.row])
        #expect(results[0].isSuccess == false)
        #expect(
            results[0].errors == [OrgError(refusal.code, refusal.message, fields: refusal.fields)]
        )
        #expect(try await bench.count(refusal.object) == 0)
    }

    @Test("X-04 · one wrong row leaves the others saved, unless all or none is asked for")
    func partial() async throws {
        let bench = try await Bench()
        let rows: [[Scalar?]] = [["Acme"], [.null], ["Umbra"]]
        let some = try await bench.insert("Account", ["Name"], rows)
        #expect(some.map(\.isSuccess) == [true, false, true])
        var options = SaveOptions()
        options.allOrNone = true
        let none = try await bench.insert("Account", ["Name"], rows, options)
        #expect(
            none.map { $0.errors[0].code } == [
                "ALL_OR_NONE_OPERATION_ROLLED_BACK", "REQUIRED_FIELD_MISSING", "ALL_OR_NONE_OPERATION_ROLLED_BACK",
            ]
        )
        #expect(try await bench.count("Account") == 2)
    }

    @Test("X-04 · the org fills in ids, owner, dates, defaults and the person's name")
    func derived() async throws {
        let bench = try await Bench()
        let id = try await bench.make("Lead", ["FirstName": " Ada ", "LastName": "Doe", "Company": "Acme"])
        #expect(id.hasPrefix("00Q") && id.utf8.count == 18)
        #expect(try await bench.value("Lead", id, "Name") == "Ada Doe")
        #expect(try await bench.value("Lead", id, "OwnerId") == .text(bench.admin.userID))
        #expect(try await bench.value("Lead", id, "Status") == "Open - Not Contacted")
        #expect(try await bench.value("Lead", id, "IsConverted") == .flag(false))
        #expect(try await bench.value("Lead", id, "SystemModstamp").text?.hasSuffix(".000Z") == true)
        #expect(try await bench.update("Lead", id, ["FirstName": .null]).isSuccess)
        #expect(try await bench.value("Lead", id, "Name") == "Doe")
    }

    @Test("X-04 · in a file an empty cell leaves a field alone, and texts are read as the field's type")
    func bulk() async throws {
        let bench = try await Bench()
        var options = SaveOptions()
        options.isBulk = true
        let results = try await bench.insert(
            "Account",
            ["Name", "AnnualRevenue", "NumberOfEmployees", "Phone"],
            [["Acme", "3.5E8", "12", ""], ["Umbra", "much", "", "1"]],
            options
        )
        let id = try #require(results[0].id)
        #expect(try await bench.value("Account", id, "AnnualRevenue") == .number(350_000_000))
        #expect(results[1].errors.map(\.code) == ["INVALID_TYPE_ON_FIELD_IN_RECORD"])
        options.isBulk = true
        let row: [Scalar?] = [.text(id), "", .null]
        let batch = try bench.batch("Account", .update, ["Id", "Name", "NumberOfEmployees"], [row])
        #expect(try await bench.org.save(batch, options, as: bench.admin)[0].isSuccess)
        #expect(try await bench.value("Account", id, "Name") == "Acme")
        #expect(try await bench.value("Account", id, "NumberOfEmployees") == .null)
    }

    @Test("X-04 · an update of a row that is missing, deleted or converted is refused")
    func gone() async throws {
        let bench = try await Bench()
        let missing = try await bench.update("Account", "001LM000000zzzz", ["Name": "x"])
        #expect(missing.errors.map(\.code) == ["INVALID_CROSS_REFERENCE_KEY"])
        var single = SaveOptions()
        single.isSingleRow = true
        #expect(try await bench.update("Account", "001LM000000zzzz", ["Name": "x"], single).errors == [.notFound])
        let id = try await bench.make("Account", ["Name": "Acme"])
        _ = try await bench.org.delete([id], of: try bench.type("Account"), as: bench.admin)
        #expect(try await bench.update("Account", id, ["Name": "x"]).errors == [.deleted])
        let lead = try await bench.make("Lead", ["LastName": "Doe", "Company": "Acme"])
        _ = try await bench.org.convert(LeadConversion(leadID: lead), as: bench.admin)
        let converted = try await bench.update("Lead", lead, ["Title": "x"])
        #expect(converted.errors.map(\.code) == ["CANNOT_UPDATE_CONVERTED_LEAD"])
    }

    @Test("X-04 · rows of one batch may change in different fields, and each keeps its others")
    func differences() async throws {
        let bench = try await Bench()
        let fields = ["Name", "Phone", "NumberOfEmployees", "IsPartner"]
        let made = try await bench.insert(
            "Account",
            fields,
            (0..<450).map { [.text("Company \($0)"), .text("\($0)"), .integer(Int64($0)), .flag($0 % 2 == 0)] }
        )
        let ids = made.compactMap(\.id)
        var rows: [[Scalar?]] = ids.map { [.text($0), nil, nil, nil, nil] }
        for row in rows.indices {
            switch row % 5 {
            case 0: rows[row][2] = .text("new \(row)")
            case 1: (rows[row][1], rows[row][3]) = (.text("Renamed \(row)"), .null)
            case 2: rows[row][4] = .flag(true)
            case 3: rows[row][1] = .null
            default: rows[row] = [.text(ids[row]), .text("Company \(row)"), nil, nil, nil]
            }
        }
        let batch = try bench.batch("Account", .update, ["Id"] + fields, rows)
        let results = try await bench.org.save(batch, as: bench.admin)
        #expect(results.map(\.id) == ids)
        #expect(results.indices.filter { !results[$0].isSuccess } == Array(stride(from: 3, to: 450, by: 5)))
        for row in [0, 1, 2, 3, 4, 245, 246, 247, 448, 449] {
            let id = ids[row]
            let name: Scalar = row % 5 == 1 ? .text("Renamed \(row)") : .text("Company \(row)")
            #expect(try await bench.value("Account", id, "Name") == name)
            #expect(try await bench.value("Account", id, "Phone") == .text(row % 5 == 0 ? "new \(row)" : "\(row)"))
            let employees: Scalar = row % 5 == 1 ? .null : .integer(Int64(row))
            #expect(try await bench.value("Account", id, "NumberOfEmployees") == employees)
            #expect(try await bench.value("Account", id, "IsPartner") == .flag(row % 2 == 0 || row % 5 == 2))
        }
    }

    @Test("X-04 · an owner who is no longer active is refused")
    func inactive() async throws {
        let bench = try await Bench()
        let user = try await bench.user("Grace", profile: "Standard User")
        #expect(try await bench.update("User", user.userID, ["IsActive": .flag(false)]).isSuccess)
        let results = try await bench.insert("Account", ["Name", "OwnerId"], [["Acme", .text(user.userID)]])
        #expect(results[0].errors.map(\.code) == ["INACTIVE_OWNER_OR_USER"])
        await #expect(throws: OrgError.self) { try await bench.org.caller(userID: user.userID) }
    }

    @Test("X-04 · of rows that name the same record in one chunk the first is saved, and the others are refused")
    func sameRecordTwice() async throws {
        let bench = try await Bench()
        let id = try await bench.make("Account", ["Name": "Acme"])
        let rows: [[Scalar?]] = [[.text(id), "First"], [.text(id), "Second"]]
        let results = try await bench.org.save(
            try bench.batch("Account", .update, ["Id", "Name"], rows),
            as: bench.admin
        )
        #expect(results.map(\.isSuccess) == [true, false])
        #expect(results[1].errors.map(\.message) == ["Duplicate id in list: \(id)"])
        #expect(try await bench.value("Account", id, "Name") == "First")
    }
}
