import Database
import Enrichment
import Store
import TestSupport
import Testing

@testable import Capabilities

@Suite struct FindingTests {
    @Test(
        "Each word that is typed begins a word of the name, whatever its case and accents' case",
        arguments: [
            ("acc", "Accounts nightly", true), ("night ACC", "Accounts nightly", true),
            ("ghtly", "Accounts nightly", false),
            ("öst", "ÖSTERREICH", true), ("accounts weekly", "Accounts nightly", false),
            ("eu-acc", "EU: Accounts", true),
            ("1", "Step 10", true),
        ]
    )
    func words(typed: String, name: String, fits: Bool) { #expect(NameWords(typed).fit(name) == fits) }

    @Test(
        "Jobs, their newest runs, connections, users, companies and records are found by name or id",
        arguments: Engine.available
    )
    func everything(engine: Engine) async throws {
        try await RunBench.on(engine, accounts: 3) { bench in
            try await bench.app.catalogue.refreshSearch()
            let job = try await bench.job { $0.name = "Nightly Müller" }
            let first = try await bench.run(job)
            let second = try await bench.run(job)
            _ = try await bench.job { $0.name = "Weekly" }
            let finding = bench.app.finding

            let found = try await finding.find("müll", by: bench.ada)
            #expect(found.jobs.map(\.id) == [job])
            #expect(found.runs.map(\.id) == [second.id, first.id])
            #expect(found.connections.isEmpty && found.users.isEmpty && found.record == nil)

            #expect(try await finding.find("ada", by: bench.ada).users.map(\.name) == [bench.ada.name])
            let company = try await finding.find(RunBench.website(2), by: bench.ada)
            #expect(company.companies.map(\.number) == [2])
            let id = try #require(try await bench.accounts().keys.first)
            #expect(try await finding.find(" \(id) ", by: bench.ada).record?.text == id)
            #expect(try await finding.find("  ", by: bench.ada).isEmpty)
            #expect(try await finding.find("zzz", by: bench.ada).isEmpty)
        }
    }

    @Test("A member finds the catalogue and nothing of how the product is run")
    func member() async throws {
        try await RunBench.on(accounts: 1) { bench in
            try await bench.app.catalogue.refreshSearch()
            _ = try await bench.job { $0.name = "\(RunBench.brand(2)) nightly" }
            let mia = try await bench.org.hire("mia@example.org", "\(RunBench.brand(2)) Mia", role: .member)
            let found = try await bench.app.finding.find(RunBench.brand(2), by: mia)
            #expect(found.jobs.isEmpty && found.users.isEmpty && !found.companies.isEmpty)
            let all = try await bench.app.finding.find(RunBench.brand(2), by: bench.ada)
            #expect(all.jobs.count == 1 && all.users.count == 1)
        }
    }
}
