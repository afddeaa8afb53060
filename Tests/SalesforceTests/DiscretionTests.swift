import Testing

@testable import Salesforce

struct DiscretionTests {
    private func shows(_ value: some Any, _ secret: String) -> Bool {
        var dumped = ""
        dump(value, to: &dumped)
        return dumped.contains(secret) || "\(value)".contains(secret) || String(reflecting: value).contains(secret)
    }

    @Test("What holds a record's values shows none of them when it is printed or dumped")
    func values() throws {
        let json = try JSONReader.read(Array(#"{"attributes":{"type":"Lead"},"Name":"Ada Doe"}"#.utf8))
        let row = try #require(Row(json))
        #expect(row.text("Name") == "Ada Doe" && !shows(row, "Ada"))
        #expect(!shows(Draft("Lead", [.init("Name", .text("Ada Doe"))]), "Ada"))
        #expect(!shows("SELECT Id FROM Lead WHERE Name = \("Ada Doe")" as SOQL, "Ada"))
        let job = BulkJob(id: .made("7505e00000AbCdE"), state: .failed, object: "Lead", words: "Ada Doe is no number")
        let failure = try #require(job.failure)
        #expect(!shows(job, "Ada") && !shows(failure, "Ada"))
        let user = """
            {"user_id":"0055e00000AbCdE","organization_id":"00D5e00000AbCdE","preferred_username":"ada@doe.example",
            "name":"Ada Doe","email":"ada@doe.example"}
            """
        let info = try UserInfo(parsing: Array(user.utf8))
        #expect(info.name == "Ada Doe" && !shows(info, "Ada") && !shows(info, "doe.example"))
    }
}
