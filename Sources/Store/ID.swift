import Database
package import Telemetry
import Crypto

/// The identifier of a row, which knows of what: `ID<User>` is not `ID<Session>`.
package struct ID<Entity>: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A new one, later in order than all that this process made before.
    package static func make(at moment: Timestamp) -> ID {
        ID(rawValue: UUIDv7.make(at: moment.microseconds))
    }

    /// What nothing made at this moment or later comes before.
    package static func earliest(at moment: Timestamp) -> ID {
        ID(rawValue: UUIDv7.earliest(at: moment.microseconds))
    }

    /// From a path, a form or an argument; nil for what no identifier looks like.
    package init?(parsing text: String) {
        let isWellFormed =
            text.utf8.count == 36
            && text.utf8.enumerated().allSatisfy { position, byte in
                switch position {
                case 8, 13, 18, 23: byte == 45
                default: (48...57).contains(byte) || (97...102).contains(byte)
                }
            }
        guard isWellFormed else { return nil }
        rawValue = text
    }

    package static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
}

extension ID: SQLConvertible, SQLReadable, RowDecodable, LogConvertible, CustomStringConvertible {
    package var description: String { rawValue }
    package var logValue: LogValue { .text(rawValue) }
}
