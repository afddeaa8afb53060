import Foundation
import Testing

@testable import Tabular

struct TableReaderTests {
    @Test(
        "X-07 · CSV is read with the separator that it has, whatever its line endings",
        arguments: [
            "id,name\n1,Acme\n", "id;name\r\n1;Acme\r\n", "id\tname\r1\tAcme", "\u{FEFF} id |\"name\"\n\n1|Acme",
        ]
    )
    func separators(text: String) throws {
        let table = try read(text)
        #expect(table == Content(columns: ["id", "name"], rows: [["1", "Acme"]]))
    }

    @Test(
        "X-07 · a file is unpacked whatever it is called: gzip, Zstandard, and the first of an archive",
        arguments: [
            "H4sIAAAAAAACA8tM0clLzE3lMtQBAHBRR+0KAAAAH4sIAAAAAAACA3NMzk3lMtJRctJRcM5X4gIATOwIEw8AAAA=",
            "KLUv/QRYyQAAaWQsbmFtZQoxLEFjbWUKMiwiQiwgQ28iCoIfZOw=",
            "UEsDBBQAAAAIAAAAIVD+iZS5GQAAABkAAAAFAAAAYS5jc3bLTNHJS8xN5TLUcUwGUkY6Sk46Cs75SlwAUEs=",
        ]
    )
    func packed(base64: String) throws {
        let bytes = try #require(Data(base64Encoded: base64))
        let content = Content(columns: ["id", "name"], rows: [["1", "Acme"], ["2", "B, Co"]])
        #expect(try read(Array(bytes)) == content)
        // What is cut off is told, not taken for the end.
        #expect(throws: TableError.self) { try read(Array(bytes.prefix(33))) }
    }

