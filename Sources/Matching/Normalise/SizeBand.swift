/// A number of people or an amount of money as a band: `1k-5k employees`, `$10M`, `50+`. An exact number is a band of one.
package struct SizeBand: BitwiseCopyable, Sendable, Hashable {
    package var low: UInt64
    /// The highest value, `UInt64.max` for an open end.
    package var high: UInt64

    package static let unknown = SizeBand(low: 0, high: 0)

    package init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }

    /// Reads a number or a band in English and its neighbours' ways of writing; unknown when there is none.
    package init(_ text: Span<UInt8>) {
        if let number = SizeBand.plain(text) {
            self.init(low: number, high: number)
            return
        }
        var reader = SizeReader(text)
        self = reader.read()
    }

    /// A number of digits alone, which most are.
    private static func plain(_ text: Span<UInt8>) -> UInt64? {
        guard (1...14).contains(text.count) else { return nil }
        var number: UInt64 = 0
        for index in text.indices {
            guard TokenReader.isDigit(text[index]) else { return nil }
            number = number * 10 + UInt64(text[index] - 0x30)
        }
        return number
    }

    package init(_ text: String) {
        let bytes = Array(text.utf8)
        self.init(bytes.span)
    }

    package var isKnown: Bool { high > 0 }

    /// Whether both may be said of one company. Unknown is compatible with nothing.
    package func overlaps(_ other: SizeBand) -> Bool {
        isKnown && other.isKnown && low <= other.high && other.low <= high
    }

    /// By how many tenfold steps the middles lie apart; 0 for overlapping bands.
    package func distance(to other: SizeBand) -> Int {
        guard isKnown, other.isKnown, !overlaps(other) else { return 0 }
        let large = max(low, other.low)
        var small = min(high, other.high)
        var steps = 0
        while small < large {
            steps += 1
            let (next, isOver) = small.multipliedReportingOverflow(by: 10)
            if isOver { break }
            small = max(1, next)
        }
        return steps
    }
}

/// Reads the one or two numbers of a band.
private struct SizeReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: Span<UInt8>) {
        var bytes: [UInt8] = []
        for index in 0..<min(text.count, 64) { bytes.append(text[index]) }
        // A dash of whatever length and the words for it.
        self.bytes = Folding.shared.folded(String(decoding: bytes, as: UTF8.self))
    }

    mutating func read() -> SizeBand {
        let isBelow = startsWith([
            "<", "under ", "less than ", "up to ", "below ", "max ", "unter ", "bis ", "moins de ", "menos de ",
        ])
        let isAbove = startsWith([
            ">", "over ", "more than ", "above ", "at least ", "min ", "über ", "uber ", "ab ", "plus de ", "mas de ",
        ])
        guard var low = number() else { return .unknown }
        if isBelow { return low.value == 0 ? .unknown : SizeBand(low: 0, high: low.value) }
        if isAbove || hasPlus() { return SizeBand(low: low.value, high: .max) }
        if takeDash(), let high = number() {
            // 1-5k is 1k-5k.
            if !low.hasUnit, high.hasUnit, low.value < 1000 { low.value = scaled(low.value, by: high.unit) }
            if high.value >= low.value, high.value > 0 { return SizeBand(low: low.value, high: high.value) }
            return .unknown
        }
        return low.value == 0 ? .unknown : SizeBand(low: low.value, high: low.value)
    }

    private func startsWith(_ words: [String]) -> Bool {
        let start = bytes.drop { $0 == 0x20 || $0 == 0x24 || $0 == 0x7E }
        return words.contains { start.starts(with: $0.utf8) }
    }

    private mutating func number() -> (value: UInt64, unit: UInt64, hasUnit: Bool)? {
        while position < bytes.count, !TokenReader.isDigit(bytes[position]) { position += 1 }
        guard position < bytes.count else { return nil }
        var whole: UInt64 = 0
        var fraction: UInt64 = 0
        var scale: UInt64 = 1
        var isFraction = false
        while position < bytes.count {
            let byte = bytes[position]
            if TokenReader.isDigit(byte) {
                if isFraction {
                    if scale < 1_000_000 { (fraction, scale) = (fraction * 10 + UInt64(byte - 0x30), scale * 10) }
                } else if whole < 100_000_000_000_000 {
                    whole = whole * 10 + UInt64(byte - 0x30)
                }
            } else if byte == 0x2C || byte == 0x2E || byte == 0x27 {
                // Three digits behind a mark are thousands, fewer are a fraction.
                let digits = bytes[(position + 1)...].prefix { TokenReader.isDigit($0) }.count
                if digits == 0 { break }
                if digits != 3 || isFraction { isFraction = true }
            } else {
                break
            }
            position += 1
        }
        let (unit, hasUnit) = unit()
        return (scaled(whole, by: unit) + fraction * unit / scale, unit, hasUnit)
    }

    private mutating func unit() -> (UInt64, Bool) {
        var start = position
        while start < bytes.count, bytes[start] == 0x20 { start += 1 }
        var end = start
        while end < bytes.count, TokenReader.isLetter(bytes[end]) { end += 1 }
        let unit: UInt64
        switch String(decoding: bytes[start..<end], as: UTF8.self) {
        case "k", "t", "tsd", "thousand", "mil", "mille", "tausend", "ths", "tys", "tis": unit = 1000
        case "m", "mm", "mn", "mio", "million", "millions", "millionen", "mln", "millones", "milhoes", "mill",
            "mil millones":
            unit = 1_000_000
        case "b", "bn", "billion", "billions", "mrd", "milliarden", "milliard", "mld", "md": unit = 1_000_000_000
        default: return (1, false)
        }
        position = end
        return (unit, true)
    }

    private func scaled(_ value: UInt64, by unit: UInt64) -> UInt64 {
        let (product, isOver) = value.multipliedReportingOverflow(by: unit)
        return isOver ? UInt64.max / 2 : product
    }

    private func hasPlus() -> Bool {
        bytes[position...].first { $0 != 0x20 } == 0x2B || bytes[position...].starts(with: " or more".utf8)
    }

    private mutating func takeDash() -> Bool {
        var next = position
        while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x24 { next += 1 }
        guard next < bytes.count else { return false }
        if bytes[next] == 0x2D || bytes[next] == 0x7E {
            position = next + 1
            return true
        }
        for word in ["to ", "bis ", "a ", "und ", "and "] where bytes[next...].starts(with: word.utf8) {
            position = next + word.utf8.count
            return true
        }
        return false
    }
}
