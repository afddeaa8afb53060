import Tabular
import Testing

@testable import Salesforce

struct IngestRowsTests {
    private func text(_ upload: IngestRows.Upload) -> String { String(decoding: upload.bytes, as: UTF8.self) }

    @Test("Set, clear and leave are three different cells")
    func threeStates() throws {
        var rows = IngestRows(columns: [.id, "Phone", "Fax"])
        try rows.append([.text("001"), .text("1, \"2\""), nil])
        try rows.append([.text("002"), .clear, .text("")])
        let uploads = rows.finish()
        #expect(uploads.map(text) == ["Id,Phone,Fax\n001,\"1, \"\"2\"\"\",\n002,#N/A,#N/A\n"])
        #expect(uploads.map(\.rows) == [2])
        #expect(rows.finish().isEmpty)
    }

    @Test("A text that Bulk would take for an order to clear is refused, and leaves no half row behind")
    func notExpressible() throws {
        var rows = IngestRows(columns: [.id, "Phone"])
        let error = #expect(throws: SalesforceError.self) { try rows.append([.text("001"), .text("#N/A")]) }
        #expect(error?.code == .notExpressible)
        try rows.append([.text("002"), .text("1")])
        #expect(rows.finish().map(text) == ["Id,Phone\n002,1\n"])
    }

    @Test("S-16 · Rows are split by number and by size, each upload with its header")
    func splitting() throws {
        for limits in [IngestLimits(rows: 3, bytes: 1000), IngestLimits(rows: 1000, bytes: 3 + 3 * 5)] {
            var rows = IngestRows(columns: [.id], limits: limits)
            for number in 1000..<1010 { try rows.append([.integer(number)]) }
            let uploads = rows.finish()
            #expect(uploads.map(\.rows) == [3, 3, 3, 1])
            #expect(uploads.allSatisfy { text($0).hasPrefix("Id\n") && $0.bytes.count <= limits.bytes })
            #expect(uploads.flatMap { text($0).split(separator: "\n").dropFirst() } == (1000..<1010).map { "\($0)" })
        }
    }

    @Test("A row larger than a job may be goes alone")
    func oversize() throws {
        var rows = IngestRows(columns: [.id], limits: IngestLimits(rows: 10, bytes: 8))
        try rows.append([.text(String(repeating: "x", count: 50))])
        try rows.append([.text("y")])
        #expect(rows.finish().map(\.rows) == [1, 1])
    }
}

struct CSVStreamTests {
    private static let csv = Array("\"sf__Id\",\"Name\"\n\"1\",\"a\"\"\nb\"\n\"2\",\"\"\n".utf8)

    @Test("Pieces of any size give the same rows", arguments: 1...25)
    func pieces(size: Int) throws {
        var stream = CSVStream()
        var rows: [[String]] = []
        for start in stride(from: 0, to: Self.csv.count, by: size) {
            let piece = Array(Self.csv[start..<min(start + size, Self.csv.count)])
            try stream.read(piece, isLast: false) { row, _ in rows.append(row.texts) }
        }
        try stream.read([], isLast: true) { row, _ in rows.append(row.texts) }
        #expect(rows == [["1", "a\"\nb"], ["2", ""]])
        #expect(stream.columns == ["sf__Id", "Name"] && stream.rows == 2)
    }

    @Test("A row with too few cells is not guessed at")
    func shortRow() {
        var stream = CSVStream()
        #expect(throws: SalesforceError.self) {
            try stream.read(Array("a,b\n1\n".utf8), isLast: true) { _, _ in }
        }
    }

    @Test("What is no CSV is not understood, in words that hold nothing of it")
    func noCSV() {
        var stream = CSVStream()
        let error = #expect(throws: SalesforceError.self) {
            try stream.read(Array("a\n\"x\"y\n".utf8), isLast: true) { _, _ in }
        }
        #expect(error?.code == .notUnderstood)
    }

    @Test("Nothing at all is no row and no column")
    func nothing() throws {
        var stream = CSVStream()
        try stream.read([], isLast: true) { _, _ in }
        #expect(stream.columns.isEmpty && stream.rows == 0)
    }

    @Test("A row of results is read by its column names, whatever their order")
    func results() throws {
        let csv = Array("Name,sf__Created,Id,sf__Id\nx,true,k,001D000000IqhSLIAZ\n".utf8)
        var stream = CSVStream()
        var outcomes: [IngestResult.Outcome] = []
        try stream.read(csv, isLast: true) { row, columns in
            let result = try IngestResult(row, columns, of: .successful)
            outcomes.append(result.outcome)
            #expect(result.sent("Name") == "x" && result.sent("Id") == "k" && result.sent("Fax") == nil)
        }
        #expect(outcomes == [.saved(.made("001D000000IqhSL"), isNew: true)])
    }
}
