import Capabilities
import Database
import Enrichment
import Store
import TestSupport
import Testing

@Suite struct MatchInputTests {
    @Test("S-08 · inputs are added and removed by object, and all are reset", arguments: Engine.available)
    func comeAndGo(engine: Engine) async throws {
        try await ConnectedOrg.on(engine) { bench in
            let inputs = bench.capabilities.matchInputs
            func added(_ object: CRMObject) async throws -> [MatchInputs.Added] {
                try await inputs.get(object, on: bench.connection, by: bench.ada).added
            }
            let site = MatchInputs.Added(.company(.website), "Site")
            let shipping = MatchInputs.Added(.company(.street), "ShippingStreet")
            for input in [site, shipping, site] {
                try await inputs.add(input, to: .account, on: bench.connection, by: bench.ada)
            }
            #expect(try await added(.account) == [site, shipping])
            #expect(try await added(.lead) == [])
            try await inputs.remove(site, from: .account, on: bench.connection, by: bench.ada)
            #expect(try await added(.account) == [shipping])
            try await inputs.resetAll(.account, on: bench.connection, by: bench.ada)
            #expect(try await added(.account) == [])
        }
    }

    @Test("S-08 · a field that the org does not have, or by which nothing is matched, is refused")
    func faults() async throws {
        try await ConnectedOrg.on { bench in
            let inputs = bench.capabilities.matchInputs
            for (input, field) in [
                (MatchInputs.Added(.company(.website), "Gone__c"), "field"),
                (MatchInputs.Added(.company(.industry), "Industry"), "source"),
                (MatchInputs.Added(.person(.email), "Site"), "source"),
            ] {
                let error = await #expect(throws: Refusal.self) {
                    try await inputs.add(input, to: .account, on: bench.connection, by: bench.ada)
                }
                #expect(error?.fields.keys.sorted() == [field])
            }
            let kept = try await inputs.get(.account, on: bench.connection, by: bench.ada)
            #expect(kept == MatchInputs(.account))
        }
    }

    @Test("S-08 · the fields offered are those by which records are matched")
    func offered() {
        let fields = MatchInputSettings.offered(for: .account)
        #expect(fields.contains(.company(.website)) && !fields.contains(.company(.industry)))
        #expect(MatchInputSettings.offered(for: .lead).contains(.person(.email)))
    }
}
