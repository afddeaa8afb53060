import Glibc
import Synchronization

/// Builds an index into a folder, whole or what changed: hand each stream a contiguous part of the entries in the order of
/// their numbers, then finish. Who reads the old files is not disturbed.
package final class IndexBuilder: Sendable {
    private let folder: IndexFolder
    private let layer: IndexFolder.Layer
    private let base: CatalogueIndex?
    private let places: Places
    private let companies: SegmentWriter
    private let people: SegmentWriter
    private let gone = Mutex<(companies: [Int64], people: [Int64])>(([], []))

    /// A new base that tells up to a load of the catalogue.
    package convenience init(folder path: String, until: Int64 = 0) throws(IndexError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .unwritable }
        try self.init(IndexFolder(path), until: until, base: nil)
        try places.write(to: path + "/places.new")
        guard rename(path + "/places.new", path + "/places") == 0 else { throw .unwritable }
    }

    /// What changed since the base, all of it, in place of the changes that were there.
    package convenience init(changesOf folder: IndexFolder, until: Int64) throws(IndexError) {
        guard folder.base != nil else { throw .damaged }
        try self.init(folder, until: until, base: CatalogueIndex.open(folder, withDelta: false))
    }

    private init(_ folder: IndexFolder, until: Int64, base: CatalogueIndex?) throws(IndexError) {
        self.folder = folder
        self.base = base
        let names = [folder.base?.name, folder.delta?.name]
        var number = 1
        while names.contains("layer-\(number)") { number += 1 }
        layer = IndexFolder.Layer(name: "layer-\(number)", until: until)
        places = base?.places ?? .shared
        companies = SegmentWriter(path: folder.file(layer, "companies"))
        people = SegmentWriter(path: folder.file(layer, "people"))
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

    /// Numbers that the base must not answer any more: those that changed and those that are gone.
    package func replace(companies: [Int64] = [], people: [Int64] = []) {
        gone.withLock {
            $0.companies += companies
            $0.people += people
        }
    }

    /// Puts the streams together and opens the index.
    package func finish() async throws(IndexError) -> CatalogueIndex {
        let base = base
        try await companies.write { segment, card in
            let view = CompanyView(base: UnsafeRawPointer(card))
            let words = UnsafeMutablePointer(mutating: view.tokens)
            let all = segment.cards + (base?.companies.live ?? 0)
            for index in 0..<Int(view.head.pointee.tokens) {
                let key = CompanyKeys.word(words[index])
                let count = segment.run(of: key).total + (base?.companies.count(key) ?? 0)
                words[index].form = CompanyMatcher.weight(count, all)
            }
        }
        try await people.write { _, _ in }
        let (companies, people) = gone.withLock { $0 }
        let list = [Int64(companies.count)] + companies.sorted() + [Int64(people.count)] + people.sorted()
        try TemporaryFile(folder.file(layer, "gone"), keeps: true).write(list, at: 0)
        var folder = folder
        if base == nil {
            try folder.commit(base: layer, delta: nil)
        } else if let kept = folder.base {
            try folder.commit(base: kept, delta: layer)
        }
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
        CompanyKeys.all(of: features.view, into: &keys)
        try stream.append(number: entry.number, card: features.card.words, keys: keys)
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
        PeopleKeys.all(of: features.view, into: &keys)
        try stream.append(number: entry.number, card: features.card.words, keys: keys)
    }

    consuming func segment() -> SegmentStream { stream }
}

extension CatalogueIndex {
    /// Maps the files of a folder; cheap however large they are.
    package static func open(_ path: String) throws(IndexError) -> CatalogueIndex { try open(IndexFolder(path)) }

    package static func open(_ folder: IndexFolder, withDelta: Bool = true) throws(IndexError) -> CatalogueIndex {
        guard let base = folder.base else { throw .unreadable }
        let delta = withDelta ? folder.delta : nil
        let gone = try delta.map { name throws(IndexError) in try goneNumbers(folder.file(name, "gone")) }
        func layers(_ kind: String, _ gone: ArraySlice<Int64>?) throws(IndexError) -> Layers {
            var changes: Layers.Changes?
            if let delta, let gone {
                changes = try Layers.Changes(file: MappedFile(folder.file(delta, kind)), gone: gone)
            }
            return try Layers(MappedFile(folder.file(base, kind)), changes)
        }
        let companies = try layers("companies", gone?.companies)
        let people = try layers("people", gone?.people)
        let places = Places(kept: try MappedFile(folder.path + "/places")) ?? .shared
        return CatalogueIndex(companies: companies, people: people, places: places)
    }

    /// The numbers for which the base answers no more, from a file that has them behind how many they are, the companies' first.
    private static func goneNumbers(
        _ path: String
    ) throws(IndexError) -> (companies: ArraySlice<Int64>, people: ArraySlice<Int64>) {
        let file = try MappedFile(path)
        let mapped = try file.array(of: Int64.self, at: 0, count: UInt64(file.count / 8))
        let numbers = withExtendedLifetime(file) { Array(mapped.buffer) }
        guard let count = numbers.first, count >= 0, count < numbers.count - 1 else { throw .damaged }
        return (numbers[1..<Int(count) + 1], numbers[(Int(count) + 2)...])
    }
}
