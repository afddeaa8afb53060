import Capabilities
import Database
import Jobs
import Store
import TestSupport
import Testing

@Suite struct BackgroundJobsTests {
    @Test(
        "An organisation sees and changes its own jobs and the installation's, and no others",
        arguments: Engine.available
    )
    func scope(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let jobs = office.capabilities.jobs
            let mine = try await office.enqueue(for: office.ada.organisation.rawValue)
            let installation = try await office.enqueue(for: nil)
            let theirs = try await office.enqueue(for: "another")
            #expect(try await jobs.list(by: office.ada).jobs.map(\.id) == [installation, mine])
            #expect(try await jobs.find(mine, by: office.ada).state == .ready)
            #expect(try await jobs.counts(by: office.ada).map(\.count) == [2])
            #expect(await refusal { _ = try await jobs.find(theirs, by: office.ada) } == "job.unknown")
            #expect(await refusal { try await jobs.cancel(theirs, by: office.ada) } == "job.unknown")
            try await jobs.cancel(installation, by: office.ada)
            #expect(await refusal { try await jobs.cancel(installation, by: office.ada) } == "job.ended")
            #expect(await refusal { try await jobs.retry(mine, by: office.ada) } == "job.not-stopped")
            #expect(try await jobs.ended(since: office.clock.now, by: office.ada).map(\.count) == [1])
        }
    }

    @Test("What is done in the background has words for people")
    func words() async throws {
        try await Office.on { office in
            for handler in office.capabilities.handlers(mailServer: nil) {
                #expect(handler.kind.words != handler.kind.rawValue, "\(handler.kind.rawValue)")
            }
        }
    }

    @Test("A member sees no jobs, an auditor changes none")
    func roles() async throws {
        try await Office.on { office in
            let jobs = office.capabilities.jobs
            let id = try await office.enqueue(for: nil)
            let member = try await office.hire("ben@example.org").caller
            let auditor = try await office.hire("cleo@example.org", role: .auditor).caller
            #expect(await refusal { _ = try await jobs.list(by: member) } == "role.not-allowed")
            #expect(await refusal { _ = try await jobs.list(by: auditor) } == nil)
            #expect(await refusal { try await jobs.cancel(id, by: auditor) } == "role.not-allowed")
        }
    }

    @Test("Pages of jobs meet without gap or overlap")
    func pages() async throws {
        try await Office.on { office in
            var ids: [JobID] = []
            for _ in 0..<5 { ids.append(try await office.enqueue(for: nil)) }
            var seen: [JobID] = []
            var below: JobID?
            repeat {
                let page = try await office.capabilities.jobs.list(below: below, size: 2, by: office.ada)
                seen += page.jobs.map(\.id)
                below = page.next
            } while below != nil
            #expect(seen == ids.reversed())
        }
    }
}

extension Office {
    func enqueue(for organisation: String?) async throws -> JobID {
        let job = try NewJob(JobKind("test"), arguments: [Int](), organisation: organisation)
        let now = clock.now
        let id = try await database.write { db in try Queue.enqueue(job, at: now, on: db) }
        return try #require(id)
    }
}
