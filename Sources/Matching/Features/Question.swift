/// What is asked about one record: the cells that its maker read, raw, each under the name of what it holds.
///
/// A workspace: clear it and add again for the next record, and nothing is allocated. A field may be added more than once.
package struct Question: Sendable {
    package enum Field: UInt8, Sendable, CaseIterable {
        case name, otherName, website, email, phone, companyPhone
        case street, city, region, postcode, country
        case companyStreet, companyCity, companyRegion, companyPostcode, companyCountry
        case employees, ticker
        case first, last, fullName, title, birthDate, identity
    }

    private struct Cell {
        var field: Field
        var start: Int
        var end: Int
    }

    private var bytes: [UInt8] = []
    private var cells: [Cell] = []
    /// A cell is read up to here.
    private static let longest = 4096

    package init() {
        bytes.reserveCapacity(1024)
        cells.reserveCapacity(32)
    }

    package mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
    }

    /// Adds a cell; blank ones are passed over.
    package mutating func add(_ field: Field, _ text: Span<UInt8>) {
        var start = 0
        var end = min(text.count, Question.longest)
        while start < end, text[start] <= 0x20 { start += 1 }
        while end > start, text[end - 1] <= 0x20 { end -= 1 }
        guard start < end, cells.count < 64 else { return }
        let begin = bytes.count
        text.extracting(start..<end).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        cells.append(Cell(field: field, start: begin, end: bytes.count))
    }

    package mutating func add(_ field: Field, _ text: String) {
        let bytes = Array(text.utf8)
        add(field, bytes.span)
    }

    package func has(_ field: Field) -> Bool { cells.contains { $0.field == field } }

    /// The first cell of a field as it was written, empty for none.
    package func text(_ field: Field) -> String {
        guard let cell = cells.first(where: { $0.field == field }) else { return "" }
        return String(decoding: bytes[cell.start..<cell.end], as: UTF8.self)
    }

    /// All cells in the order in which they were added.
    package var values: [(field: Field, text: String)] {
        cells.map { ($0.field, String(decoding: bytes[$0.start..<$0.end], as: UTF8.self)) }
    }

    /// Hands over each cell of a field.
    @inline(__always)
    func each(_ field: Field, _ body: (Span<UInt8>) -> Void) {
        let span = bytes.span
        for cell in cells where cell.field == field { body(span.extracting(cell.start..<cell.end)) }
    }

    /// Hands over the first cell of a field, an empty one for none.
    @inline(__always)
    func first<Result>(_ field: Field, _ body: (Span<UInt8>) -> Result) -> Result {
        let span = bytes.span
        for cell in cells where cell.field == field { return body(span.extracting(cell.start..<cell.end)) }
        return body(span.extracting(0..<0))
    }
}
