import Database
import Foundation
import Telemetry
import TestSupport
import Testing

@testable import Jobs

@Suite struct WorkerRollTests {
    @Test("A job whose worker was killed is taken at once, that of a living one stays", arguments: Engine.available)
    func takeOver(engine: Engine) async throws {
        try await withQueue(engine) { database in
            try await TemporaryFolder.with { folder in
                let roll = WorkerRoll(folder: folder.path)
                guard let living = roll.enter("server-1/7-aaaa") else {
                    Issue.record("The files of this folder cannot be locked.")
                    return
                }
                let kept = try await database.enqueue(NewJob(.test))
                #expect(try await database.claim(worker: "server-1/7-aaaa").count == 1)
                // What a killed process leaves behind is a file that nobody has locked.
                try folder.write("", to: "server-1:8-bbbb")
                let orphaned = try await database.enqueue(NewJob(.test))
                #expect(try await database.claim(worker: "server-1/8-bbbb").count == 1)

                let seen = Seen()
                var options = Worker.Options()
                options.roll = roll
                let worker = Worker(
                    database,
                    handlers: [
                        JobHandler(.test) { job, _ in
                            seen.add(job.id.rawValue)
                            return .done
                        }
                    ],
                    options: options,
                    clock: TestClock(start).wallClock
                )
                try await running(worker) {
                    try await eventually { try await database.count("state = 'done'") == 1 }
                }
                #expect(seen.all == orphaned.map(\.rawValue))
                #expect(try await database.state(kept[0]) == .leased)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["server-1:7-aaaa"])
                _ = consume living
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
            }
        }
    }

    @Test("Who is gone stays on the roll until its jobs are given up")
    func failure() async throws {
        struct Outage: Error {}
        try await TemporaryFolder.with { folder in
            let roll = WorkerRoll(folder: folder.path)
            try folder.write("", to: "server-1:8-bbbb")
            await #expect(throws: Outage.self) { try await roll.strikeOff { _ in throw Outage() } }
            var names: [String] = []
            await roll.strikeOff { names = $0 }
            #expect(names == ["server-1/8-bbbb"])
            await roll.strikeOff { names += $0 }
            #expect(names == ["server-1/8-bbbb"])
        }
    }

    @Test("No two workers have one name")
    func names() {
        #expect(Worker.processName != Worker.processName)
    }
}
