package import Database

/// The domains of mail addresses whose people a provider vouches for.
package enum SignOnDomain {
    /// The provider of the address's domain; nil where there is none.
    package static func provider(
        of email: EmailAddress,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> SignOnProvider? {
        let id = try db.first(ID<SignOnProvider>.self, findStatement(email.domain, organisation))
        return try id.flatMap { try SignOnProvider.find($0, in: organisation, on: db) }
    }

    static func findStatement(_ domain: String, _ organisation: ID<Organisation>) -> SQL {
        "SELECT provider_id FROM sign_on_domains WHERE organisation_id = \(organisation) AND domain = \(domain)"
    }

    /// Those of each provider, by its identifier, in alphabetical order.
    package static func byProvider(
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [ID<SignOnProvider>: [String]] {
        struct Line: RowDecodable {
            let provider: ID<SignOnProvider>
            let domain: String

            init(row: Row) throws {
                provider = try row["provider_id"]
                domain = try row["domain"]
            }
        }
        let lines = try db.fetch(
            Line.self,
            "SELECT provider_id, domain FROM sign_on_domains WHERE organisation_id = \(organisation) ORDER BY domain"
        )
        return Dictionary(grouping: lines, by: \.provider).mapValues { $0.map(\.domain) }
    }

    /// Gives the provider these domains and no others.
    package static func replace(
        of provider: SignOnProvider,
        with domains: [String],
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            DELETE FROM sign_on_domains
            WHERE organisation_id = \(provider.organisation) AND provider_id = \(provider.id)
            """
        )
        for domain in domains {
            try db.run(
                """
                INSERT INTO sign_on_domains (organisation_id, domain, provider_id)
                VALUES (\(provider.organisation), \(domain), \(provider.id))
                """
            )
        }
    }
}
