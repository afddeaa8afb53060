/// Lands and their parts by the names that people give them, in any language: from Debian's package `iso-codes`, and the
/// names that it lacks from `PlaceList`.
package struct Places: Sendable {
    /// Why the names of places cannot be had.
    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }

    /// The names by which the whole program reads; without the package, those of `PlaceList` alone.
    package static let shared = (try? loaded.get()) ?? Places()

    /// What to tell the operator when the package is not there.
    package static var problem: Missing? {
        if case .failure(let missing) = loaded { missing } else { nil }
    }

    private static let loaded = Result { () throws(Missing) in try Places(folder: "/usr/share") }

    private var countries = WordTable(capacity: 16384)
    private var regions = WordTable(capacity: 16384)
    private var cities = WordTable(capacity: 1024)
    private var cityNames: [[UInt8]] = []

    /// Of the names that we wrote down ourselves.
    init() {
        addOwnCountries()
        addOwnRegions()
        addCities()
    }

    /// Of those and the package's, in `folder/iso-codes` and `folder/locale`.
    package init(folder: String) throws(Missing) {
        let json = folder + "/iso-codes/json/"
        guard let lands = ReferenceFile.bytes(json + "iso_3166-1.json"),
            let parts = ReferenceFile.bytes(json + "iso_3166-2.json")
        else {
            throw Missing(
                description:
                    "The names of countries and regions are missing, so that addresses are compared by codes and "
                    + "common names only; install the package iso-codes."
            )
        }
        self.init()
        let english = addCountries(ReferenceFile.entries(lands))
        addRegions(ReferenceFile.entries(parts))
        for language in ReferenceFile.names(in: folder + "/locale") {
            guard let file = ReferenceFile.bytes("\(folder)/locale/\(language)/LC_MESSAGES/iso_3166-1.mo") else {
                continue
            }
            for (name, translated) in MessageCatalogue.pairs(file) {
                guard let country = english[name] else { continue }
                countries.insert(Places.key(translated), UInt32(country.packed))
            }
        }
    }

    /// The land of a name or code as it is written in a record.
    package func country(_ name: String) -> Country {
        let key = Places.key(Array(name.utf8))
        return country(key.span, 0..<key.count)
    }

    /// The part of a land by its name or code as it is written in a record.
    package func region(_ name: String, in country: Country) -> Region {
        guard country != .none else { return .none }
        let key = Places.key(Array("\(country) \(name)".utf8))
        return region(key.span, 0..<key.count)
    }

    /// Of text that is folded and holds letters, digits and single blanks.
    func country(_ text: Span<UInt8>, _ range: Range<Int>) -> Country {
        // "The Netherlands", "the United States of America".
        let start = range.lowerBound
        let hasArticle =
            range.count > 4 && text[start] == 0x74 && text[start + 1] == 0x68 && text[start + 2] == 0x65
            && text[start + 3] == 0x20
        let name = hasArticle ? range.dropFirst(4) : range
        return Country(packed: UInt16(truncatingIfNeeded: countries.meaning(of: text, name)))
    }

    /// The part of a land; its key begins with the land's two letters.
    func region(_ key: Span<UInt8>, _ range: Range<Int>) -> Region {
        Region(packed: regions.meaning(of: key, range))
    }

    /// The name of a city by which it is known abroad, nil when it is that already.
    func city(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
        let index = cities.meaning(of: text, range)
        return index == 0 ? nil : cityNames[Int(index) - 1]
    }

    // MARK: Keeping

    /// Writes the names into a file, so that they need not be gathered again.
    func write(to path: String) throws(IndexError) {
        var names = WordTable()
        // Two lines may have one name: the number before it keeps them apart.
        for (index, name) in cityNames.enumerated() {
            names.insert([UInt8(index >> 8), UInt8(index & 0xFF)] + name, UInt32(index + 1))
        }
        let file = try TemporaryFile(path, keeps: true)
        try file.write(countries.words + regions.words + cities.words + names.words, at: 0)
    }

    /// The names that were written into a file; nil when it holds others.
    init?(kept file: MappedFile) {
        let words = UnsafeBufferPointer(
            start: file.start.assumingMemoryBound(to: UInt64.self),
            count: file.count / 8
        )
        var rest = words[...]
        guard let countries = WordTable(&rest), let regions = WordTable(&rest), let cities = WordTable(&rest),
            let names = WordTable(&rest)
        else { return nil }
        (self.countries, self.regions, self.cities) = (countries, regions, cities)
        cityNames = names.byMeaning.map { Array($0.dropFirst(2)) }
    }

    // MARK: Building

    private mutating func addCountries(_ entries: [[Substring: Substring]]) -> [[UInt8]: Country] {
        var english: [[UInt8]: Country] = [:]
        for entry in entries {
            guard let code = entry["alpha_2"] else { continue }
            let country = Country(String(code))
            for field in ["alpha_2", "alpha_3", "name", "common_name", "official_name"] as [Substring] {
                guard let name = entry[field] else { continue }
                if field.hasSuffix("name") { english[Array(name.utf8)] = country }
                countries.insert(Places.key(Array(name.utf8)), UInt32(country.packed))
                // "Korea, Republic of" is also written the other way round.
                if let comma = name.firstIndex(of: ",") {
                    let turned = name[name.index(after: comma)...] + " " + name[..<comma]
                    countries.insert(Places.key(Array(turned.utf8)), UInt32(country.packed))
                }
            }
        }
        return english
    }

    private mutating func addRegions(_ entries: [[Substring: Substring]]) {
        // A part of a part comes last, so that it takes no name from a part.
        for entry in entries.filter({ $0["parent"] == nil }) + entries.filter({ $0["parent"] != nil }) {
            guard let code = entry["code"], let name = entry["name"] else { continue }
            let land = code.prefix(2)
            let part = code.dropFirst(3)
            let region = Region(String(part)).packed
            add(land, part, region)
            for spelling in name.split(whereSeparator: { "[]/;".contains($0) }) {
                add(land, spelling, region)
                for suffix in [" Province", " State", " Region", " Oblast", " County"] where spelling.hasSuffix(suffix)
                {
                    add(land, spelling.dropLast(suffix.count), region)
                }
            }
        }
    }

    private mutating func add(_ land: Substring, _ name: Substring, _ region: UInt32) {
        regions.insert(Places.key(Array((land + " " + name).utf8)), region)
    }

    private mutating func addOwnCountries() {
        for line in PlaceList.countries.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            let country = UInt32(Country(String(parts[0])).packed)
            for name in parts[1].split(separator: "|") { countries.insert(Places.key(Array(name.utf8)), country) }
        }
    }

    private mutating func addOwnRegions() {
        for line in PlaceList.regions.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            let code = parts[0].split(separator: "-")
            let region = Region(String(code[1])).packed
            add(code[0], code[1], region)
            for name in parts[1].split(separator: "|") { add(code[0], name, region) }
        }
    }

    private mutating func addCities() {
        for line in PlaceList.cities.split(separator: "\n") {
            let names = line.split(separator: "|").map { Places.key(Array($0.utf8)) }
            cityNames.append(names[0])
            for name in names.dropFirst() where name != names[0] { cities.insert(name, UInt32(cityNames.count)) }
        }
    }

    /// Folded, with single blanks between letters and digits.
    static func key(_ name: [UInt8]) -> [UInt8] {
        // No byte becomes more than seven.
        var folded = [UInt8](repeating: 0, count: 7 * min(name.count, Folding.longest))
        let count = Folding.shared.fold(name.span, into: &folded)
        var key: [UInt8] = []
        key.reserveCapacity(count)
        PlaceText.append(folded[..<count], to: &key)
        return key
    }
}

