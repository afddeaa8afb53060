/// Named values beside a log message, in the order in which they were given.
package struct LogMetadata: Sendable, ExpressibleByDictionaryLiteral {
    package private(set) var pairs: [(name: String, value: LogValue)] = []

    package init(dictionaryLiteral elements: (String, any LogConvertible)...) {
        pairs = elements.map { ($0.0, $0.1.logValue) }
    }

    package subscript(name: String) -> LogValue? { pairs.last { $0.name == name }?.value }

    /// Both, where a name given again takes the later value.
    package func merging(_ later: LogMetadata) -> LogMetadata {
        guard !later.pairs.isEmpty else { return self }
        guard !pairs.isEmpty else { return later }
        var merged = self
        for pair in later.pairs {
            if let index = merged.pairs.firstIndex(where: { $0.name == pair.name }) {
                merged.pairs[index] = pair
            } else {
                merged.pairs.append(pair)
            }
        }
        return merged
    }
}

package enum LogValue: Sendable, Equatable {
    case text(String)
    case integer(Int64)
    case real(Double)
    case flag(Bool)
}

package protocol LogConvertible {
    var logValue: LogValue { get }
}

extension String: LogConvertible {
    package var logValue: LogValue { .text(self) }
}

extension Int: LogConvertible {
    package var logValue: LogValue { .integer(Int64(self)) }
}

extension Int64: LogConvertible {
    package var logValue: LogValue { .integer(self) }
}

extension Double: LogConvertible {
    package var logValue: LogValue { .real(self) }
}

extension Bool: LogConvertible {
    package var logValue: LogValue { .flag(self) }
}

extension Duration: LogConvertible {
    /// In seconds.
    package var logValue: LogValue { .real(inSeconds) }
}

extension Timestamp: LogConvertible {
    package var logValue: LogValue { .text(iso8601) }
}
