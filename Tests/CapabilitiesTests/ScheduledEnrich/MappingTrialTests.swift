import Capabilities
import Database
import Enrichment
import Jobs
import Salesforce
@testable import Sandbox
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct MappingTrialTests {
    @Test(
        "M-07 · a test of the default mapping writes a record and leaves nothing behind",
        arguments: CRMObject.allCases,
        Engine.available
    )
    func clean(object: CRMObject, engine: Engine) async throws {
        try await ConnectedOrg.on(engine) { bench in
            let mapping = try await bench.draft(of: object).settings.mapping
            let report = try await bench.test(mapping)
            #expect(report.faults == [] && !report.isLeftOver)
            #expect(report.written >= 10)
            #expect(try await bench.records(of: object) == 0)
            #expect(try await bench.trials() == 0)
        }
    }

    @Test("M-07 · each field that does not fit, or that Salesforce refuses, is told in words, the others are written")
    func refusedFields() async throws {
        try await ConnectedOrg.on { bench in
            var settings = try await bench.server.signIn.org.settings()
            for field in ["Phone", "Website"] {
                settings.validationRules.append(
                    ValidationRule(
                        object: "Account",
                        name: "No_\(field)",
                        condition: "NOT(ISBLANK(\(field)))",
                        message: "\(field) is kept elsewhere.",
                        field: field
                    )
                )
            }
            try await bench.server.signIn.org.change(settings: settings)
            var mapping = try await bench.draft(of: .account).settings.mapping
            mapping.rows.removeAll { $0.target == "TickerSymbol" }
            mapping.rows.append(MappingRow(.company(.description), "TickerSymbol"))
            let report = try await bench.test(mapping)
            let told = Dictionary(uniqueKeysWithValues: report.faults.map { ($0.field, $0) })
            #expect(Set(told.keys) == ["TickerSymbol", "Phone", "Website"])
            #expect(told["TickerSymbol"]?.row == mapping.rows.count - 1)
            #expect(told["Phone"]?.sentence.contains("Phone is kept elsewhere.") == true)
            #expect(told["Website"]?.row == mapping.rows.firstIndex { $0.target == "Website" })
            #expect(report.written >= 10 && !report.isLeftOver)
            #expect(try await bench.records(of: .account) == 0)
        }
    }

    @Test("M-07 · a mapping with faults is not sent at all")
    func faulty() async throws {
        try await ConnectedOrg.on { bench in
            let calls = bench.usedCalls
            var mapping = try await bench.draft(of: .account).settings.mapping
            mapping.rows.append(MappingRow(.company(.name), "Gone__c"))
            let described = bench.usedCalls
            let report = try await bench.test(mapping)
            #expect(report.faults.map(\.row) == [mapping.rows.count - 1])
            #expect(bench.usedCalls == described && described > calls)
            #expect(try await bench.trials() == 0)
        }
    }

    @Test("M-07 · a record that cannot be deleted at first is deleted in the background", arguments: Engine.available)
    func leftOver(engine: Engine) async throws {
        try await ConnectedOrg.on(engine) { bench in
            let mapping = try await bench.draft(of: .contact).settings.mapping
            bench.fail(.error, times: nil, path: "*/sobjects/Contact/*", method: "DELETE")
            let report = try await bench.test(mapping)
            #expect(report.isLeftOver && report.faults.count == 1)
            #expect(report.faults.first?.sentence.contains("Loam mapping test") == true)
            #expect(try await bench.records(of: .contact) == 1)
            bench.mend()
            try await bench.sweep()
            #expect(try await bench.records(of: .contact) == 0)
            #expect(try await bench.trials() == 0)
        }
    }

    @Test("M-07 · a delete that fails once leaves nothing behind")
    func failsOnce() async throws {
        try await ConnectedOrg.on { bench in
            let mapping = try await bench.draft(of: .lead).settings.mapping
            bench.fail(.error, times: 1, path: "*/sobjects/Lead/*", method: "DELETE")
            let report = try await bench.test(mapping)
            #expect(report.faults == [])
            #expect(try await bench.records(of: .lead) == 0)
            #expect(try await bench.trials() == 0)
        }
    }

    @Test("M-07 · a record whose answer was lost is found by its name and deleted", arguments: Engine.available)
    func lostAnswer(engine: Engine) async throws {
        try await ConnectedOrg.on(engine) { bench in
            let mapping = try await bench.draft(of: .account).settings.mapping
            bench.fail(.drop, times: 1, path: "*/sobjects/Account", method: "POST")
            let code = await refusal { _ = try await bench.test(mapping) }
            #expect(code?.hasPrefix("salesforce.") == true, "\(code ?? "")")
            #expect(try await bench.records(of: .account) == 1)
            #expect(try await bench.trials() == 1)
            try await bench.sweep()
            #expect(try await bench.records(of: .account) == 0)
            #expect(try await bench.trials() == 0)
        }
    }
}

extension ConnectedOrg {
    fileprivate func test(_ mapping: Mapping) async throws -> MappingTrials.Report {
        try await capabilities.mappingTrials.run(mapping, on: connection, by: ada)
    }

    fileprivate func records(of object: CRMObject) async throws -> Int {
        let org = try await capabilities.connections.org(connection, in: organisation, for: .setup)
        return try await org.count("SELECT COUNT() FROM \(object.name)")
    }

    fileprivate func trials() async throws -> Int {
        try await database.read { db in try db.one(Int.self, "SELECT COUNT(*) FROM mapping_trials") }
    }

    /// Whoever sleeps on it sleeps a moment.
    private var impatient: WallClock {
        WallClock(now: { clock.now }, sleep: { try await Task.sleep(for: min($0, .milliseconds(5))) })
    }

    fileprivate func mend() { server.signIn.org.faults.replace(with: []) }

    /// Lets the background job do its work, whose time has come.
    fileprivate func sweep() async throws {
        clock.advance(by: .minutes(3))
        let worker = Worker(database, handlers: capabilities.handlers(mailServer: nil), clock: impatient)
        let running = Task { await worker.run() }
        let end = ContinuousClock.now + .seconds(20)
        while try await trials() > 0 {
            guard ContinuousClock.now < end else {
                Issue.record("The test record was not swept in twenty seconds.")
                break
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        await worker.stop()
        running.cancel()
    }
}
