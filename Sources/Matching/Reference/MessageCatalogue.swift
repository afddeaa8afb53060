/// A compiled catalogue of translations as gettext lays it out: the package `iso-codes` brings one a language.
enum MessageCatalogue {
    /// Each message with its translation; nothing when the file is none of this kind.
    static func pairs(_ file: [UInt8]) -> [([UInt8], [UInt8])] {
        guard number(file, at: 0) == 0x9504_12DE, let count = number(file, at: 8), count < 100_000,
            let originals = number(file, at: 12), let translations = number(file, at: 16)
        else { return [] }
        return (0..<count).compactMap { index in
            guard let original = text(file, at: originals + 8 * index), !original.isEmpty,
                let translation = text(file, at: translations + 8 * index), !translation.isEmpty
            else { return nil }
            return (original, translation)
        }
    }

    private static func text(_ file: [UInt8], at place: Int) -> [UInt8]? {
        guard let length = number(file, at: place), let start = number(file, at: place + 4), length < 4096,
            start + length <= file.count
        else { return nil }
        return Array(file[start..<start + length])
    }

    private static func number(_ file: [UInt8], at place: Int) -> Int? {
        guard place >= 0, place + 4 <= file.count else { return nil }
        return (0..<4).reduce(0) { $0 | Int(file[place + $1]) << (8 * $1) }
    }
}

extension ReferenceFile {
    /// The flat objects of one of the package's JSON files, in which each value stands in a line of its own.
    static func entries(_ json: [UInt8]) -> [[Substring: Substring]] {
        var entries: [[Substring: Substring]] = []
        var entry: [Substring: Substring] = [:]
        for line in String(decoding: json, as: UTF8.self).split(separator: "\n") {
            let line = line.drop { $0 == " " }
            if line.hasPrefix("}") {
                if !entry.isEmpty { entries.append(entry) }
                entry = [:]
            }
            let parts = line.split(separator: "\"", maxSplits: 4, omittingEmptySubsequences: false)
            if parts.count == 5, parts[2] == ": " { entry[parts[1]] = parts[3] }
        }
        return entries
    }
}
