@testable import Capabilities
import Database
import Salesforce
@testable import Sandbox
import Store
import Telemetry
import TestSupport
import Testing

struct BudgetTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let daily: Int?
        let kept: Int
        let made: Int
        let used: Int?
        let granted: Int
        let goes: Bool
        let isOfOrg: Bool

        var testDescription: String {
            "\(daily.map(String.init) ?? "any") a day, \(kept) % kept, \(made) made, \(used ?? -1) of \(granted) used"
        }
    }

    static let cases: [Case] = [
        Case(daily: nil, kept: 20, made: 0, used: nil, granted: 0, goes: true, isOfOrg: false),
        Case(daily: nil, kept: 20, made: 9_999_999, used: nil, granted: 0, goes: true, isOfOrg: false),
        Case(daily: 100, kept: 20, made: 99, used: nil, granted: 0, goes: true, isOfOrg: false),
        Case(daily: 100, kept: 20, made: 100, used: nil, granted: 0, goes: false, isOfOrg: false),
        Case(daily: 100, kept: 20, made: 100, used: 999, granted: 1000, goes: false, isOfOrg: false),
        Case(daily: nil, kept: 20, made: 0, used: 799, granted: 1000, goes: true, isOfOrg: false),
        Case(daily: nil, kept: 20, made: 0, used: 800, granted: 1000, goes: false, isOfOrg: true),
        Case(daily: 100, kept: 20, made: 5, used: 900, granted: 1000, goes: false, isOfOrg: true),
        Case(daily: nil, kept: 0, made: 0, used: 999, granted: 1000, goes: true, isOfOrg: false),
        Case(daily: nil, kept: 0, made: 0, used: 1000, granted: 1000, goes: false, isOfOrg: true),
        Case(daily: nil, kept: 95, made: 0, used: 50, granted: 1000, goes: false, isOfOrg: true),
        Case(daily: nil, kept: 20, made: 0, used: 0, granted: 0, goes: true, isOfOrg: false),
    ]

    @Test(
        "C-13 · Work goes on until the day's budget or the org's share is used, and then says for what it waits",
        arguments: cases
    )
    func verdict(_ line: Case) {
        let now = Timestamp(seconds: 1_772_946_000)
        let told = line.used.map { OrgUsage(used: $0, granted: line.granted, at: now) }
        let verdict = APIBudget(dailyCalls: line.daily, keptPercent: line.kept)
            .verdict(made: line.made, told: told, at: now, tomorrow: now + .hours(5))
        #expect((verdict.leave == .go) == line.goes && verdict.isOfOrg == line.isOfOrg)
        if case .waits(let sentence, let until) = verdict.leave {
            #expect(until == (line.isOfOrg ? now + .minutes(15) : now + .hours(5)))
            #expect(sentence.contains(line.isOfOrg ? "stay for other programs" : "it goes on tomorrow"))
        }
    }

    @Test(
        "X-15 · Near the org's limit work waits, and goes on by itself as the window rolls",
        arguments: Engine.available
    )
    func window(engine: Engine) async throws {
        var switches = OrgSwitches()
        switches.dailyRequestLimit = 30
        try await ConnectedOrg.on(engine, switches) { bench in
            let connections = bench.capabilities.connections
            let used = bench.usedCalls
            for _ in used..<24 {
                try await connections.calling(bench.connection, in: bench.organisation, for: .scheduled) {
                    _ = try await $0.count("SELECT COUNT() FROM Account")
                }
            }
            #expect(bench.usedCalls == 24)
            let leave = try await connections.leave(for: .scheduled, bench.connection, in: bench.organisation)
            guard case .waits(let sentence, let until) = leave else {
                Issue.record("The work goes on")
                return
            }
            #expect(sentence.contains("24 of its 30 calls") && until == bench.clock.now + .minutes(15))
            // Calls are refused here before they are made, so that the others keep theirs.
            #expect(
                await refusal {
                    try await connections.calling(bench.connection, in: bench.organisation, for: .scheduled) {
                        _ = try await $0.limits()
                    }
                } == "salesforce.budget_spent"
            )
            #expect(bench.usedCalls == 24)
            // What was called a day ago counts no more.
            try await bench.server.usage.load(from: bench.server.signIn.org.database)
            #expect(bench.usedCalls == 0)
            #expect(try await connections.leave(for: .scheduled, bench.connection, in: bench.organisation) != .go)
            bench.clock.advance(by: .minutes(15))
            #expect(try await connections.leave(for: .scheduled, bench.connection, in: bench.organisation) == .go)
            try await connections.calling(bench.connection, in: bench.organisation, for: .scheduled) {
                _ = try await $0.limits()
            }
            #expect(bench.usedCalls == 2)
            let seen = try await connections.get(bench.connection, by: bench.ada)
            #expect(seen.usage.total == 26 && seen.connection.usage?.used == 2)
        }
    }

    @Test("X-15 · A share that is made smaller counts at once, also for what is known of the schema")
    func raised() async throws {
        var switches = OrgSwitches()
        switches.dailyRequestLimit = 20
        try await ConnectedOrg.on(.sqlite, switches) { bench in
            let connections = bench.capabilities.connections
            func describe() async throws {
                let schema = try await connections.schema(bench.connection, in: bench.organisation, for: .setup)
                schema.forget()
                _ = try await schema.object("Account")
            }
            var calls = 0
            while calls < 30, await refusal({ try await describe() }) == nil { calls += 1 }
            #expect(bench.usedCalls == 16)
            var settings = Connections.Settings(try await connections.get(bench.connection, by: bench.ada).connection)
            settings.keptPercent = "0"
            try await connections.change(bench.connection, to: settings, expecting: nil, by: bench.ada)
            try await describe()
            #expect(bench.usedCalls == 17)
        }
    }

    @Test("C-13 · The day's budget begins anew with the organisation's day, and each use is told by day")
    func daily() async throws {
        try await ConnectedOrg.on { bench in
            let connections = bench.capabilities.connections
            let seen = try await connections.get(bench.connection, by: bench.ada)
            var settings = Connections.Settings(seen.connection)
            settings.dailyCalls = String(seen.usage.total + 2)
            try await connections.change(bench.connection, to: settings, expecting: nil, by: bench.ada)
            for _ in 0..<2 {
                #expect(try await connections.leave(for: .import, bench.connection, in: bench.organisation) == .go)
                try await connections.calling(bench.connection, in: bench.organisation, for: .import) {
                    _ = try await $0.count("SELECT COUNT() FROM Account")
                }
            }
            let leave = try await connections.leave(for: .import, bench.connection, in: bench.organisation)
            guard case .waits(_, let until) = leave else {
                Issue.record("The work goes on")
                return
            }
            #expect(until > bench.clock.now && until <= bench.clock.now + .hours(25))
            bench.clock.advance(by: until - bench.clock.now)
            #expect(try await connections.leave(for: .import, bench.connection, in: bench.organisation) == .go)
            let history = try await connections.history(bench.connection, by: bench.ada)
            #expect(history.count == 1 && history.first?.uses[.import]?.rest == 2)
        }
    }
}
