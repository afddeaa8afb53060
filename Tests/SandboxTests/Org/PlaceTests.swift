import Testing

@testable import Sandbox

struct PlaceTests {
    private func bench() async throws -> Bench {
        var switches = OrgSwitches()
        switches.hasStatePicklists = true
        return try await Bench(switches: switches)
    }

    @Test("X-04 · codes and names of states and countries keep in step")
    func codes() async throws {
        let bench = try await bench()
        let byCode = try await bench.make(
            "Account",
            ["Name": "Acme", "BillingCountryCode": "US", "BillingStateCode": "NV"]
        )
        #expect(try await bench.value("Account", byCode, "BillingState") == "Nevada")
        #expect(try await bench.value("Account", byCode, "BillingCountry") == "United States")
        let byName = try await bench.make("Account", ["Name": "Umbra", "BillingCountry": "germany"])
        #expect(try await bench.value("Account", byName, "BillingCountryCode") == "DE")
    }

    @Test(
        "X-04 · a place that is on no list is refused",
        arguments: [
            ("Atlantis", nil, "BillingCountry"), ("United States", "Bavaria", "BillingState"),
            (nil, "Nevada", "BillingState"),
        ] as [(String?, String?, String)]
    )
    func refused(country: String?, state: String?, field: String) async throws {
        let bench = try await bench()
        let row: [Scalar?] = ["Acme", country.map { .text($0) }, state.map { .text($0) }]
        let results = try await bench.insert("Account", ["Name", "BillingCountry", "BillingState"], [row])
        #expect(results[0].errors.map(\.code) == ["FIELD_INTEGRITY_EXCEPTION"])
        #expect(results[0].errors.map(\.fields) == [[field]])
    }
}
