import Database
import Glibc
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

/// Holds queries against the `sqlite3` shell asking the same of the same file; `LOAM_SOQL_ROWS=1000000` runs it.
@Suite(
    .enabled(if: getenv("LOAM_SOQL_ROWS") != nil, "It takes a million rows; LOAM_SOQL_ROWS says how many."),
    .serialized
)
struct QuerySpeedTests {
    private static let pairs: [(soql: String, sql: String)] = [
        (
            "SELECT COUNT() FROM Account WHERE Name LIKE '%77%'",
            "SELECT count(*) FROM Account WHERE Name LIKE '%77%' AND IsDeleted = 0"
        ),
        (
            "SELECT Industry, COUNT(Id), SUM(AnnualRevenue) FROM Account GROUP BY Industry",
            "SELECT Industry, count(Id), sum(AnnualRevenue) FROM Account WHERE IsDeleted = 0 GROUP BY Industry"
        ),
        (
            "SELECT Id, Name, Phone FROM Account ORDER BY AnnualRevenue DESC, Id LIMIT 2000",
            "SELECT Id, Name, Phone FROM Account WHERE IsDeleted = 0 ORDER BY AnnualRevenue DESC, Id LIMIT 2000"
        ),
        (
            "SELECT Id, Name, Owner.Name FROM Account WHERE NumberOfEmployees > 500",
            "SELECT a.Id, a.Name, u.Name FROM Account a LEFT JOIN User u ON u.Id = a.OwnerId WHERE a.NumberOfEmployees > 500 AND a.IsDeleted = 0"
        ),
    ]

    @Test("X-04 · a query takes at most three times its SQL in the shell, and a Bulk query 2.5 times")
    func speed() async throws {
        let count = getenv("LOAM_SOQL_ROWS").flatMap { Int(String(cString: $0)) } ?? 0
        try await TemporaryFolder.with { folder in
            let org = try await Org.open(folder: folder.path)
            let caller = try await org.administrator()
            try await fill(org, count, caller.userID)
            let file = folder.path("org.db")
            for (soql, sql) in Self.pairs {
                let shell = seconds { _ = system("sqlite3 -csv \(file) \"\(sql)\" > \(folder.path("out"))") }
                let clock = ContinuousClock()
                let start = clock.now
                let run = try await QueryRun.prepare(soql, for: caller, in: org)
                _ = try await run.page(version: "v60.0")
                let ours = (clock.now - start).inSeconds
                print("\(ours) s, \(ours / shell) times the shell: \(soql)")
                #expect(ours < 3 * shell)
            }
            try await bulk(org, caller, count, folder)
            await org.close()
        }
    }

    private func bulk(_ org: Org, _ caller: OrgCaller, _ count: Int, _ folder: TemporaryFolder) async throws {
        let fields =
            "Id,Name,Phone,Website,Industry,AnnualRevenue,NumberOfEmployees,BillingCity,BillingCountry,CreatedDate"
        let sql = "SELECT \(fields) FROM Account WHERE IsDeleted = 0"
        let shell = seconds {
            _ = system("sqlite3 -csv -header \(folder.path("org.db")) \"\(sql)\" > \(folder.path("out"))")
        }
        let file = open(folder.path("ours"), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        let clock = ContinuousClock()
        let start = clock.now
        let run = try await QueryRun.prepare("SELECT \(fields) FROM Account", for: caller, in: org, mode: .bulk)
        let lines = Buffer(file)
        let rows = try await run.eachRow { row, columns in lines.add(row, columns) }
        lines.flush()
        let ours = (clock.now - start).inSeconds
        close(file)
        print("\(Int(Double(rows) / ours)) rows/s to CSV, \(shell / ours) of the shell")
        #expect(rows == count && shell / ours > 0.4)
    }

    private func seconds(_ body: () -> Void) -> Double { ContinuousClock().measure(body).inSeconds }

    private func fill(_ org: Org, _ count: Int, _ owner: String) async throws {
        let columns = [
            "Id", "Name", "Phone", "Website", "Industry", "AnnualRevenue", "NumberOfEmployees", "BillingCity",
            "BillingCountry", "OwnerId", "CreatedDate", "SystemModstamp",
        ]
        try await org.database.write { db in
            try db.load(into: Table(identifier: "Account", columns: columns)) { rows in
                for number in 0..<count {
                    rows.text(RecordID.make(prefix: "001", number: Int64(number)))
                    rows.text("Company \(number)")
                    rows.text("+1 555 \(number)")
                    rows.text("https://company\(number).example")
                    rows.text(["Banking", "Technology", "Energy", "Retail"][number % 4])
                    rows.real(Double(number) * 12.5)
                    rows.integer(Int64(number % 1000))
                    rows.text("Reno")
                    rows.text("USA")
                    rows.text(owner)
                    rows.text("2026-01-15T10:00:00.000Z")
                    rows.text("2026-01-15T10:00:00.000Z")
                    try rows.endRow()
                }
            }
        }
    }
}

/// Lines of CSV on their way to a file.
private final class Buffer: Sendable {
    private let file: Int32
    private let bytes = Mutex<[UInt8]>([])

    init(_ file: Int32) { self.file = file }

    func add(_ row: borrowing ScannedRow, _ columns: BulkColumns) {
        bytes.withLock { bytes in
            for index in 0..<columns.count {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes.append(UInt8(ascii: "\""))
                _ = columns.withText(index, of: row) { text in bytes.append(contentsOf: text) }
                bytes.append(UInt8(ascii: "\""))
            }
            bytes.append(UInt8(ascii: "\n"))
            if bytes.count > 1 << 18 { flush(&bytes) }
        }
    }

    func flush() { bytes.withLock { flush(&$0) } }

    private func flush(_ bytes: inout [UInt8]) {
        _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        bytes.removeAll(keepingCapacity: true)
    }
}
