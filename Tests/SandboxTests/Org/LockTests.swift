import Database
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

struct LockTests {
    @Test("X-04 · a row whose parent another batch holds cannot be locked once patience ends")
    func held() async throws {
        var switches = OrgSwitches()
        switches.lockPatience = .zero
        let bench = try await Bench(switches: switches)
        let first = try await bench.make("Account", ["Name": "Acme"])
        let second = try await bench.make("Account", ["Name": "Umbra"])
        let ticket = LockTicket()
        #expect(bench.org.locks.take([first], ticket).isEmpty)
        let rows: [[Scalar?]] = [["Doe", .text(first)], ["Roe", .text(second)]]
        let results = try await bench.insert("Contact", ["LastName", "AccountId"], rows)
        #expect(results[0].errors.map(\.code) == ["UNABLE_TO_LOCK_ROW"])
        #expect(results[1].isSuccess)
        bench.org.locks.release(ticket)
        #expect(try await bench.insert("Contact", ["LastName", "AccountId"], rows).map(\.isSuccess) == [true, true])
    }

    @Test("X-04 · of two batches with children of one parent the second gives up when the first holds on too long")
    func impatient() async throws {
        let (bench, account) = try await benchWithAccount(patience: .seconds(1))
        let clock = TestClock()
        try await bench.perform(clock) {
            async let first = bench.insert("Contact", ["LastName", "AccountId"], [["Doe", .text(account)]])
            // The first is done, and holds its parent.
            await clock.sleepers()
            async let second = bench.insert(
                "Contact",
                ["LastName", "AccountId"],
                [["Roe", .text(account)], ["Poe", .null]]
            )
            await clock.sleepers(2)
            clock.advance(by: .seconds(2))
            // What needs no lock is saved, and then holds its own row for a while.
            await clock.sleepers(2)
            clock.advance(by: .seconds(10))
            let firstSaved = try await first
            #expect(firstSaved.map(\.isSuccess) == [true])
            let results = try await second
            #expect(results.map(\.isSuccess) == [false, true])
            let error = try #require(results[0].errors.first)
            #expect(error.code == "UNABLE_TO_LOCK_ROW")
            #expect(
                error.message == "unable to obtain exclusive access to this record or 1 records: \(account)"
            )
        }
    }

    @Test("X-04 · of two batches with children of one parent the second is saved once the first lets go")
    func patient() async throws {
        let (bench, account) = try await benchWithAccount(patience: .seconds(30))
        let clock = TestClock()
        try await bench.perform(clock) {
            async let first = bench.insert("Contact", ["LastName", "AccountId"], [["Doe", .text(account)]])
            await clock.sleepers()
            let isDone = Mutex(false)
            async let second = {
                let results = try await bench.insert("Contact", ["LastName", "AccountId"], [["Roe", .text(account)]])
                isDone.withLock { $0 = true }
                return results
            }()
            await clock.sleepers(2)
            let contacts = try await bench.count("Contact")
            #expect(contacts == 1)
            bench.org.switches.lockHold = .zero
            clock.advance(by: .seconds(5))
            let firstSaved = try await first
            #expect(firstSaved.map(\.isSuccess) == [true])
            // It may have looked just before, and then looks again.
            while !isDone.withLock({ $0 }) {
                clock.advance(by: .milliseconds(20))
                await Task.yield()
            }
            let secondSaved = try await second
            #expect(secondSaved.map(\.isSuccess) == [true])
        }
    }

    @Test("X-04 · children of different parents wait for nobody")
    func others() async throws {
        let (bench, account) = try await benchWithAccount(patience: .zero)
        let other = try await bench.org.database.read { db in
            try db.one(String.self, "SELECT \"Id\" FROM \"Account\" WHERE \"Name\" = 'Umbra'")
        }
        let clock = TestClock()
        try await bench.perform(clock) {
            async let first = bench.insert("Contact", ["LastName", "AccountId"], [["Doe", .text(account)]])
            await clock.sleepers()
            async let second = bench.insert("Contact", ["LastName", "AccountId"], [["Roe", .text(other)]])
            await clock.sleepers(2)
            clock.advance(by: .seconds(5))
            let firstSaved = try await first
            #expect(firstSaved.map(\.isSuccess) == [true])
            let secondSaved = try await second
            #expect(secondSaved.map(\.isSuccess) == [true])
        }
    }

    /// An org whose saves hold on to their rows for five seconds, with two accounts.
    private func benchWithAccount(patience: Duration) async throws -> (Bench, String) {
        let bench = try await Bench()
        let account = try await bench.make("Account", ["Name": "Acme"])
        _ = try await bench.make("Account", ["Name": "Umbra"])
        bench.org.switches.lockHold = .seconds(5)
        bench.org.switches.lockPatience = patience
        return (bench, account)
    }

    @Test("X-04 · storage that is full takes no more rows")
    func storage() async throws {
        var switches = OrgSwitches()
        switches.rowLimit = 2
        let bench = try await Bench(switches: switches)
        #expect(try await bench.insert("Account", ["Name"], [["a"], ["b"]]).map(\.isSuccess) == [true, true])
        #expect(try await bench.insert("Account", ["Name"], [["c"]])[0].errors == [.storageFull])
    }
}
