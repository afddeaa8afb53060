/// One step of the schema's history: never changed and never removed once it has run anywhere.
package struct Migration: Sendable {
    package let id: String
    package let sql: [SQL]

    package init(id: String, sql: [SQL]) {
        self.id = id
        self.sql = sql
    }

    /// Tells a changed text from the one that ran; the same on both engines.
    var checksum: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for statement in sql {
            for byte in statement.text(for: Dialect(engine: .sqlite)).utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            }
            hash = (hash ^ 0xFF) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