    @Test("X-07 · a row that cannot be read is told with its number, column and reason, and the next ones are read")
    func refusals() throws {
        var bytes = Array("id,name\n1,\"A\"b\n2\n3,4,5\n6,".utf8)
        bytes += [0xFF]
        bytes += Array("\n7,a\u{0}b\n8,\"say \"\"hi\"\"\"\n9,,\n10,\"open\n11,x".utf8)
        let table = try read(bytes)
        #expect(table.rows == [["8", "say \"hi\""], ["9", ""], ["11", "x"]])
        #expect(
            table.refused == [
                RefusedRow(number: 2, column: nil, reason: "something follows the quote that ends a cell"),
                RefusedRow(number: 3, column: nil, reason: "it has 1 cells where the header has 2"),
                RefusedRow(number: 4, column: nil, reason: "it has 3 cells where the header has 2"),
                RefusedRow(number: 5, column: "name", reason: "it is not UTF-8, or holds a zero byte"),
                RefusedRow(number: 6, column: "name", reason: "it is not UTF-8, or holds a zero byte"),
                RefusedRow(number: 9, column: nil, reason: "a quote in it has no end"),
            ]
        )
    }

    @Test(
        "X-07 · of a row with too much in it all is passed over, also the line breaks within its quotes",
        arguments: [
            (cell: 1 << 21, cells: 1, reason: "a cell in it is longer than a megabyte, or a quote has no end"),
            (cell: 1, cells: 6000, reason: "it has more than 5,000 cells"),
            (cell: 1 << 20, cells: 5, reason: "it is longer than four megabytes, or a quote has no end"),
        ]
    )
    func excess(cell: Int, cells: Int, reason: String) throws {
        let row = String(repeating: String(repeating: "a", count: cell) + ",", count: cells) + "\"b\nc\""
        let table = try read("id,name\n1,A\n\(row)\n3,C")
        #expect(table.rows == [["1", "A"], ["3", "C"]])
        #expect(table.refused == [RefusedRow(number: 3, column: nil, reason: reason)])
    }

    @Test("X-07 · JSON Lines are rows: nested fields by their path, lists joined, broken lines told")
    func jsonLines() throws {
        let text = """
            {"id": 1, "name": "A\\"\\u00e9", "tags": ["x", "y"], "place": {"city": "Köln"}, "open": true}
            {"name": "B", "id": 2.50, "tags": null}

            {"id": 3, "name"
            [1]
            {"id": 4, "other": [{"n": 1}, {"n": 2}]} x
            {"id": 5, "other": [{"n": 1}, {"n": 2}]}
            """
        let table = try read(text)
        #expect(table.columns == ["id", "name", "tags", "place.city", "open", "other.n"])
        #expect(
            table.rows == [
                ["1", "A\"é", "x;y", "Köln", "true", ""], ["2.50", "B", "", "", "", ""], ["5", "", "", "", "", "1;2"],
            ]
        )
        #expect(table.refused.map(\.number) == [4, 5, 6])
    }

    @Test(
        "X-07 · a line of JSON with a word that is none is told, and the rows behind it are read",
        arguments: ["nope", "nul", "tru", "falsey", "Infinity", "\"\\x\"", "\"\\ud800\""]
    )
    func brokenWords(word: String) throws {
        let table = try read("{\"id\": 1}\n{\"id\": [\(word)]}\n{\"id\": \(word)}\n{\"id\": 2}")
        #expect(table.rows == [["1"], ["2"]])
        #expect(table.refused.map(\.number) == [2, 3])
    }

    @Test(
        "X-07 · a JSON document is a table too, in the shapes that public sources have",
        arguments: [
            #"[{"cik": 1, "title": "A"}, {"cik": 2, "title": "B"}]"#,
            #"{"0": {"cik": 1, "title": "A"}, "1": {"cik": 2, "title": "B"}}"#,
            #"{"fields": ["cik", "title"], "data": [[1, "A"], [2, "B"]]}"#,
            """
            {"head": {"vars": ["cik", "title"]}, "results": {"bindings": [
              {"cik": {"type": "literal", "value": "1"}, "title": {"type": "literal", "value": "A"}},
              {"cik": {"type": "literal", "value": "2"}, "title": {"type": "literal", "value": "B"}}]}}
            """,
        ]
    )
    func documents(text: String) throws {
        #expect(try read(text) == Content(columns: ["cik", "title"], rows: [["1", "A"], ["2", "B"]]))
    }

    @Test("X-07 · reading goes on from a position as if it had never stopped", arguments: [false, true])
    func positions(isJSON: Bool) throws {
        let rows = (0..<500).map { isJSON ? "{\"n\": \($0)}\n" : "\($0),\"\n\"\n" }
        let file = try TemporaryFile(Array(((isJSON ? "" : "n,m\n") + rows.joined()).utf8))
        var numbers: [String] = []
        var position: TableReader.Position?
        while true {
            let table = try TableReader(path: file.path, from: position)
            let count = try table.read(upTo: 7, { numbers.append($0.text(0)) }, refused: { _ in })
            position = table.position
            if count < 7 { break }
        }
        #expect(numbers == (0..<500).map(String.init))
    }

    @Test("X-07 · a file that is no table is refused in one sentence", arguments: ["", "{}", "[1, 2]", "{\"a\""])
    func noTable(text: String) throws {
        #expect(throws: TableError.self) { try read(text) }
    }
}

private struct Content: Equatable {
    var columns: [String]
    var rows: [[String]] = []
    var refused: [RefusedRow] = []
}

private func read(_ text: String) throws -> Content { try read(Array(text.utf8)) }

private func read(_ bytes: [UInt8]) throws -> Content {
    let file = try TemporaryFile(bytes)
    let table = try TableReader(path: file.path)
    var content = Content(columns: table.columns)
    let count = try table.read(
        upTo: .max,
        { row in content.rows.append((0..<row.count).map { row.text($0) }) },
        refused: { content.refused.append($0) }
    )
    #expect(count == content.rows.count + content.refused.count)
    return content
}

/// A file that is gone when nobody holds it.
private final class TemporaryFile {
    let path: String

    init(_ bytes: [UInt8]) throws {
        path = "/tmp/loam-table-\(UInt64.random(in: 0 ... .max))"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
