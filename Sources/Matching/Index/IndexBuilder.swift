import Glibc

/// Builds an index into a folder: hand each stream a contiguous part of the entries in the order of their numbers, then
/// finish. A reader of the old files is not disturbed.
package final class IndexBuilder: Sendable {
    private let folder: String
    private let places: Places
    private let companies: SegmentWriter
    private let people: SegmentWriter

    package init(folder: String) throws(IndexError) {
        self.folder = folder
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .unwritable }
        places = .shared
        companies = SegmentWriter(path: folder + "/companies.segment")
        people = SegmentWriter(path: folder + "/people.segment")
    }

    package func companyStream(_ ordinal: Int) throws(IndexError) -> CompanyStream {
        CompanyStream(try companies.stream(ordinal), places)
    }

    package func finish(_ ordinal: Int, _ stream: consuming CompanyStream) throws(IndexError) {
        try companies.finish(ordinal, stream.segment())
    }

    package func personStream(_ ordinal: Int) throws(IndexError) -> PersonStream {
        PersonStream(try people.stream(ordinal), places)
    }

    package func finish(_ ordinal: Int, _ stream: consuming PersonStream) throws(IndexError) {
        try people.finish(ordinal, stream.segment())
    }

    /// Puts the streams together and opens the index.
    package func finish() async throws(IndexError) -> CatalogueIndex {
        try await companies.write { segment, card in
            let view = CompanyView(base: UnsafeRawPointer(card))
            let words = UnsafeMutablePointer(mutating: view.tokens)
            for index in 0..<Int(view.head.pointee.tokens) {
                let count = segment.run(of: CompanyKeys.word(words[index])).total
                words[index].form = CompanyMatcher.weight(count, segment.cards)
            }
        }
        try await people.write { _, _ in }
        return try CatalogueIndex.open(folder)
    }
}

/// One stream of companies into an index.
package struct CompanyStream: ~Copyable {
    private var stream: SegmentStream
    private var features: CompanyFeatures
    private var keys: [PostingKey] = []

    init(_ stream: consuming SegmentStream, _ places: Places) {
        self.stream = stream
        features = CompanyFeatures(places: places)
        keys.reserveCapacity(512)
    }

    package mutating func append(_ entry: CompanyEntry) throws(IndexError) {
        features.read(entry)
        keys.removeAll(keepingCapacity: true)
        let before = keys
        keys = features.withView { view in
            var keys = before
            CompanyKeys.all(of: view, into: &keys)
            return keys
        }
        try stream.append(number: entry.number, card: features.card, keys: keys)
    }

    consuming func segment() -> SegmentStream { stream }
}

/// One stream of people into an index.
package struct PersonStream: ~Copyable {
    private var stream: SegmentStream
    private var features: PersonFeatures
    private var keys: [PostingKey] = []

    init(_ stream: consuming SegmentStream, _ places: Places) {
        self.stream = stream
        features = PersonFeatures(places: places)
    }

    package mutating func append(_ entry: PersonEntry) throws(IndexError) {
        features.read(entry)
        keys.removeAll(keepingCapacity: true)
        let before = keys
        keys = features.withView { view in
            var keys = before
            PeopleKeys.all(of: view, into: &keys)
            return keys
        }
        try stream.append(number: entry.number, card: features.card, keys: keys)
    }

    consuming func segment() -> SegmentStream { stream }
}

extension CatalogueIndex {
    /// Maps the files of a folder; cheap however large they are.
    package static func open(_ folder: String) throws(IndexError) -> CatalogueIndex {
        let companies = try Segment(folder + "/companies.segment")
        let people = try Segment(folder + "/people.segment")
        return CatalogueIndex(
            companies: Layers(segments: [companies], dead: [[]], live: companies.cards),
            people: Layers(segments: [people], dead: [[]], live: people.cards),
            places: .shared
        )
    }
}
