/// An address in its normal form: street words written out, house number and suite apart, city by the name that is known
/// abroad, postcode in its land's length, region and land by their codes.
///
/// A workspace like `CompanyName`. For an index keep `keys`, and `text` where streets are to be compared word by word.
package struct Address: Sendable {
    /// What an address is read from, as a record has it.
    package struct Parts: Sendable {
        package var street = ""
        package var city = ""
        package var region = ""
        package var postcode = ""
        package var country = ""

        package init(
            street: String = "",
            city: String = "",
            region: String = "",
            postcode: String = "",
            country: String = ""
        ) {
            (self.street, self.city, self.region) = (street, city, region)
            (self.postcode, self.country) = (postcode, country)
        }
    }

    /// `12 main street|springfield`: street, bar, city.
    package private(set) var text: [UInt8] = []
    /// The land is not said, but the first of those that have such a region: `NH` is New Hampshire, and in the Netherlands
    /// Noord-Holland.
    package private(set) var isLandAssumed = false
    /// How much of the text is the street.
    package private(set) var streetCount = 0
    package private(set) var keys = AddressKeys()

    private var folded = [UInt8](repeating: 0, count: Folding.room)
    private var key: [UInt8] = []
    private var keyInLand: [UInt8] = []
    private var street = StreetReader()
    private let places: Places
    private let folding = Folding.shared

    package init() { self.init(places: .shared) }

    /// Reads by names of places that were kept elsewhere, such as in an index.
    init(places: Places) {
        self.places = places
        text.reserveCapacity(512)
        key.reserveCapacity(256)
    }

    package init(_ parts: Parts) {
        self.init()
        let street = Array(parts.street.utf8)
        let city = Array(parts.city.utf8)
        let region = Array(parts.region.utf8)
        let postcode = Array(parts.postcode.utf8)
        let country = Array(parts.country.utf8)
        read(street: street.span, city: city.span, region: region.span, postcode: postcode.span, country: country.span)
    }

    /// `likely` is the land that the rest of a record tells of; it helps where the address leaves the land out.
    package mutating func read(
        street: Span<UInt8>,
        city: Span<UInt8>,
        region: Span<UInt8>,
        postcode: Span<UInt8>,
        country: Span<UInt8>,
        likely: Country = .none
    ) {
        keys = AddressKeys()
        isLandAssumed = false
        text.removeAll(keepingCapacity: true)
        readCountry(country)
        readRegion(region, likely)
        let count = folding.fold(postcode, into: &folded)
        if isLandAssumed, isOfAnotherLand(folded.span, count) {
            (keys.country, keys.region, isLandAssumed) = (.none, .none, false)
        }
        keys.postcode = Postcode(folded.span, 0..<count, in: keys.country)
        readStreet(street)
        readCity(city)
    }

    private mutating func readCountry(_ country: Span<UInt8>) {
        guard !country.isEmpty else { return }
        takeKey(country)
        keys.country = places.country(key.span, 0..<key.count)
    }

    /// A region without a land is looked for in the lands where people leave the land out.
    private mutating func readRegion(_ region: Span<UInt8>, _ likely: Country) {
        guard !region.isEmpty else { return }
        takeKey(region)
        guard !key.isEmpty else { return }
        guard keys.country == .none else { return takeRegion(of: keys.country) }
        takeRegion(of: likely)
        for land in Address.assumed where keys.region == .none {
            takeRegion(of: land)
            isLandAssumed = keys.region != .none
        }
        // Some write the land where its part belongs; two letters are more often a part of a land that is not said.
        if keys.country == .none, key.count > 2 { keys.country = places.country(key.span, 0..<key.count) }
    }

    /// Takes what `key` names when the land has such a part.
    private mutating func takeRegion(of land: Country) {
        guard land != .none else { return }
        keyInLand.removeAll(keepingCapacity: true)
        keyInLand.append(UInt8(land.packed >> 8) | 0x20)
        keyInLand.append(UInt8(land.packed & 0xFF) | 0x20)
        keyInLand.append(0x20)
        keyInLand.append(contentsOf: key)
        let found = places.region(keyInLand.span, 0..<keyInLand.count)
        guard found != .none else { return }
        (keys.region, keys.country) = (found, land)
    }

    private static let assumed = [Country("US"), Country("CA"), Country("GB"), Country("AU")]
    private static let withLettersInCodes = [Country("CA"), Country("GB")]

    /// A postcode of digits alone, or one with letters, where the land that was assumed has the other kind: `NH` with 1012 NN
    /// is no part of the United States.
    private func isOfAnotherLand(_ postcode: Span<UInt8>, _ count: Int) -> Bool {
        var (letters, digits) = (false, false)
        for index in 0..<count {
            if TokenReader.isDigit(postcode[index]) { digits = true }
            if TokenReader.isLetter(postcode[index]) { letters = true }
        }
        return digits && letters != Address.withLettersInCodes.contains(keys.country)
    }

    private mutating func readStreet(_ line: Span<UInt8>) {
        let count = folding.fold(line, into: &folded)
        let source = folded
        var found = street.read(source.span, count: count, into: &text)
        if found.mayChange || !isPlainStreet {
            var rounds = 0
            while rounds < TokenReader.most {
                rounds += 1
                let before = text
                text.removeAll(keepingCapacity: true)
                found = street.read(before.span, count: before.count, into: &text)
                if text == before { break }
            }
        }
        (keys.street, keys.house, keys.unit) = (found.name, found.house, found.unit)
        streetCount = text.count
    }

    /// Whether the street is but a number and words of letters, as nearly all are; whatever else may mean something else
    /// when it is read again.
    private var isPlainStreet: Bool {
        var start = 0
        for end in 0...text.count where end == text.count || text[end] == 0x20 {
            let word = text[start..<end]
            let isNumber = start == 0 && word.allSatisfy(TokenReader.isDigit)
            let isWord = (3..<40).contains(word.count) && word.allSatisfy(TokenReader.isLetter)
            guard isNumber || isWord, !word.elementsEqual("unit".utf8) else { return false }
            start = end + 1
        }
        return true
    }

    private mutating func readCity(_ city: Span<UInt8>) {
        text.append(0x7C)
        let start = text.count
        appendCity(city)
        if !text[start...].allSatisfy({ TokenReader.isLetter($0) || $0 == 0x20 }) || text.count - start > 100 {
            var rounds = 0
            while rounds < TokenReader.most {
                rounds += 1
                let before = Array(text[start...])
                text.removeSubrange(start...)
                appendCity(before.span)
                if text[start...].elementsEqual(before) { break }
            }
        }
        if text.count > start { keys.city = Skeleton.hash(of: text.span, start..<text.count) | 1 }
    }

    private mutating func appendCity(_ city: Span<UInt8>) {
        takeKey(city)
        trimCity()
        guard !key.isEmpty else { return }
        if let known = places.city(key.span, 0..<key.count) {
            text.append(contentsOf: known)
        } else {
            text.append(contentsOf: key)
        }
    }

    /// `Paris 8e`, `Praha 4`, `75008 Paris Cedex`: numbers at either end and the word for a sorting office go; a saint and a
    /// fort are written out.
    private mutating func trimCity() {
        if isPlainCity { return }
        var words = key.split(separator: 0x20)
        while words.count > 1, let last = words.last,
            TokenReader.isDigit(last[last.startIndex]) || last.elementsEqual("cedex".utf8)
        {
            words.removeLast()
        }
        while words.count > 1, let first = words.first, first.allSatisfy({ TokenReader.isDigit($0) }) {
            words.removeFirst()
        }
        let isPlain = words.reduce(words.count - 1) { $0 + $1.count } == key.count
        let begins = words.first.map { word in Address.beginnings.first { word.elementsEqual($0.short.utf8) } } ?? nil
        if isPlain, begins == nil { return }
        var trimmed: [UInt8] = []
        for (index, word) in words.enumerated() {
            if index > 0 { trimmed.append(0x20) }
            if index == 0, words.count > 1, let begins {
                trimmed.append(contentsOf: begins.long.utf8)
            } else {
                trimmed += word
            }
        }
        key = trimmed
    }

    /// Whether `key` is but words without a number, none of which is left out or written out, as nearly all are.
    private var isPlainCity: Bool {
        var before: UInt8 = 0x20
        var words = 0
        for (index, byte) in key.enumerated() {
            if byte == 0x20 {
                // The words that are written out have two letters or three.
                if before == 0x20 || words == 1 && index < 4 { return false }
            } else if TokenReader.isDigit(byte) {
                return false
            } else if before == 0x20 {
                words += 1
            }
            before = byte
        }
        return before != 0x20 && key.count >= 4 && !key.suffix(5).elementsEqual("cedex".utf8)
    }

    private static let beginnings: [(short: String, long: String)] = [
        ("st", "saint"), ("ste", "sainte"), ("ft", "fort"), ("mt", "mount"),
    ]

    private mutating func takeKey(_ name: Span<UInt8>) {
        let count = folding.fold(name, into: &folded)
        key.removeAll(keepingCapacity: true)
        PlaceText.append(folded[..<min(count, 200)], to: &key)
    }
}

/// What of an address can be looked up and compared as numbers; 0 is unknown and equals nothing. 40 bytes, no pointer.
package struct AddressKeys: BitwiseCopyable, Sendable, Hashable {
    package var postcode = Postcode.none
    /// The letters of the street without its kind: *Main St* is *Main Street* is *Main Ave*.
    package var street: UInt32 = 0
    package var house: UInt32 = 0
    package var unit: UInt32 = 0
    package var city: UInt32 = 0
    package var region = Region.none
    package var country = Country.none

    package init() {}

    /// What is found by: the number of the house, or what stands for one, as the unit of a business park; 0 without a street.
    var door: UInt32 { street == 0 ? 0 : house != 0 ? house : unit }
}
