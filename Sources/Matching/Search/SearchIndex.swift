/// A file in which companies or people are found by words, mapped and shared by all who search.
package struct SearchIndex: Sendable {
    package let schema: SearchSchema
    package let count: Int

    private let file: MappedFile
    let numbers: MappedArray<Int64>
    /// How many words the first name of an entry has.
    let nameSizes: MappedArray<UInt8>
    /// The place of an entry among all by name.
    let ranks: MappedArray<UInt32>
    let orders: [MappedArray<UInt32>]
    let facets: [Facet]
    let names: WordShelf
    let others: WordShelf
    let marks: MarkShelf

    struct Facet: Sendable {
        var name: String
        var texts: [String]
        var codes: MappedArray<UInt16>
    }

    package static func open(_ path: String) throws(IndexError) -> SearchIndex {
        try SearchIndex(file: try MappedFile(path))
    }

    private init(file: MappedFile) throws(IndexError) {
        self.file = file
        var sections = try SectionReader(file)
        count = sections.entries
        numbers = try sections.next(Int64.self)
        nameSizes = try sections.next(UInt8.self)
        ranks = try sections.next(UInt32.self)
        var orders: [MappedArray<UInt32>] = []
        for _ in 0..<sections.orderCount { orders.append(try sections.next(UInt32.self)) }
        var codes: [MappedArray<UInt16>] = []
        for _ in 0..<sections.facetCount { codes.append(try sections.next(UInt16.self)) }
        var texts = try TextReader(sections.next(UInt8.self))
        var facets: [Facet] = []
        for column in codes {
            let name = try texts.text()
            facets.append(Facet(name: name, texts: try texts.list(), codes: column))
        }
        var titles = try TextReader(sections.next(UInt8.self))
        var orderNames: [String] = []
        for _ in orders { orderNames.append(try titles.text()) }
        names = try WordShelf(&sections)
        others = try WordShelf(&sections)
        marks = try MarkShelf(&sections)
        (self.orders, self.facets) = (orders, facets)
        schema = SearchSchema(facets: facets.map(\.name), orders: orderNames)
    }
}

/// Reads the places of the sections from the head of a search file, one after the other.
struct SectionReader {
    let entries: Int
    let facetCount: Int
    let orderCount: Int
    private let file: MappedFile
    private let sections: Int
    private var index = 0

    private static let headWords = 6

    init(_ file: MappedFile) throws(IndexError) {
        guard file.count > SearchHeader.size else { throw .damaged }
        func word(_ index: Int) -> UInt64 { file.start.load(fromByteOffset: index * 8, as: UInt64.self) }
        guard word(0) == SearchHeader.magic else { throw .otherVersion }
        guard word(1) == UInt64(file.count), word(2) < UInt32.max, word(3) < 64, word(4) < 64, word(5) < 120 else {
            throw .damaged
        }
        self.file = file
        (entries, facetCount, orderCount, sections) = (Int(word(2)), Int(word(3)), Int(word(4)), Int(word(5)))
    }

    mutating func next<Element: BitwiseCopyable>(
        _ type: Element.Type
    ) throws(IndexError) -> MappedArray<Element> {
        guard index < sections else { throw .damaged }
        let head = (SectionReader.headWords + 2 * index) * 8
        let start = file.start.load(fromByteOffset: head, as: UInt64.self)
        let count = file.start.load(fromByteOffset: head + 8, as: UInt64.self)
        index += 1
        return try file.array(of: type, at: start, count: count)
    }
}

/// Reads texts that each follow their length.
private struct TextReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ section: MappedArray<UInt8>) { bytes = section.buffer }

    mutating func text() throws(IndexError) -> String {
        let length = try number()
        guard length <= bytes.count - position else { throw .damaged }
        defer { position += length }
        return String(decoding: bytes[position..<position + length], as: UTF8.self)
    }

    mutating func list() throws(IndexError) -> [String] {
        let count = try number()
        guard count <= bytes.count else { throw .damaged }
        var texts: [String] = []
        for _ in 0..<count { texts.append(try text()) }
        return texts
    }

    private mutating func number() throws(IndexError) -> Int {
        guard let start = bytes.baseAddress, bytes.count - position >= 4 else { throw .damaged }
        defer { position += 4 }
        return Int(UnsafeRawPointer(start + position).loadUnaligned(as: UInt32.self))
    }
}
