import Crypto
import Testing

/// The bytes of a published test vector, which may be broken into lines.
func hex(_ digits: String) throws -> [UInt8] {
    try #require(Hex.decode(String(digits.filter { !$0.isWhitespace })))
}
