import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import loam

@Suite struct PartsTests {
    /// A part that runs until it is told to stop, and writes down what happens to it.
    private final class Worker: Sendable {
        let name: String
        let journal: Journal
        private let ended = AsyncStream.makeStream(of: Void.self)
        private let stopsWhenAsked: Bool

        init(_ name: String, _ journal: Journal, stopsWhenAsked: Bool = true) {
            self.name = name
            self.journal = journal
            self.stopsWhenAsked = stopsWhenAsked
        }

        var part: Part {
            Part(
                name: name,
                run: {
                    for await _ in self.ended.stream {}
                    self.journal.write(Task.isCancelled ? "\(self.name) cancelled" : "\(self.name) ended")
                },
                stop: {
                    self.journal.write("\(self.name) asked")
                    if self.stopsWhenAsked { self.ended.continuation.finish() } else { await Forever.wait() }
                }
            )
        }
    }

    private final class Journal: Sendable {
        private let lines = Mutex<[String]>([])
        func write(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
    }

    private enum Forever {
        /// Until cancelled.
        static func wait() async {
            let (stream, _) = AsyncStream.makeStream(of: Void.self)
            for await _ in stream {}
        }
    }

    private struct Broken: Error {}

    @Test("parts are stopped in reverse order once it is asked for")
    func reverseOrder() async throws {
        let journal = Journal()
        let parts = ["server", "worker", "ticker"].map { Worker($0, journal).part }
        let (stop, continuation) = AsyncStream.makeStream(of: Void.self)
        continuation.yield()
        try await runTogether(parts, until: stop, within: .seconds(30), clock: TestClock().wallClock)
        #expect(
            journal.all.filter { $0.hasSuffix("asked") } == ["ticker asked", "worker asked", "server asked"]
        )
        #expect(Set(journal.all.filter { $0.hasSuffix("ended") }).count == 3)
    }

    @Test("a part that fails stops the others and its error is thrown")
    func failure() async throws {
        let journal = Journal()
        let broken = Part(name: "broken", run: { throw Broken() }, stop: {})
        let (stop, _) = AsyncStream.makeStream(of: Void.self)
        await #expect(throws: Broken.self) {
            try await runTogether(
                [Worker("server", journal).part, broken],
                until: stop,
                within: .seconds(30),
                clock: TestClock().wallClock
            )
        }
        #expect(journal.all == ["server asked", "server ended"])
    }

    @Test("what has not stopped when the time is up is cancelled")
    func deadline() async throws {
        let journal = Journal()
        let clock = TestClock()
        let stubborn = Worker("stubborn", journal, stopsWhenAsked: false)
        let (stop, continuation) = AsyncStream.makeStream(of: Void.self)
        continuation.yield()
        async let run: Void = runTogether(
            [stubborn.part],
            until: stop,
            within: .seconds(30),
            clock: clock.wallClock
        )
        await clock.sleepers()
        #expect(!journal.all.contains("stubborn cancelled"))
        clock.advance(by: .seconds(30))
        try await run
        #expect(journal.all == ["stubborn asked", "stubborn cancelled"])
    }
}
