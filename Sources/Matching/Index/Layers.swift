extension CatalogueIndex {
    /// The entries of one kind: those of the base, and over them those that changed since.
    ///
    /// The two are no array, so that asking a key touches nothing but the index itself.
    final class Layers: Sendable {
        /// What changed since the base was written, and the numbers for which the base answers no more.
        struct Changes {
            let file: MappedFile
            let gone: ArraySlice<Int64>
        }

        /// So many cards are on their way from memory while one is weighed: more are not fetched at a time.
        static let ahead = 6

        private let base: Segment
        private let delta: Segment?
        /// A bit for each card of the base that the changes replaced or that is gone.
        private let dead: [UInt64]
        private let files: [MappedFile]
        let live: Int

        init(_ file: MappedFile, _ changes: Changes?) throws(IndexError) {
            base = try Segment(file)
            guard let changes else {
                (delta, dead, files, live) = (nil, [], [file], base.cards)
                return
            }
            let laid = try Segment(changes.file)
            var (dead, left) = (Array(repeating: UInt64(0), count: base.cards / 64 + 1), base.cards)
            for number in changes.gone {
                guard let card = base.card(ofNumber: number) else { continue }
                let bit = UInt64(1) << UInt64(card & 63)
                if dead[card >> 6] & bit == 0 { left -= 1 }
                dead[card >> 6] |= bit
            }
            (delta, self.dead, files, live) = (laid, dead, [file, changes.file], left + laid.cards)
        }

        /// The same for one thread, so that threads do not wait for each other to count the references of one object.
        init(_ other: Layers) {
            (base, delta, dead, files, live) = (other.base, other.delta, other.dead, other.files, other.live)
        }

        func readAhead() { for file in files { file.readAhead() } }

        var segments: [Segment] { delta.map { [base, $0] } ?? [base] }

        // MARK: Cards

        @inline(__always)
        func card(_ place: Place) -> UnsafeRawPointer {
            if place.segment > 0, let delta { return delta.card(place.card) }
            return base.card(place.card)
        }

        /// Has the first of these cards fetched, once it is known where each lies; the next by `fetchCard`.
        func fetchFirstCards(_ places: [Place]) {
            for place in places {
                if place.segment > 0, let delta {
                    delta.fetchOffset(ofCard: place.card)
                } else {
                    base.fetchOffset(ofCard: place.card)
                }
            }
            for position in 0..<min(Layers.ahead, places.count) { fetchCard(places[position]) }
        }

        @inline(__always)
        func fetchCard(_ place: Place) {
            if place.segment > 0, let delta {
                delta.fetchCard(place.card)
            } else {
                base.fetchCard(place.card)
            }
        }

        @inline(__always)
        func isDead(_ place: Place) -> Bool {
            guard delta != nil, place.segment == 0 else { return false }
            return dead[place.card >> 6] & 1 << UInt64(place.card & 63) != 0
        }

        func place(ofNumber number: Int64) -> Place? {
            if let card = delta?.card(ofNumber: number) { return Place(segment: 1, card: card) }
            guard let card = base.card(ofNumber: number) else { return nil }
            let place = Place(segment: 0, card: card)
            return isDead(place) ? nil : place
        }

        // MARK: Keys

        /// How many entries have a key.
        @inline(__always)
        func count(_ key: PostingKey) -> Int {
            let count = base.run(of: key).total
            guard let delta else { return count }
            return count + delta.run(of: key).total
        }

        /// Takes the entries of a key for candidates, and answers how many have it.
        @inline(__always)
        @discardableResult
        func ask(_ key: PostingKey, into candidates: CandidateSet) -> Int {
            let total = take(base.run(of: key), 0, into: candidates)
            guard let delta else { return total }
            return total + take(delta.run(of: key), 1, into: candidates)
        }

        @inline(__always)
        private func take(_ run: Segment.Run, _ segment: Int, into candidates: CandidateSet) -> Int {
            if run.count > 0 {
                let weight = candidates.rarity(run.total)
                for position in 0..<run.count {
                    candidates.add(Place(segment: segment, card: run.card(position)), weight)
                }
            }
            return run.total
        }

        /// Has the memory fetched in which asking these keys begins: it is slow to come, and much of it comes at once.
        func fetchBuckets(_ keys: [PostingKey]) {
            base.fetchBuckets(keys)
            delta?.fetchBuckets(keys)
        }

        /// Has the postings of these keys fetched; their buckets are best fetched some time before.
        func fetchPostings(_ keys: [PostingKey]) {
            base.fetchPostings(keys)
            delta?.fetchPostings(keys)
        }
    }

    /// Where a card lies.
    struct Place: BitwiseCopyable, Hashable, Sendable {
        var packed: UInt64

        @inline(__always)
        init(segment: Int, card: Int) { packed = UInt64(segment) << 32 | UInt64(card) }
        @inline(__always)
        var segment: Int { Int(packed >> 32) }
        @inline(__always)
        var card: Int { Int(packed & 0xFFFF_FFFF) }
    }
}
