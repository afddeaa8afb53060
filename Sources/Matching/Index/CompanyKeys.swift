/// By which keys a company is found. What the index holds and what a record asks for come from here, so that they agree.
enum CompanyKeys {
    /// All keys of a card, for the index.
    static func all(of view: CompanyView, into keys: inout [PostingKey]) {
        let head = view.head.pointee
        let city = UInt64(head.address.city)
        for index in 0..<Int(head.domains) {
            keys.append(PostingKey(.domain, view.domains[index]))
            if city != 0 { keys.append(PostingKey(.domainAndCity, view.domains[index], city)) }
        }
        for index in 0..<Int(head.phones) { keys.append(phone(view.phones[index])) }
        for index in 0..<Int(head.names) {
            let name = view.name(index)
            certain(name, into: &keys)
            if name.part.pointee.kind == .domain {
                likely(name, city: city, into: &keys)
                continue
            }
            words(name, into: &keys)
            wordsInPlace(name, city: city, into: &keys)
            pairs(name, into: &keys)
            let keysOfName = name.part.pointee.keys
            if name.count >= 3 {
                keys.append(PostingKey(.initials, keysOfName.initials))
                if city != 0 { keys.append(PostingKey(.initials, keysOfName.initials, city)) }
            } else if name.count == 2, city != 0 {
                keys.append(PostingKey(.initials, keysOfName.initials, city))
            }
            if keysOfName.acronym != 0, name.part.pointee.letters <= 6 {
                keys.append(PostingKey(.acronym, keysOfName.acronym))
            }
            likely(name, city: city, into: &keys)
        }
        if let house = house(head.address) { keys.append(house) }
        if head.ticker != 0 { keys.append(PostingKey(.ticker, UInt64(head.ticker))) }
        places(head.address, into: &keys)
    }

    static func phone(_ packed: UInt64) -> PostingKey { PostingKey(.phone, (packed & ~(3 << 62)) % 100_000_000) }

    /// Equal letters, however they are divided and ordered.
    static func certain(_ name: NameView, into keys: inout [PostingKey]) {
        keys.append(PostingKey(.letters, name.part.pointee.keys.joined))
        if name.count > 1 { keys.append(PostingKey(.bag, name.part.pointee.keys.bag)) }
    }

    static func word(_ token: NameToken) -> PostingKey { PostingKey(.word, UInt64(token.hash)) }

    static func words(_ name: NameView, into keys: inout [PostingKey]) {
        for index in 0..<min(name.count, 8) { keys.append(word(name.tokens[index])) }
    }

    static func wordsInPlace(_ name: NameView, city: UInt64, into keys: inout [PostingKey]) {
        guard city != 0 else { return }
        for index in 0..<min(name.count, 6) {
            keys.append(PostingKey(.wordAndCity, UInt64(name.tokens[index].hash), city))
        }
    }

    static func pairs(_ name: NameView, into keys: inout [PostingKey]) {
        guard name.count > 2 else {
            if name.count == 2 { keys.append(PostingKey(.pair, name.part.pointee.keys.bag)) }
            return
        }
        let count = min(name.count, 4)
        for one in 0..<count {
            for other in one + 1..<count {
                let sum = Hash.spread(name.tokens[one].hash) &+ Hash.spread(name.tokens[other].hash)
                keys.append(PostingKey(.pair, sum))
            }
        }
    }

    /// Keys that bear a misspelling: both ends of the letters, and the letters without one of them where they are few.
    static func likely(_ name: NameView, city: UInt64, into keys: inout [PostingKey]) {
        withLetters(of: name) { letters in
            let count = letters.count
            if count >= 6, city != 0 {
                keys.append(PostingKey(.headAndCity, hash(letters, 0..<4), city))
                keys.append(PostingKey(.tailAndCity, hash(letters, count - 4..<count), city))
            }
            if count >= 9 {
                keys.append(PostingKey(.head, hash(letters, 0..<7)))
                keys.append(PostingKey(.tail, hash(letters, count - 7..<count)))
            }
            guard (4...12).contains(count) else { return }
            keys.append(PostingKey(.edit, hash(letters, 0..<count)))
            for gap in 0..<count { keys.append(PostingKey(.edit, hash(letters, 0..<count, without: gap))) }
        }
    }

    static func house(_ address: AddressKeys) -> PostingKey? {
        guard address.street != 0, address.house != 0 else { return nil }
        let place = address.postcode.packed != 0 ? address.postcode.packed : UInt64(address.city)
        guard place != 0 else { return nil }
        return PostingKey(.house, UInt64(address.street) << 32 | UInt64(address.house), place)
    }

    /// Kept for their number only: most of them are too frequent to lead anywhere.
    static func places(_ address: AddressKeys, into keys: inout [PostingKey]) {
        if address.city != 0 { keys.append(PostingKey(.city, UInt64(address.city))) }
        if address.region != .none { keys.append(region(address)) }
        if address.country != .none { keys.append(PostingKey(.country, UInt64(address.country.packed))) }
        if address.postcode != .none { keys.append(PostingKey(.postcode, address.postcode.packed)) }
    }

    static func region(_ address: AddressKeys) -> PostingKey {
        PostingKey(.region, UInt64(address.region.packed), UInt64(address.country.packed))
    }

    private static func hash(_ letters: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, without gap: Int = -1)
        -> UInt64
    {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range where index != gap { hash = (hash ^ UInt64(letters[index])) &* 0x100_0000_01B3 }
        return hash
    }

    /// The letters of a name without its blanks.
    @inline(__always)
    static func withLetters(of name: NameView, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { room in
            var count = 0
            for index in 0..<Int(name.part.pointee.letters) where name.letters[index] != 0x20 {
                room[count] = name.letters[index]
                count += 1
            }
            body(UnsafeBufferPointer(rebasing: room[..<count]))
        }
    }
}
