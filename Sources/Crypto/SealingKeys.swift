/// The keys that seal values at rest: the current one, which seals, and older ones, which only open.
///
/// A sealed value is an envelope: version (1 byte), key id (4), nonce (12), cipher text, tag (16). The header and the
/// context, which says what the value is and whose, are authenticated, so that a value moved elsewhere does not open.
package struct SealingKeys: Sendable {
    private let keys: [SealingKey]

    private init(_ keys: [SealingKey]) {
        self.keys = keys
    }

    /// One new key.
    package static func generate() -> SealingKeys {
        SealingKeys([.generate()])
    }

    /// A new current key before all that there were, which go on opening what they sealed.
    package func rotated() -> SealingKeys {
        SealingKeys([.generate()] + keys)
    }

    /// Without the older keys, for when nothing is sealed with them any more.
    package func currentOnly() -> SealingKeys {
        SealingKeys([current])
    }

    private var current: SealingKey { keys[0] }

    package var currentKeyID: String { current.id }
    package var olderKeyIDs: [String] { keys.dropFirst().map(\.id) }

    package func seal(_ plain: [UInt8], context: String) throws(CryptoError) -> [UInt8] {
        // A random nonce of 96 bits is safe for 2³² values under one key; rotate long before.
        let nonce = Random.bytes(AES.nonceLength)
        let header = [SealedHeader.version] + current.idBytes
        let sealed = try AES.seal(plain, key: current.bytes, nonce: nonce, authenticating: header + context.utf8)
        return header + nonce + sealed
    }

    package func seal(_ text: String, context: String) throws(CryptoError) -> [UInt8] {
        try seal(Array(text.utf8), context: context)
    }

    package func open(_ sealed: [UInt8], context: String) throws(CryptoError) -> [UInt8] {
        let header = try SealedHeader(of: sealed)
        guard let key = keys.first(where: { $0.id == header.keyID }) else {
            throw CryptoError(
                .unknownKey(header.keyID),
                "A stored value was sealed with the key \(header.keyID), which is not in the key file; "
                    + "add that key from a backup of the file."
            )
        }
        let plain = try AES.open(
            sealed[SealedHeader.length...],
            key: key.bytes,
            nonce: header.nonce,
            authenticating: header.bytes + context.utf8
        )
        guard let plain else {
            throw CryptoError(
                .notAuthentic,
                "A stored value does not open: it was changed after it was sealed, or belongs to another place; "
                    + "enter it again or restore it from a backup."
            )
        }
        return plain
    }

    package func openText(_ sealed: [UInt8], context: String) throws(CryptoError) -> Secret {
        Secret(try open(sealed, context: context))
    }

    /// The id of the key that sealed this value.
    package func keyID(of sealed: [UInt8]) throws(CryptoError) -> String {
        try SealedHeader(of: sealed).keyID
    }

    /// Whether this value was sealed with a key that is no longer the current one.
    package func needsRotation(_ sealed: [UInt8]) throws(CryptoError) -> Bool {
        try keyID(of: sealed) != currentKeyID
    }
}

// MARK: - As text

extension SealingKeys {
    /// The keys as the key file and the environment hold them: one `id:key` a line, the current one first.
    package var text: Secret {
        Secret(keys.map { "\($0.id):\(Base64.encode($0.bytes, .url))\n" }.joined())
    }

    /// Reads what `text` writes; commas and spaces separate as well as lines do, `#` begins a comment.
    package init(parsing text: Secret) throws(CryptoError) {
        var keys: [SealingKey] = []
        for (number, line) in text.reveal().split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.prefix { $0 != "#" }
            for word in content.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
                guard let key = SealingKey(parsing: word) else {
                    throw CryptoError(
                        .malformed,
                        "Line \(number + 1) of the sealing keys is not a whole key; "
                            + "a key reads as eight hexadecimal digits, a colon and 43 letters, as Loam wrote it."
                    )
                }
                if !keys.contains(where: { $0.id == key.id }) { keys.append(key) }
            }
        }
        guard !keys.isEmpty else {
            throw CryptoError(.malformed, "There is no sealing key; restore the key file from a backup.")
        }
        self.init(keys)
    }
}

extension SealingKeys: CustomStringConvertible, CustomReflectable {
    package var description: String { "sealing keys \(keys.map(\.id).joined(separator: ", "))" }
    package var customMirror: Mirror { Mirror(self, children: ["ids": keys.map(\.id)], displayStyle: .struct) }
}

/// One key and its name, which is derived from it: a key that was copied badly does not match its name.
private struct SealingKey: Sendable {
    let bytes: [UInt8]
    let idBytes: [UInt8]

    var id: String { Hex.encode(idBytes) }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        idBytes = Array(Digest.hmacSHA256(Array("loam sealing key id".utf8), key: bytes).prefix(4))
    }

    static func generate() -> SealingKey {
        SealingKey(bytes: Random.bytes(AES.keyLength))
    }

    init?(parsing text: Substring) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let bytes = Base64.decode(String(parts[1]), .url), bytes.count == AES.keyLength
        else { return nil }
        self.init(bytes: bytes)
        guard id == parts[0] else { return nil }
    }
}

private struct SealedHeader {
    static let version: UInt8 = 1
    static let length = 1 + 4 + AES.nonceLength

    let bytes: [UInt8]
    let nonce: [UInt8]

    var keyID: String { Hex.encode(bytes[1...4]) }

    init(of sealed: [UInt8]) throws(CryptoError) {
        guard sealed.count >= SealedHeader.length + AES.tagLength else {
            throw CryptoError(.malformed, "A stored value is too short to be a sealed one; restore it from a backup.")
        }
        guard sealed[0] == SealedHeader.version else {
            throw CryptoError(
                .malformed,
                "A stored value was sealed in a form that this version does not know; use the version that wrote it."
            )
        }
        bytes = Array(sealed[0..<5])
        nonce = Array(sealed[5..<SealedHeader.length])
    }
}
