import CSimdJSON
import Glibc

/// The objects of JSON Lines, or of one document, as rows. Fields of the first thousand objects are the columns.
///
/// What lies in an object within an object has a name with a point, as `address.city`; a list is joined by semicolons.
final class JSONTable {
    let columns: [String]
    /// Whether the lines were made of one document.
    let isDocument: Bool
    private let json: JSONHandle
    private let file: PackedFile
    /// The lines, and behind them as many bytes as the parser may read too far.
    private var buffer: [UInt8]
    private var waiting: Range<Int>
    private var offset: Int
    private var isAtEnd = false
    private var rows = 0
    private var fields: [loam_json_cell]
    private var cells: [UnsafeBufferPointer<UInt8>] = []

    private static let padding = loam_json_padding()
    private static let longestLine = 16 << 20
    private static let longestDocument = 1 << 30

    init(_ file: PackedFile, head: [UInt8], from position: TableReader.Position?) throws {
        self.file = file
        json = JSONHandle()
        isDocument = JSONTable.isDocument(head, isWhole: head.count < 1 << 20, json)
        if isDocument {
            buffer = try json.lines(of: try JSONTable.whole(file), in: file.path)
            waiting = 0..<(buffer.count - JSONTable.padding)
            offset = waiting.count
            isAtEnd = true
            json.learn(buffer, waiting)
        } else {
            json.learn(head + [UInt8](repeating: 0, count: JSONTable.padding), 0..<head.count)
            buffer = [UInt8](repeating: 0, count: 1 << 20 + JSONTable.padding)
            waiting = 0..<0
            offset = 0
        }
        columns = json.columns
        guard !columns.isEmpty else {
            throw TableError("The file \(file.path) looks like JSON, but holds no object that could be read as a row.")
        }
        fields = [loam_json_cell](repeating: loam_json_cell(), count: columns.count)
        if let position {
            rows = position.row
            if isDocument {
                waiting = min(position.offset, waiting.upperBound)..<waiting.upperBound
            } else {
                offset = position.offset
            }
        } else if !isDocument, head.starts(with: [0xEF, 0xBB, 0xBF]) {
            offset = 3
        }
    }

    var position: TableReader.Position { TableReader.Position(offset: offset - waiting.count, row: rows) }

    func read(
        upTo limit: Int,
        _ visit: (TableRow) throws -> Void,
        refused: (RefusedRow) throws -> Void
    ) throws -> Int {
        var count = 0
        while count < limit {
            guard let line = try nextLine() else { break }
            rows += 1
            if line.isEmpty || isBlank(line) { continue }
            count += 1
            if let reason = json.read(buffer, line, into: &fields) {
                try refused(RefusedRow(number: rows, column: nil, reason: reason))
                continue
            }
            cells.removeAll(keepingCapacity: true)
            var unsound: Int?
            for (index, field) in fields.enumerated() {
                let start = UnsafeRawPointer(field.start)?.assumingMemoryBound(to: UInt8.self)
                let cell = UnsafeBufferPointer(start: start, count: field.length)
                // The parser looks at UTF-8 itself; what an escape may smuggle in is a zero.
                if let start, field.length > 0, memchr(start, 0, field.length) != nil { unsound = index }
                cells.append(cell)
            }
            if let unsound {
                let reason = "it holds a zero byte"
                try refused(RefusedRow(number: rows, column: columns[unsound], reason: reason))
                continue
            }
            try cells.withUnsafeBufferPointer { try visit(TableRow(number: rows, cells: $0)) }
        }
        return count
    }