/// A part of a land by its code in ISO 3166-2 without the land: up to six letters and digits. 0 is none.
package struct Region: BitwiseCopyable, Sendable, Hashable, CustomStringConvertible {
    package let packed: UInt32

    package static let none = Region(packed: 0)

    package init(packed: UInt32) { self.packed = packed }

    init(_ code: String) {
        var packed: UInt32 = 0
        for byte in code.utf8.prefix(6) {
            let small = byte | 0x20
            let digit = TokenReader.isLetter(small) ? UInt32(small - 0x60) : UInt32(byte % 16) + 27
            packed = packed &* 37 &+ digit
        }
        self.packed = packed
    }

    package var description: String {
        var rest = packed
        var text: [UInt8] = []
        while rest > 0 {
            let digit = UInt8(rest % 37)
            text.append(digit < 27 ? digit + 0x40 : digit - 27 + 0x30)
            rest /= 37
        }
        return String(decoding: text.reversed(), as: UTF8.self)
    }
}

/// The text of places: words and numbers with one blank between them.
enum PlaceText {
    @inline(__always)
    static func append(_ folded: ArraySlice<UInt8>, to text: inout [UInt8]) {
        let start = text.count
        var hasGap = false
        for byte in folded {
            if byte >= 0x80 || TokenReader.isWord(byte) {
                if hasGap, text.count > start { text.append(0x20) }
                hasGap = false
                text.append(byte)
            } else if byte != 0x27, byte != 0x2E {
                hasGap = true
            }
        }
    }
}
