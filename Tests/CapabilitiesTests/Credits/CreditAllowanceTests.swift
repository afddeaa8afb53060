import Database
import Enrichment
import Store
import Telemetry
import TestSupport
import Testing

@testable import Capabilities

@Suite struct CreditAllowanceTests {
    @Test(
        "S-03 · a run stops to spend at the limit of who started it, and goes on with the next month",
        arguments: Engine.available
    )
    func enforced(engine: Engine) async throws {
        try await RunBench.on(engine) { bench in
            let allowances = bench.app.allowances
            let ada = try #require(bench.ada.user)
            try await allowances.limit(ada, to: "7", reset: .monthly, by: bench.ada)
            let job = try await bench.job()
            let preview = try await bench.preview(job)
            #expect(preview.counts.credits == 7)
            let first = try await bench.run(job)
            #expect((first.counts.credits, first.counts.deferred) == (7, 12))
            let standing = try await allowances.standing(of: ada, by: bench.ada)
            #expect((standing.used, standing.left) == (7, 0))
            // What is paid for is free; the rest waits.
            #expect(try await bench.run(job).counts.credits == 0)
            // More credits do not begin anew.
            try await allowances.limit(ada, to: "9", reset: .monthly, by: bench.ada)
            #expect(try await bench.run(job).counts.credits == 2)
            try await allowances.reset(ada, by: bench.ada)
            let told = try await bench.app.auditLog.page(.init(), size: 1, by: bench.ada).entries.first
            #expect(told?.was == "9 credits spent of 9 credits, monthly")
            #expect(told?.became == "none spent of 9 credits, monthly")
            #expect(try await bench.run(job).counts.credits == 9)
            #expect(try await bench.balances() == [.available: -18, .reserved: 0, .spent: 18])
        }
    }

    @Test("S-03 · a plan that costs more than is left is not carried out")
    func plans() async throws {
        try await RunBench.on { bench in
            let preview = try await bench.preview(try await bench.job())
            let ada = try #require(bench.ada.user)
            try await bench.app.allowances.limit(ada, to: "18", reset: .manual, by: bench.ada)
            let runs = bench.app.runs
            let digest = try await runs.digest(of: preview.id, by: bench.ada)
            #expect(
                await refusal { _ = try await runs.apply(preview.id, digest: digest, by: bench.ada) } == "credits.short"
            )
            try await bench.app.allowances.lift(ada, by: bench.ada)
            let run = try await bench.finish(try await runs.apply(preview.id, digest: digest, by: bench.ada))
            #expect(run.counts.credits == 19)
        }
    }

    @Test("A limit is a whole number that makes sense", arguments: ["", "-1", "many", "1.5", "1000000001"])
    func wrongLimits(text: String) async throws {
        try await RunBench.on(accounts: 1) { bench in
            let ada = try #require(bench.ada.user)
            #expect(
                await refusal {
                    try await bench.app.allowances.limit(ada, to: text, reset: .monthly, by: bench.ada)
                } == Refusal.formInvalid
            )
        }
    }
}
