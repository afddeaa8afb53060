import Glibc

/// Collects what can be found, and writes it as one file that is mapped to be searched.
package struct SearchWriter {
    private let schema: SearchSchema
    private var numbers: [Int64] = []
    private var nameSizes: [UInt8] = []
    private var sortKeys: [SortKey] = []
    private var facets: [FacetColumn]
    private var orders: [[UInt32]]
    private var names = WordShelfWriter()
    private var others = WordShelfWriter()
    private var marks = MarkShelfWriter()
    private var splitter = SearchWords()

    private struct SortKey {
        var high: UInt64
        var low: UInt64
        var entry: UInt32
    }

    package init(_ schema: SearchSchema) {
        self.schema = schema
        facets = schema.facets.map { _ in FacetColumn() }
        orders = schema.orders.map { _ in [] }
    }

    package mutating func add(_ entry: SearchEntry) {
        precondition(entry.facets.count == facets.count && entry.orders.count == orders.count)
        let index = UInt32(numbers.count)
        numbers.append(entry.number)
        for (column, value) in entry.facets.enumerated() { facets[column].add(value) }
        for (column, value) in entry.orders.enumerated() { orders[column].append(value) }
        var count = 0
        var key = SortKey(high: 0, low: 0, entry: index)
        for (ordinal, name) in entry.names.enumerated() {
            splitter.each(of: name) { word in
                names.add(word, of: index)
                if ordinal == 0 {
                    SearchWriter.extend(&key.high, &key.low, by: word)
                    count += 1
                }
            }
        }
        for text in entry.words { splitter.each(of: text) { others.add($0, of: index) } }
        for mark in entry.marks { marks.add(mark, of: index) }
        nameSizes.append(UInt8(min(count, 255)))
        sortKeys.append(key)
    }

    /// The first sixteen bytes of a name, in the order of the alphabet.
    private static func extend(_ high: inout UInt64, _ low: inout UInt64, by word: ArraySlice<UInt8>) {
        func push(_ byte: UInt8) {
            guard high >> 56 == 0 else { return }
            high = high << 8 | low >> 56
            low = low << 8 | UInt64(byte)
        }
        for byte in word { push(byte) }
        push(0x20)
    }

    package consuming func write(to path: String) throws(IndexError) {
        let file = try TemporaryFile(path + ".new", keeps: true)
        var sections = SectionWriter(file: file)
        try sections.add(numbers)
        try sections.add(nameSizes)
        try sections.add(ranks())
        for column in orders { try sections.add(column) }
        for column in facets { try sections.add(column.codes) }
        var dictionary: [UInt8] = []
        for (name, column) in zip(schema.facets, facets) { column.describe(name, into: &dictionary) }
        try sections.add(dictionary)
        var orderNames: [UInt8] = []
        for name in schema.orders { FacetColumn.append(name, to: &orderNames) }
        try sections.add(orderNames)
        try names.write(to: &sections)
        try others.write(to: &sections)
        try marks.write(to: &sections)
        try sections.finish(entries: numbers.count, facets: facets.count, orders: orders.count)
        guard rename(file.path, path) == 0 else { throw .unwritable }
    }

    /// For each entry its place among all by name.
    private func ranks() -> [UInt32] {
        let aligned = sortKeys.map { key in
            var key = key
            while key.high >> 56 == 0, key.high != 0 || key.low != 0 {
                key.high = key.high << 8 | key.low >> 56
                key.low <<= 8
            }
            return key
        }
        let sorted = aligned.sorted { ($0.high, $0.low, $0.entry) < ($1.high, $1.low, $1.entry) }
        var ranks = [UInt32](repeating: 0, count: sorted.count)
        for (rank, key) in sorted.enumerated() { ranks[Int(key.entry)] = UInt32(rank) }
        return ranks
    }
}

/// The values of one facet, each text once.
struct FacetColumn {
    private(set) var codes: [UInt16] = []
    private var texts: [String] = [""]
    private var known: [String: UInt16] = ["": 0]

    /// A facet with more values than can be listed calls the rest unknown.
    mutating func add(_ text: String) {
        if let code = known[text] { return codes.append(code) }
        guard texts.count < Int(UInt16.max) else { return codes.append(0) }
        let code = UInt16(texts.count)
        known[text] = code
        texts.append(text)
        codes.append(code)
    }

    func describe(_ name: String, into bytes: inout [UInt8]) {
        FacetColumn.append(name, to: &bytes)
        FacetColumn.append(texts.count, to: &bytes)
        for text in texts { FacetColumn.append(text, to: &bytes) }
    }

    static func append(_ number: Int, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: UInt32(number).littleEndian) { bytes.append(contentsOf: $0) }
    }

    static func append(_ text: String, to bytes: inout [UInt8]) {
        append(text.utf8.count, to: &bytes)
        bytes.append(contentsOf: text.utf8)
    }
}

/// Writes one section after the other, and where they lie into the head of the file.
struct SectionWriter: ~Copyable {
    private let file: TemporaryFile
    private var places: [UInt64] = []
    private var end = SearchHeader.size

    init(file: TemporaryFile) { self.file = file }

    mutating func add<Element: BitwiseCopyable>(_ elements: [Element]) throws(IndexError) {
        places.append(UInt64(end))
        places.append(UInt64(elements.count))
        try file.write(elements, at: end)
        end += (elements.count * MemoryLayout<Element>.stride + 7) / 8 * 8
    }

    func finish(entries: Int, facets: Int, orders: Int) throws(IndexError) {
        try file.write([UInt64(0)], at: end)
        let head = [
            SearchHeader.magic, UInt64(end + 8), UInt64(entries), UInt64(facets), UInt64(orders),
            UInt64(places.count / 2),
        ]
        guard (head.count + places.count) * 8 <= SearchHeader.size else { throw .unwritable }
        try file.write(head + places, at: 0)
    }
}

enum SearchHeader {
    static let magic: UInt64 = 0x3230_4852_4145_534C
    /// Room for the places of all sections.
    static let size = 2048
}
