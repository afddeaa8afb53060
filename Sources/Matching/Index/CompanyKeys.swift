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
                likely(name, head.address, into: &keys)
                continue
            }
            words(name, into: &keys)
            wordsInPlace(name, city, into: &keys)
            wordsInPlace(name, head.address.postcode.packed, into: &keys)
            pairs(name, into: &keys)
            let keysOfName = name.part.pointee.keys
            if name.count >= 3 { keys.append(PostingKey(.initials, keysOfName.initials)) }
            if name.count >= 2 { initialsInPlace(keysOfName.initials, head.address, into: &keys) }
            if case let initials = name.part.pointee.wholeInitials, initials != 0 {
                keys.append(PostingKey(.initials, initials))
                initialsInPlace(initials, head.address, into: &keys)
            }
            if keysOfName.acronym != 0, name.part.pointee.letters <= 6 {
                keys.append(PostingKey(.acronym, keysOfName.acronym))
            }
            likely(name, head.address, into: &keys)
        }
        houses(head.address, into: &keys)
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

    static func initialsInPlace(_ initials: UInt64, _ address: AddressKeys, into keys: inout [PostingKey]) {
        if address.city != 0 { keys.append(PostingKey(.initials, initials, UInt64(address.city))) }
        if address.postcode != .none { keys.append(PostingKey(.initials, initials, address.postcode.packed)) }
    }

    /// Words of a name in a town or under a postcode.
    static func wordsInPlace(_ name: NameView, _ place: UInt64, into keys: inout [PostingKey]) {
        guard place != 0 else { return }
        for index in 0..<min(name.count, 6) {
            keys.append(PostingKey(.wordAndPlace, UInt64(name.tokens[index].hash), place))
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
    static func likely(_ name: NameView, _ address: AddressKeys, into keys: inout [PostingKey]) {
        withLetters(of: name) { letters in
            let count = letters.count
            if count >= 6 {
                let (head, tail) = (hash(letters, 0..<4), hash(letters, count - 4..<count))
                func inPlace(_ place: UInt64) {
                    guard place != 0 else { return }
                    keys.append(PostingKey(.headAndPlace, head, place))
                    keys.append(PostingKey(.tailAndPlace, tail, place))
                }
                inPlace(UInt64(address.city))
                inPlace(address.postcode.packed)
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

    /// The house by its street and number wherever that is, and in its town and by its postcode: of a record either may be
    /// missing or wrong.
    static func houses(_ address: AddressKeys, into keys: inout [PostingKey]) {
        guard address.door != 0 else { return }
        keys.append(house(address))
        if address.city != 0 { keys.append(house(address, in: UInt64(address.city))) }
        if address.postcode != .none { keys.append(house(address, in: address.postcode.packed)) }
    }

    static func house(_ address: AddressKeys, in place: UInt64 = 0) -> PostingKey {
        PostingKey(.house, UInt64(address.street) << 32 | UInt64(address.door), place)
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
