import Database
import Telemetry

/// One value being written, byte by byte, into memory that is used again for the next.
struct Ink {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(512) }

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    mutating func write(_ word: StaticString) {
        word.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ other: Ink) { bytes.append(contentsOf: other.bytes) }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    /// A number with at least so many digits.
    mutating func write(_ number: Int, digits: Int = 1) {
        var power = 1
        for _ in 1..<max(1, digits) { power *= 10 }
        while number / power >= 10 { power *= 10 }
        while power > 0 {
            bytes.append(UInt8(truncatingIfNeeded: 48 + number / power % 10))
            power /= 10
        }
    }

    /// A pattern in which each `#` is a digit by chance.
    mutating func write(pattern: StaticString, _ dice: inout SeedDice) {
        let start = bytes.count
        write(pattern)
        for index in start..<bytes.count where bytes[index] == UInt8(ascii: "#") {
            bytes[index] = UInt8(48 + dice.below(10))
        }
    }

    /// A word in the letters of a domain: small, without anything but letters, digits and hyphens.
    mutating func writeSlug(_ word: StaticString) {
        word.withUTF8Buffer { letters in
            for letter in letters {
                switch letter {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(letter | 0x20)
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): bytes.append(letter)
                default: break
                }
            }
        }
    }

    /// A day as `2024-05-01`.
    mutating func write(day: Int64) {
        let date = CivilDate(daysSince1970: day)
        write(date.year, digits: 4)
        write("-")
        write(date.month, digits: 2)
        write("-")
        write(date.day, digits: 2)
    }

    /// A moment as `2024-05-01T12:30:00.000Z`.
    mutating func write(second: Int64) {
        let day = second.floorDivided(by: 86400)
        let rest = Int(second - day * 86400)
        write(day: day)
        write("T")
        write(rest / 3600, digits: 2)
        write(":")
        write(rest / 60 % 60, digits: 2)
        write(":")
        write(rest % 60, digits: 2)
        write(".000Z")
    }
}

// MARK: - What people do to values

extension Ink {
    /// Two letters that changed places, or one that is missing, somewhere after the first.
    mutating func misspell(_ dice: inout SeedDice) {
        guard bytes.count > 4 else { return }
        let place = 1 + dice.below(bytes.count - 3)
        guard Ink.isLetter(bytes[place]), Ink.isLetter(bytes[place + 1]) else { return }
        if dice.chance(50) { bytes.swapAt(place, place + 1) } else { bytes.remove(at: place) }
    }

    mutating func shout() {
        for index in bytes.indices where (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[index]) {
            bytes[index] &= 0xDF
        }
    }

    mutating func whisper() {
        for index in bytes.indices where (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[index]) {
            bytes[index] |= 0x20
        }
    }

    /// A second blank where there is one, or one at the end.
    mutating func addBlank() {
        if let blank = bytes.firstIndex(of: UInt8(ascii: " ")) {
            bytes.insert(UInt8(ascii: " "), at: blank)
        } else {
            bytes.append(UInt8(ascii: " "))
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

extension RowWriter {
    /// The value in ink, or nothing when there is none.
    mutating func text(_ ink: Ink) {
        if ink.bytes.isEmpty {
            null()
        } else {
            ink.bytes.withUnsafeBufferPointer { text(utf8: $0) }
        }
    }

    /// A value of a list.
    mutating func text(_ word: StaticString) { word.withUTF8Buffer { text(utf8: $0) } }
}
