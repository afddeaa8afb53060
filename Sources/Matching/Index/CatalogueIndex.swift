/// The index of a catalogue: what was written at first, and behind it what changed since.
package struct CatalogueIndex: Sendable {
    /// The segments of one kind of entry.
    struct Layers: Sendable {
        var files: [MappedFile] = []
        var segments: [Segment] = []
        /// For each segment a bit for each card that a later one replaced or that is gone.
        var dead: [[UInt64]] = []
        var live = 0

        @inline(__always)
        func isDead(_ place: Place) -> Bool {
            let bits = dead[place.segment]
            return !bits.isEmpty && bits[place.card >> 6] & 1 << UInt64(place.card & 63) != 0
        }

        /// How many entries have a key.
        @inline(__always)
        func count(_ key: PostingKey) -> Int {
            var count = 0
            for segment in segments { count += segment.run(of: key).total }
            return count
        }

        @inline(__always)
        func card(_ place: Place) -> UnsafeRawPointer { segments[place.segment].card(place.card) }

        func place(ofNumber number: Int64) -> Place? {
            for index in segments.indices.reversed() {
                guard let card = segments[index].card(ofNumber: number) else { continue }
                let place = Place(segment: index, card: card)
                return isDead(place) ? nil : place
            }
            return nil
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

    var companies = Layers()
    var people = Layers()
    let places: Places

    package var companyCount: Int { companies.live }
    package var personCount: Int { people.live }

    /// Hands over the id that a company had in its file; nothing when the index has no such company.
    package func withCompanySource(_ number: Int64, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        if let place = companies.place(ofNumber: number) { body(CompanyView(base: companies.card(place)).source) }
    }

    package func withPersonSource(_ number: Int64, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        if let place = people.place(ofNumber: number) { body(PersonView(base: people.card(place)).source) }
    }
}
