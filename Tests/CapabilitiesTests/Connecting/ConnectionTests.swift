@testable import Capabilities
import Crypto
import Database
import Enrichment
import HTTP
import Salesforce
import Sandbox
import Store
import Telemetry
import TestSupport
import Testing

struct ConnectionTests {
    @Test("C-01 · A browser goes to Salesforce and back, and the org is connected", arguments: Engine.available)
    func byBrowser(engine: Engine) async throws {
        try await ConnectedOrg.on(engine) { bench in
            let connections = bench.capabilities.connections
            let seen = try await connections.get(bench.connection, by: bench.ada)
            #expect(seen.connection.state == .working && seen.connection.orgName == "Loam Sandbox")
            #expect(seen.connection.isSandbox && seen.connection.orgAddress == bench.address)
            #expect(seen.serviceAccount?.username == bench.first.username)
            #expect(seen.primaryAdmin?.email.rawValue == Office.adaEmail)
            let org = try await connections.org(bench.connection, in: bench.organisation)
            #expect(try await org.limits()["DailyApiRequests"] != nil)
            let account = try await connections.schema(bench.connection, in: bench.organisation).object("Account")
            let schema = ObjectSchema(account)
            #expect(schema["Name"]?.isRequired == true && schema["BillingAddress"]?.isWritable == false)
        }
    }

    @Test("C-13 · What the org counts is what we count", arguments: Engine.available)
    func counts(engine: Engine) async throws {
        try await ConnectedOrg.on(engine) { bench in
            let connections = bench.capabilities.connections
            let org = try await connections.org(bench.connection, in: bench.organisation)
            for _ in 0..<3 { _ = try await org.count("SELECT COUNT() FROM Account") }
            let taken = try await connections.keepCounts(of: bench.connection, in: bench.organisation, for: .scheduled)
            #expect(taken.rest == 3 && taken.bulk == 0)
            let again = try await connections.keepCounts(of: bench.connection, in: bench.organisation, for: .scheduled)
            #expect(again.rest == 0)
            let seen = try await connections.get(bench.connection, by: bench.ada)
            #expect(seen.usage.uses[.scheduled]?.total == 3)
            #expect(seen.usage.total == bench.usedCalls)
            #expect(seen.connection.usage?.used == bench.usedCalls)
        }
    }
}
