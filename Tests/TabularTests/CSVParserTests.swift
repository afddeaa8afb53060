import Testing

@testable import Tabular

struct CSVParserTests {
    @Test(
        "X-04 · CSV is split into cells as RFC 4180 says",
        arguments: [
            ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
            ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
            ("a,b\n,\n", [["a", "b"], ["", ""]]),
            ("a\n\n1\n", [["a"], ["1"]]),
            ("\"a\",\"b,c\"\n", [["a", "b,c"]]),
            ("\"say \"\"hi\"\"\",2\n", [["say \"hi\"", "2"]]),
            ("\"two\nlines\",x\n", [["two\nlines", "x"]]),
            ("\"\",\"\"\"\"\n", [["", "\""]]),
            ("in \"the\" middle,x\n", [["in \"the\" middle", "x"]]),
            ("\u{FEFF}Id,Name\nä,ö\n", [["Id", "Name"], ["ä", "ö"]]),
            ("\u{FEFF}\u{FEFF}Id\n", [["\u{FEFF}Id"]]),
            ("", []),
        ] as [(String, [[String]])]
    )
    func cells(text: String, rows: [[String]]) throws {
        #expect(try parse(text) == rows)
        // Whatever the pieces are in which it comes, the rows are the same.
        for size in 1...7 { #expect(try parseInPieces(text, of: size) == rows) }
    }

    @Test("X-04 · a cell ends where it ends, however long it is and whatever its neighbours in the alphabet are")
    func cellsOfAnyLength() throws {
        for filler in ["-", "+", "\u{9}", "\u{B}", "\u{C}", "\u{E}", "\u{8D}", "¬", "Ź", "中"] {
            for length in 0...20 {
                let cell = String(repeating: filler, count: length)
                let other = String(repeating: "x", count: 20 - length)
                #expect(try parse("\(cell),\(other)\n\(other),\(cell)\n") == [[cell, other], [other, cell]])
            }
        }
    }

    @Test("X-04 · every delimiter of Bulk API 2.0 separates", arguments: CSVFormat.Delimiter.allCases)
    func delimiters(delimiter: CSVFormat.Delimiter) throws {
        let character = String(decoding: [delimiter.byte], as: UTF8.self)
        #expect(try parse("a\(character)b\n", CSVFormat(delimiter: delimiter)) == [["a", "b"]])
    }

    @Test("X-04 · a row must end as was declared")
    func lineEndings() throws {
        #expect(try parse("a\r\n1\r\n", CSVFormat(lineEnding: .crlf)) == [["a"], ["1"]])
        #expect(try parse("a\r1\n2\r\n", CSVFormat(lineEnding: .any)) == [["a"], ["1"], ["2"]])
        #expect(throws: CSVError(fault: .lineEnding, row: 1)) { try parse("a\r\n1\r\n") }
        #expect(throws: CSVError(fault: .lineEnding, row: 2)) { try parse("a\r\n1\n", CSVFormat(lineEnding: .crlf)) }
    }

    @Test(
        "X-04 · what is not CSV, or too much of it, is refused with the number of its row",
        arguments: [
            ("a\n\"1\"2\n", CSVError(fault: .afterQuote, row: 2)),
            ("a\n\"1", CSVError(fault: .openQuote, row: 2)),
            ("a\n12345678901\n", CSVError(fault: .cellTooLong, row: 2, isPassed: true)),
            ("a,b,c,d\n", CSVError(fault: .tooManyColumns, row: 1, isPassed: true)),
            ("abcdefghij,abcdefghij\n", CSVError(fault: .headerTooLong, row: 1, isPassed: true)),
            ("a,b,c\n1234567890,1234567890,1234567890\n", CSVError(fault: .rowTooLong, row: 2, isPassed: true)),
        ]
    )
    func refusals(text: String, error: CSVError) {
        var format = CSVFormat()
        format.limits = CSVFormat.Limits(cell: 10, row: 30, header: 20, columns: 3)
        #expect(throws: error) { try parse(text, format) }
    }

    @Test("X-04 · a file longer than the buffer is read to its end, some rows at a time")
    func file() throws {
        let rows = (0..<1000).map { "\($0),\"Name, \($0)\"\n" }
        let text = Array(("Id,Name\n" + rows.joined()).utf8)
        var csv = CSVReader(CSVFormat(), bufferSize: 16, source: source(text))
        var names: [String] = []
        try csv.read(upTo: 1) { #expect($0.texts == ["Id", "Name"]) }
        while try csv.read(upTo: 300, { names.append($0.text(1)) }) == 300 {}
        #expect(names == (0..<1000).map { "Name, \($0)" })
        #expect(csv.rows == 1001)
    }

    @Test("X-04 · written cells are quoted, and read back as they were")
    func writer() throws {
        var writer = CSVWriter(CSVFormat(delimiter: .tab, lineEnding: .crlf))
        writer.bare("Id")
        writer.bare("Name")
        writer.endRow()
        writer.cell("1")
        writer.cell("say \"hi\"\tor\nnot")
        writer.endRow()
        let text = String(decoding: writer.take(), as: UTF8.self)
        #expect(text == "Id\tName\r\n\"1\"\t\"say \"\"hi\"\"\tor\nnot\"\r\n")
        let format = CSVFormat(delimiter: .tab, lineEnding: .crlf)
        #expect(try parse(text, format) == [["Id", "Name"], ["1", "say \"hi\"\tor\nnot"]])
        for number in [0, 7, 10, -42, 1_000_000, .max, .min] { writer.cell(number) }
        #expect(writer.take() == Array("0\t7\t10\t-42\t1000000\t\(Int.max)\t\(Int.min)".utf8))
        writer.endRow()
        writer.removeAll()
        // Copied from row to row, quotes stay as they are.
        var parser = CSVParser(format)
        _ = try Array(text.utf8).withUnsafeBufferPointer { bytes in
            try parser.parse(bytes, isLast: true) { row in
                for index in 0..<row.count { writer.cell(index, of: row) }
                writer.endRow()
                return true
            }
        }
        #expect(writer.take() == Array("\"Id\"\t\"Name\"\r\n\"1\"\t\"say \"\"hi\"\"\tor\nnot\"\r\n".utf8))
    }
}

private func parse(_ text: String, _ format: CSVFormat = CSVFormat()) throws -> [[String]] {
    var parser = CSVParser(format)
    var rows: [[String]] = []
    let bytes = Array(text.utf8)
    let used = try bytes.withUnsafeBufferPointer { bytes in
        try parser.parse(bytes, isLast: true) { row in
            rows.append(row.texts)
            return true
        }
    }
    #expect(used == bytes.count)
    return rows
}

private func parseInPieces(_ text: String, of size: Int) throws -> [[String]] {
    var csv = CSVReader(CSVFormat(), bufferSize: size, source: source(Array(text.utf8)))
    var rows: [[String]] = []
    try csv.read(upTo: .max) { rows.append($0.texts) }
    return rows
}

private func source(_ text: [UInt8]) -> CSVReader.Source {
    { buffer, offset in
        let piece = text[min(offset, text.count)...].prefix(buffer.count)
        buffer.copyBytes(from: piece)
        return piece.count
    }
}