    private func isBlank(_ line: Range<Int>) -> Bool {
        buffer[line].allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 }
    }

    /// Where the next line lies in the buffer, without its ending; nil at the end.
    private func nextLine() throws -> Range<Int>? {
        while true {
            let end = buffer.withUnsafeBufferPointer { buffer -> Int? in
                guard let base = buffer.baseAddress, !waiting.isEmpty,
                    let found = memchr(base + waiting.lowerBound, 10, waiting.count)
                else { return nil }
                return UnsafeRawPointer(found) - UnsafeRawPointer(base)
            }
            if let end {
                defer { waiting = (end + 1)..<waiting.upperBound }
                return waiting.lowerBound..<end
            }
            if isAtEnd {
                if waiting.isEmpty { return nil }
                defer { waiting = waiting.upperBound..<waiting.upperBound }
                return waiting
            }
            try refill()
        }
    }

    private func refill() throws {
        let left = waiting.count
        guard left < JSONTable.longestLine else {
            throw TableError("A line of \(file.path) is longer than 16 megabytes, so it is no JSON Lines.")
        }
        if left > 0 { buffer.replaceSubrange(0..<left, with: Array(buffer[waiting])) }
        if left + JSONTable.padding == buffer.count {
            buffer.append(contentsOf: repeatElement(0, count: buffer.count))
        }
        let end = buffer.count - JSONTable.padding
        let read = try buffer.withUnsafeMutableBytes { buffer in
            try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[left..<end]), at: offset)
        }
        offset += read
        isAtEnd = read == 0
        waiting = 0..<(left + read)
    }

    /// Whether the text is one value and not an object a line.
    private static func isDocument(_ head: [UInt8], isWhole: Bool, _ json: JSONHandle) -> Bool {
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head[3...] : head[...]
        let start = text.firstIndex { !" \t\r\n".utf8.contains($0) } ?? text.startIndex
        if text[start] == UInt8(ascii: "[") { return true }
        let end = text[start...].firstIndex(of: 10)
        guard let end else { return true }
        // A line that is an object is followed by others, or is all there is.
        let line = Array(text[start..<end]) + [UInt8](repeating: 0, count: padding)
        if !JSONHandle().isObject(line, 0..<(end - start)) { return true }
        return isWhole && text[end...].allSatisfy { " \t\r\n".utf8.contains($0) }
    }

    private static func whole(_ file: PackedFile) throws -> [UInt8] {
        var text: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let read = try piece.withUnsafeMutableBytes { try file.read(into: $0, at: text.count) }
            if read == 0 { break }
            text.append(contentsOf: piece[..<read])
            guard text.count <= longestDocument else {
                throw TableError(
                    "The file \(file.path) is one JSON document of more than a gigabyte; write it as JSON Lines, an "
                        + "object a line."
                )
            }
        }
        return text.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(text[3...]) : text
    }
}

/// The parser of objects, freed when it goes away.
final class JSONHandle {
    private let handle: OpaquePointer

    init() {
        guard let handle = loam_json_make() else { preconditionFailure("There is no memory for a JSON parser.") }
        self.handle = handle
    }

    deinit { loam_json_free(handle) }

    var columns: [String] {
        (0..<loam_json_columns(handle)).map { index in
            let name = loam_json_column(handle, index)
            let start = UnsafeRawPointer(name.start)?.assumingMemoryBound(to: UInt8.self)
            return String(decoding: UnsafeBufferPointer(start: start, count: name.length), as: UTF8.self)
        }
    }

    /// Learns the columns of the first thousand lines.
    func learn(_ buffer: [UInt8], _ range: Range<Int>) {
        var start = range.lowerBound
        for _ in 0..<1000 where start < range.upperBound {
            let end = buffer[start..<range.upperBound].firstIndex(of: 10) ?? range.upperBound
            _ = isObject(buffer, start..<end)
            start = end + 1
        }
    }

    /// Whether the line is an object, whose columns are known from then on.
    func isObject(_ buffer: [UInt8], _ line: Range<Int>) -> Bool {
        buffer.withUnsafeBytes { buffer in
            loam_json_learn(handle, buffer.baseAddress?.advanced(by: line.lowerBound), line.count) == nil
        }
    }

    /// Fills the cells of one line, or tells what is wrong with it.
    func read(_ buffer: [UInt8], _ line: Range<Int>, into fields: inout [loam_json_cell]) -> String? {
        let fault = buffer.withUnsafeBytes { buffer in
            fields.withUnsafeMutableBufferPointer { fields in
                loam_json_row(
                    handle,
                    buffer.baseAddress?.advanced(by: line.lowerBound),
                    line.count,
                    fields.baseAddress
                )
            }
        }
        return fault.map { String(cString: $0) }
    }

    /// The rows of a document as lines, and the padding behind them.
    func lines(of document: [UInt8], in path: String) throws(TableError) -> [UInt8] {
        let padding = [UInt8](repeating: 0, count: loam_json_padding())
        var start: UnsafePointer<CChar>?
        var length = 0
        let fault = (document + padding).withUnsafeBytes { text in
            loam_json_document(handle, text.baseAddress, document.count, &start, &length)
        }
        if let fault {
            throw TableError("The file \(path) cannot be read as a table of JSON: \(String(cString: fault)).")
        }
        return Array(UnsafeRawBufferPointer(start: start, count: length)) + padding
    }
}
