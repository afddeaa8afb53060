/// A span's place in a trace that may run through several systems, as the W3C `traceparent` field carries it.
package struct TraceParent: Hashable, Sendable {
    package let traceID: TraceID
    package let spanID: UInt64
    /// Whether whoever began the trace wants its spans kept.
    package let isSampled: Bool

    package init(traceID: TraceID, spanID: UInt64, isSampled: Bool) {
        self.traceID = traceID
        self.spanID = spanID
        self.isSampled = isSampled
    }

    /// Reads the value of a `traceparent` field; nil for anything that the W3C text calls invalid.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        // A later version may append more, but what version 0 has stays where it is.
        guard bytes.count >= 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash,
            let version = number(bytes[0..<2]), version != 0xFF,
            version == 0 ? bytes.count == 55 : bytes.count == 55 || bytes[55] == dash,
            let high = number(bytes[3..<19]), let low = number(bytes[19..<35]), high | low != 0,
            let spanID = number(bytes[36..<52]), spanID != 0,
            let flags = number(bytes[53..<55])
        else { return nil }
        self.init(traceID: TraceID(high: high, low: low), spanID: spanID, isSampled: flags & 1 == 1)
    }
}

extension TraceParent: CustomStringConvertible {
    package var description: String { "00-\(traceID)-\(spanIDText)-\(isSampled ? "01" : "00")" }

    package var spanIDText: String { hexadecimal(spanID) }
}

/// The 128 bits that all spans of one trace share.
///
/// Two halves and no `UInt128`: with Swift 6.3 a test that captured one in an async closure corrupted memory.
package struct TraceID: Hashable, Sendable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// 32 lower-case hexadecimal digits, as trace viewers search for.
    package var description: String { hexadecimal(high) + hexadecimal(low) }
}

private let dash = UInt8(ascii: "-")

func hexadecimal(_ number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
}

/// Lower-case digits only: the W3C text calls upper case invalid.
private func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for digit in digits {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(digit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
        default: return nil
        }
    }
    return value
}
