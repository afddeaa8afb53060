import Capabilities
import Foundation
import Store
import TestSupport

extension Desk {
    /// Loads a file of this text into the catalogue.
    func load(_ text: String, source: String = "test") async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.path("file.csv")
            try Data(text.utf8).write(to: URL(filePath: path))
            let loading = CatalogueLoading(database, clock: clock.wallClock)
            var order = CatalogueLoading.Order(file: path)
            order.source = source
            var together = LoadedTogether()
            let plan = try await loading.plan(order)
            _ = try await loading.load(plan, together: &together, isLast: true, isPart: false) { _ in }
        }
    }

    /// Two companies, of which one owns the other, and a person.
    func loadSmallCatalogue() async throws {
        try await load(
            """
            source_id,name,other_names,website,city,country,industry,employees,status,parent_source_id
            a,Acme Looms,former:Acme Weaving,acme.example,Berlin,Germany,Textiles,120,active,b
            b,Beta Holding,,beta.example,Rome,Italy,Finance,5000,active,
            """,
            source: "companies"
        )
        try await load(
            """
            source_id,first_name,last_name,email,email_status,title,department,level,company_source_id,city,country
            p,Ada,Weaver,ada@acme.example,valid,Chief Technology Officer,Engineering,C-Level,a,Berlin,Germany
            """,
            source: "people"
        )
        try await app.catalogue.refresh()
        try await app.catalogue.refreshSearch()
    }
}
