/// Whether a text can be an e-mail address, as strictly as Salesforce looks.
enum EmailForm {
    static func isValid(_ text: String) -> Bool {
        var at = -1
        var lastDot = -1
        var previous: UInt8 = 46
        var position = 0
        for byte in text.utf8 {
            if byte == 64 {
                guard at < 0, position > 0, previous != 46, position <= 64 else { return false }
                at = position
            } else if byte == 46 {
                guard previous != 46, previous != 64 else { return false }
                lastDot = position
            } else if !(at < 0 ? isLocal(byte) : isDomain(byte)) {
                return false
            }
            previous = byte
            position += 1
        }
        // A domain has a dot, and letters after it.
        return at > 0 && lastDot > at + 1 && position - lastDot > 2 && previous != 45
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        isDomain(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isDomain(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte >= 128
    }
}
