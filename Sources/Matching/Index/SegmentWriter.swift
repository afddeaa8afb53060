import Glibc
import Synchronization

/// Writes a segment from cards that come in several streams at once.
///
/// Each stream takes a contiguous part of the entries in the order of their numbers, and the streams follow one another, so
/// that the file is the same however many there are. Postings that are more than a stream may hold go to a file of its own
/// meanwhile; memory does not grow with the catalogue.
package final class SegmentWriter: Sendable {
    static let partitions = 128

    private let path: String
    private let finished = Mutex<[Int: Finished]>([:])

    struct Finished: Sendable {
        var cards: TemporaryFile
        var postings: TemporaryFile
        var sizes: [UInt32]
        var numbers: [Int64]
        var pieces: [PostingSpill.Piece]
    }

    init(path: String) { self.path = path }

    func stream(_ ordinal: Int) throws(IndexError) -> SegmentStream { try SegmentStream(path: "\(path).\(ordinal)") }

    func finish(_ ordinal: Int, _ stream: consuming SegmentStream) throws(IndexError) {
        var stream = stream
        let done = try stream.finish()
        finished.withLock { $0[ordinal] = done }
    }

    /// Puts the streams together; `weigh` sets on each card what only the whole can tell.
    func write(
        weigh: @escaping @Sendable (Segment, UnsafeMutableRawPointer) -> Void
    ) async throws(IndexError) {
        let streams = finished.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
        let cards = streams.reduce(0) { $0 + $1.sizes.count }
        let bytes = streams.reduce(0) { $0 + $1.sizes.reduce(0) { $0 + Int($1) } }
        let postings = streams.reduce(0) { $0 + $1.pieces.reduce(0) { $0 + $1.count } }
        var buckets = SegmentWriter.partitions
        while buckets * 4 < postings { buckets *= 2 }
        var header = Segment.Header()
        header.cards = UInt64(cards)
        header.buckets = UInt64(buckets)
        header.cardsAt = 128
        header.offsetsAt = header.cardsAt + UInt64(bytes * 8)
        header.numbersAt = (header.offsetsAt + UInt64(4 * cards) + 7) / 8 * 8
        header.bucketsAt = header.numbersAt + UInt64(8 * cards)
        header.postingsAt = (header.bucketsAt + UInt64(4 * (buckets + 1)) + 7) / 8 * 8
        let file = try TemporaryFile(path + ".new", keeps: true)
        try writeCards(streams, header, to: file)

        var kept = 0
        var entries = FileStretch(of: file, from: Int(header.postingsAt))
        var hot: [Segment.HotKey] = []
        var starts = [UInt32](repeating: 0, count: buckets + 1)
        let perPartition = buckets / SegmentWriter.partitions
        let width = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        var next = 0
        while next < SegmentWriter.partitions {
            let group = next..<min(SegmentWriter.partitions, next + width)
            let sorted = await withTaskGroup(of: (Int, SortedPostings?).self) { tasks in
                for partition in group {
                    tasks.addTask { [streams, buckets] in
                        (partition, try? SortedPostings(partition, of: streams, buckets: buckets))
                    }
                }
                var sorted: [Int: SortedPostings] = [:]
                for await (partition, postings) in tasks { sorted[partition] = postings }
                return sorted
            }
            for partition in group {
                guard let part = sorted[partition] else { throw .unwritable }
                for bucket in 0..<perPartition {
                    starts[partition * perPartition + bucket] = UInt32(kept + Int(part.starts[bucket]))
                }
                try entries.append(part.entries)
                kept += part.entries.count
                hot += part.hot
            }
            next = group.upperBound
        }
        try entries.finish()
        starts[buckets] = UInt32(kept)
        try file.write(starts, at: Int(header.bucketsAt))
        header.postings = UInt64(kept)
        header.hotKeysAt = header.postingsAt + UInt64(8 * kept)
        if kept == 0 {
            // What is read ahead must be there even in a file without a posting.
            try file.write([UInt64(0)], at: Int(header.postingsAt))
            header.hotKeysAt += 8
        }
        hot.sort { ($0.count, $1.card) > ($1.count, $0.card) }
        header.hotKeys = UInt64(hot.count)
        try file.write(hot, at: Int(header.hotKeysAt))
        header.size = header.hotKeysAt + UInt64(hot.count * MemoryLayout<Segment.HotKey>.stride)
        try file.write([header], at: 0)
        try await weighCards(file.path, header, weigh)
        guard rename(file.path, path) == 0 else { throw .unwritable }
    }

    private func writeCards(_ streams: [Finished], _ header: Segment.Header, to file: TemporaryFile)
        throws(IndexError)
    {
        var cards = FileStretch(of: file, from: Int(header.cardsAt))
        var offset: UInt32 = 0
        var offsets: [UInt32] = []
        var numbers: [Int64] = []
        offsets.reserveCapacity(Int(header.cards))
        numbers.reserveCapacity(Int(header.cards))
        for stream in streams {
            try stream.cards.copy(to: &cards)
            for size in stream.sizes {
                offsets.append(offset)
                offset += size
            }
            numbers += stream.numbers
        }
        try cards.finish()
        try file.write(offsets, at: Int(header.offsetsAt))
        try file.write(numbers, at: Int(header.numbersAt))
    }

    private func weighCards(
        _ path: String,
        _ header: Segment.Header,
        _ weigh: @escaping @Sendable (Segment, UnsafeMutableRawPointer) -> Void
    ) async throws(IndexError) {
        let file = try MappedFile(path)
        let segment = try Segment(file)
        let writable = try WritableMapping(path)
        let cards = Int(header.cards)
        let width = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        await withTaskGroup(of: Void.self) { tasks in
            for part in 0..<width {
                tasks.addTask {
                    for card in cards * part / width..<cards * (part + 1) / width {
                        weigh(segment, writable.card(card, in: header))
                    }
                    _ = file
                }
            }
        }
    }
}

/// One stream of cards and their postings.
package struct SegmentStream: ~Copyable {
    private let file: TemporaryFile
    private var buffer: [UInt64] = []
    private var written = 0
    private var sizes: [UInt32] = []
    private var numbers: [Int64] = []
    private var spill: PostingSpill

    init(path: String) throws(IndexError) {
        // Both first: nothing of a value that cannot be copied may be left when one of them fails.
        let (cards, postings) = (try TemporaryFile(path + ".cards"), try PostingSpill(path: path + ".postings"))
        (file, spill) = (cards, postings)
        buffer.reserveCapacity(1 << 17)
    }

    mutating func append(number: Int64, card: UnsafeBufferPointer<UInt64>, keys: [PostingKey]) throws(IndexError) {
        let index = UInt32(sizes.count)
        sizes.append(UInt32(card.count))
        numbers.append(number)
        buffer.append(contentsOf: card)
        if buffer.count > 1 << 16 { try flush() }
        for key in keys { try spill.add(key, card: index) }
    }

    private mutating func flush() throws(IndexError) {
        try file.write(buffer, at: written * 8)
        written += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    mutating func finish() throws(IndexError) -> SegmentWriter.Finished {
        try flush()
        try spill.flushAll()
        return SegmentWriter.Finished(
            cards: file,
            postings: spill.file,
            sizes: sizes,
            numbers: numbers,
            pieces: spill.pieces
        )
    }
}
