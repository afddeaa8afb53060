/// Addresses that share a prefix, as in `10.0.0.0/8`.
package struct AddressRange: Sendable, Hashable, CustomStringConvertible {
    private let address: IPAddress
    private let prefixLength: Int

    /// Reads `10.0.0.0/8`, `2001:db8::/32`, or one address.
    package init?(_ text: String) {
        let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = halves.first, let address = IPAddress(String(first)) else { return nil }
        self.address = address
        let longest = address.bytes.count * 8
        guard halves.count == 2 else {
            prefixLength = longest
            return
        }
        guard let length = Int(halves[1]), (0...longest).contains(length) else { return nil }
        prefixLength = length
    }

    package func contains(_ other: IPAddress) -> Bool {
        guard other.bytes.count == address.bytes.count else { return false }
        var bits = prefixLength
        for (left, right) in zip(address.bytes, other.bytes) where bits > 0 {
            let mask = bits >= 8 ? UInt8.max : ~(UInt8.max >> UInt8(bits))
            guard left & mask == right & mask else { return false }
            bits -= 8
        }
        return true
    }

    package var description: String { "\(address)/\(prefixLength)" }
}
