package import Database
package import Telemetry

/// What arrived at the last test of a provider, and why it was refused if it was.
package struct SignOnTest: Sendable, Equatable, RowDecodable {
    /// Something that the provider said, by name.
    package struct Line: Sendable, Equatable, Codable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package let testedAt: Timestamp
    /// The name of who tried it.
    package let testedBy: String
    package let refusal: String?
    package let arrived: [Line]

    package init(testedAt: Timestamp, testedBy: String, refusal: String?, arrived: [Line]) {
        self.testedAt = testedAt
        self.testedBy = testedBy
        self.refusal = refusal
        self.arrived = arrived
    }

    package init(row: Row) throws {
        testedAt = try row["tested_at"]
        testedBy = try row["tested_by"]
        refusal = try row["refusal"]
        arrived = try JSONColumn.document([Line].self, in: row["arrived"], of: "arrived")
    }
}

extension SignOnTest {
    package static func save(
        _ test: SignOnTest,
        of provider: ID<SignOnProvider>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO sign_on_tests (organisation_id, provider_id, tested_at, tested_by, refusal, arrived)
            VALUES (\(organisation), \(provider), \(test.testedAt), \(test.testedBy), \(test.refusal),
                \(JSONColumn.text(of: test.arrived)))
            ON CONFLICT (organisation_id, provider_id) DO UPDATE
            SET tested_at = excluded.tested_at, tested_by = excluded.tested_by, refusal = excluded.refusal,
                arrived = excluded.arrived
            """
        )
    }

    package static func find(
        of provider: ID<SignOnProvider>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> SignOnTest? {
        try db.first(
            SignOnTest.self,
            """
            SELECT tested_at, tested_by, refusal, arrived FROM sign_on_tests
            WHERE organisation_id = \(organisation) AND provider_id = \(provider)
            """
        )
    }
}
