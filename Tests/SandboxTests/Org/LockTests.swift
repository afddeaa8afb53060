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

    @Test("X-04 · storage that is full takes no more rows")
    func storage() async throws {
        var switches = OrgSwitches()
        switches.rowLimit = 2
        let bench = try await Bench(switches: switches)
        #expect(try await bench.insert("Account", ["Name"], [["a"], ["b"]]).map(\.isSuccess) == [true, true])
        #expect(try await bench.insert("Account", ["Name"], [["c"]])[0].errors == [.storageFull])
    }
}
