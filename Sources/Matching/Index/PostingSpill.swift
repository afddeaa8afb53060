/// Postings on their way to their partition: kept in small buffers, written to one file piece by piece.
struct PostingSpill {
    struct Posting: BitwiseCopyable {
        var hash: UInt64
        var card: UInt32
    }

    struct Piece: Sendable {
        var partition: Int
        var at: Int
        var count: Int
    }

    private static let room = 4096

    let file: TemporaryFile
    private(set) var pieces: [Piece] = []
    private var buffers: [[Posting]]
    private var written = 0

    init(path: String) throws(IndexError) {
        file = try TemporaryFile(path)
        buffers = (0..<SegmentWriter.partitions).map { _ in
            var buffer: [Posting] = []
            buffer.reserveCapacity(PostingSpill.room)
            return buffer
        }
    }

    mutating func add(_ key: PostingKey, card: UInt32) throws(IndexError) {
        let partition = Int(key.hash >> 57)
        buffers[partition].append(Posting(hash: key.hash, card: card))
        if buffers[partition].count == PostingSpill.room { try flush(partition) }
    }

    mutating func flushAll() throws(IndexError) {
        for partition in buffers.indices where !buffers[partition].isEmpty { try flush(partition) }
    }

    private mutating func flush(_ partition: Int) throws(IndexError) {
        let count = buffers[partition].count
        try file.write(buffers[partition], at: written)
        pieces.append(Piece(partition: partition, at: written, count: count))
        written += count * MemoryLayout<Posting>.stride
        buffers[partition].removeAll(keepingCapacity: true)
    }
}

/// The postings of one partition in the order of their keys; of keys that are too frequent only the number.
struct SortedPostings: Sendable {
    private(set) var entries: [UInt64] = []
    /// Where each bucket begins.
    private(set) var starts: [UInt32] = []
    private(set) var hot: [Segment.HotKey] = []

    init(_ partition: Int, of streams: [SegmentWriter.Finished], buckets: Int) throws(IndexError) {
        let postings = try SortedPostings.read(partition, of: streams)
        let perPartition = buckets / SegmentWriter.partitions
        let shift = UInt64(64 - buckets.trailingZeroBitCount)
        let mask = UInt64(perPartition - 1)
        // First into buckets, then within each: most have a handful.
        var counts = [Int](repeating: 0, count: perPartition + 1)
        for posting in postings { counts[Int(posting.hash >> shift & mask) + 1] += 1 }
        for bucket in 0..<perPartition { counts[bucket + 1] += counts[bucket] }
        var places = counts
        var row = [UInt64](repeating: 0, count: postings.count)
        for posting in postings {
            let bucket = Int(posting.hash >> shift & mask)
            row[places[bucket]] = posting.hash << 32 | UInt64(posting.card)
            places[bucket] += 1
        }
        entries.reserveCapacity(postings.count)
        starts.reserveCapacity(perPartition)
        for bucket in 0..<perPartition {
            starts.append(UInt32(entries.count))
            row[counts[bucket]..<counts[bucket + 1]].sort()
            keep(row[counts[bucket]..<counts[bucket + 1]])
        }
    }

    private mutating func keep(_ bucket: ArraySlice<UInt64>) {
        var start = bucket.startIndex
        while start < bucket.endIndex {
            let mark = bucket[start] >> 32
            var end = start
            var last = UInt64.max
            let begin = entries.count
            var count = 0
            while end < bucket.endIndex, bucket[end] >> 32 == mark {
                // One card may have said the same twice.
                if bucket[end] != last {
                    entries.append(bucket[end])
                    count += 1
                }
                last = bucket[end]
                end += 1
            }
            let key = UInt32(truncatingIfNeeded: mark)
            if count > PostingKey.bound(of: key) {
                if PostingKey.isWide(key) {
                    let card = UInt32(truncatingIfNeeded: entries[begin])
                    hot.append(Segment.HotKey(mark: key, card: card, count: UInt32(count)))
                }
                entries.removeSubrange(begin...)
                entries.append(mark << 32 | 0x8000_0000 | UInt64(count))
            }
            start = end
        }
    }

    private static func read(_ partition: Int, of streams: [SegmentWriter.Finished]) throws(IndexError)
        -> [PostingSpill.Posting]
    {
        var postings: [PostingSpill.Posting] = []
        var before: UInt32 = 0
        for stream in streams {
            for piece in stream.pieces where piece.partition == partition {
                let part: [PostingSpill.Posting] = try stream.postings.read(at: piece.at, count: piece.count)
                for posting in part {
                    postings.append(PostingSpill.Posting(hash: posting.hash, card: posting.card + before))
                }
            }
            before += UInt32(stream.sizes.count)
        }
        return postings
    }
}
