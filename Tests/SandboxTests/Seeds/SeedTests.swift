import Crypto
import Database
import Testing

@testable import Sandbox

struct SeedTests {
    static let plan = SeedPlan(accounts: 400, contacts: 900, leads: 500, seed: 7)

    /// All values of all rows of an object, as one digest.
    private func digest(_ object: String, _ org: Org) async throws -> String {
        let columns = org.schema.object(object)?.fields.filter(\.isStored).map(\.name) ?? []
        let quoted = columns.map { "quote(\(identifier: $0))" as SQL }
        let lines = try await org.database.read { db in
            try db.fetch(
                String.self,
                "SELECT \(sql: quoted.joined(separator: " || ',' || ")) FROM \(identifier: object) ORDER BY \"Id\""
            )
        }
        return Digest.sha256(lines.joined(separator: "\n")).map { String($0, radix: 16) }.joined()
    }

    private func count(_ org: Org, _ sql: SQL) async throws -> Int {
        try await org.database.read { db in try db.one(Int.self, sql) }
    }

    @Test("X-04 · the same seed gives the same rows, another seed others")
    func determinism() async throws {
        let (one, same, other) = (try await Org.memory(), try await Org.memory(), try await Org.memory())
        let report = try await one.plant(Self.plan)
        #expect(try await same.plant(Self.plan) == report)
        var plan = Self.plan
        plan.seed = 8
        try await other.plant(plan)
        for (object, rows) in report.counts {
            let first = try await digest(object, one)
            #expect(try await digest(object, same) == first, "\(object)")
            #expect(try await digest(object, other) != first, "\(object)")
            #expect(rows > 0)
        }
        #expect(
            report.counts.map(\.object) == [
                "Account", "Contact", "Lead", "Opportunity", "OpportunityHistory", "Task", "Campaign", "CampaignMember",
            ]
        )
    }

    @Test("X-04 · a seeded org has what real orgs have: duplicates, gaps, dirt, several owners, history")
    func realism() async throws {
        let org = try await Org.memory()
        try await org.plant(Self.plan)
        #expect(try await count(org, "SELECT count(*) FROM \"Account\"") == 400)
        #expect(try await count(org, "SELECT count(*) FROM \"Contact\"") == 900)
        #expect(try await count(org, "SELECT count(*) FROM \"Lead\"") == 500)
        #expect(try await count(org, "SELECT count(DISTINCT \"OwnerId\") FROM \"Account\"") >= 5)
        #expect(try await count(org, "SELECT count(*) FROM \"Account\" WHERE \"Website\" IS NULL") > 40)
        #expect(try await count(org, "SELECT count(*) FROM \"Account\" WHERE \"Industry\" = 'n/a'") > 0)
        #expect(try await count(org, "SELECT count(*) FROM \"Lead\" WHERE \"IsConverted\" = 1") > 30)
        let conversions: SQL = """
            SELECT count(*) FROM "Lead" l JOIN "Contact" c ON c."Id" = l."ConvertedContactId"
            JOIN "Account" a ON a."Id" = l."ConvertedAccountId" AND a."Id" = c."AccountId"
            """
        #expect(try await count(org, conversions) > 30)
        // The same person at another company.
        let moved: SQL = """
            SELECT count(*) FROM "Contact" a JOIN "Contact" b
            ON a."LastName" = b."LastName" AND a."FirstName" = b."FirstName" AND a."Id" < b."Id"
            AND a."AccountId" <> b."AccountId"
            """
        #expect(try await count(org, moved) > 5)
        #expect(
            try await count(org, "SELECT count(*) FROM \"Account\" WHERE \"Name\" = upper(\"Name\") COLLATE BINARY") > 3
        )
        #expect(try await count(org, "SELECT count(DISTINCT \"StageName\") FROM \"Opportunity\"") >= 5)
        #expect(
            try await count(org, "SELECT count(*) FROM \"OpportunityHistory\"")
                > (try await count(org, "SELECT count(*) FROM \"Opportunity\""))
        )
        #expect(
            try await count(org, "SELECT count(*) FROM \"Contact\" WHERE \"Loam_Enrich_Status__c\" = 'Matched'") > 10
        )
        #expect(try await count(org, "SELECT count(*) FROM \"User\" WHERE \"IsActive\" = 0") == 1)
    }

    @Test("X-04 · no seeded value leaves the world of fiction or the length of its field")
    func bounds() async throws {
        let org = try await Org.memory()
        try await org.plant(Self.plan)
        #expect(
            try await count(
                org,
                "SELECT count(*) FROM \"Contact\" WHERE \"Email\" IS NOT NULL AND lower(\"Email\") NOT LIKE '%.example'"
            ) == 0
        )
        for object in org.schema.objects
        where ["Account", "Contact", "Lead", "Opportunity", "Task"].contains(object.name) {
            for field in object.fields where field.isStored && field.length > 0 {
                let tooLong: SQL = """
                    SELECT count(*) FROM \(identifier: object.name)
                    WHERE length(\(identifier: field.name)) > \(field.length) OR \(identifier: field.name) = ''
                    """
                #expect(try await count(org, tooLong) == 0, "\(object.name).\(field.name)")
            }
        }
        // What refers to another row refers to one that is there.
        let strays: SQL = """
            SELECT (SELECT count(*) FROM "Contact" WHERE "AccountId" NOT IN (SELECT "Id" FROM "Account"))
            + (SELECT count(*) FROM "Task" WHERE "WhoId" NOT IN (SELECT "Id" FROM "Contact" UNION SELECT "Id" FROM "Lead"))
            + (SELECT count(*) FROM "CampaignMember" WHERE "LeadOrContactId" NOT IN
            (SELECT "Id" FROM "Contact" UNION SELECT "Id" FROM "Lead"))
            + (SELECT count(*) - count(DISTINCT "CampaignId" || "LeadOrContactId") FROM "CampaignMember")
            """
        #expect(try await count(org, strays) == 0)
    }

    @Test(
        "X-04 · any mix of numbers can be planted",
        arguments: [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1), (3, 2, 0), (0, 120, 0), (0, 0, 120)]
    )
    func mixes(_ accounts: Int, _ contacts: Int, _ leads: Int) async throws {
        let org = try await Org.memory()
        try await org.plant(SeedPlan(accounts: accounts, contacts: contacts, leads: leads, seed: 1))
        #expect(try await count(org, "SELECT count(*) FROM \"Account\"") == accounts)
        #expect(try await count(org, "SELECT count(*) FROM \"Contact\"") == contacts)
        #expect(try await count(org, "SELECT count(*) FROM \"Lead\"") == leads)
    }

    @Test("X-04 · planting again adds rows, and the tables keep their indexes")
    func again() async throws {
        let org = try await Org.memory()
        let plan = SeedPlan(accounts: 0, contacts: 0, leads: 10_001, seed: 1)
        let before = try await count(org, "SELECT count(*) FROM sqlite_schema WHERE type = 'index'")
        try await org.plant(plan)
        try await org.plant(SeedPlan(accounts: 0, contacts: 0, leads: 9, seed: 1))
        #expect(try await count(org, "SELECT count(*) FROM \"Lead\"") == 10_010)
        #expect(try await count(org, "SELECT count(*) FROM sqlite_schema WHERE type = 'index'") == before)
    }
}
