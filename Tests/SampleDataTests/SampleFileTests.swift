import Testing

@testable import SampleData

struct SampleFileTests {
    private let world = SampleWorld(seed: 7, companies: 4_000, people: 3_000)

    @Test(
        "a file has the same bytes however many threads make it and however it is cut",
        arguments: SampleTable.allCases
    )
    func sameBytes(table: SampleTable) async throws {
        let file = SampleFile(table, of: world)
        let whole = file.header + file.bytes(of: 0..<file.rows)
        for (threads, rowsAtOnce) in [(1, 4096), (4, 997), (8, 64)] {
            var written: [UInt8] = []
            try await file.write(threads: threads, rowsAtOnce: rowsAtOnce) { written += $0 }
            #expect(written == whole)
        }
    }
}
