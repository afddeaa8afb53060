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
            let texts = Engine.allCases.map { statement.text(for: Dialect(engine: $0)) }
            for text in texts[0] == texts[1] ? [texts[0]] : texts {
                for byte in text.utf8 {
                    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
                }
                hash = (hash ^ 0xFF) &* 0x100_0000_01b3
            }
        }
        return String(hash, radix: 16)
    }
}
