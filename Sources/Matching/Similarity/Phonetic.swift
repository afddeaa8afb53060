/// How a family name sounds, roughly: for finding *Meyer* under *Maier* and *Schmidt* under *Smith*, never for deciding.
package enum Phonetic {
    /// The first sound and up to five consonants behind it, five bits each; 0 for nothing to hear.
    package static func key(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
        var key: UInt32 = 0
        var count = 0
        var before: UInt32 = 0
        for index in range {
            let byte = text[index]
            guard TokenReader.isLetter(byte) else {
                if byte >= 0x80, count < 6 {
                    key = key << 5 | UInt32(byte % 31 + 1)
                    count += 1
                }
                continue
            }
            let next = index + 1 < range.upperBound ? text[index + 1] : 0
            let sound = sound(byte, next: next)
            defer { before = sound }
            if count == 0 {
                key = sound == 0 ? 27 : sound
                count = 1
            } else if sound != 0, sound != before, count < 6 {
                key = key << 5 | sound
                count += 1
            }
        }
        return key
    }

    /// Consonants that are taken for one another share a number; vowels and what is mute have none.
    private static func sound(_ byte: UInt8, next: UInt8) -> UInt32 {
        switch byte {
        case 0x62, 0x66, 0x76, 0x77: 1  // b f v w
        case 0x70: next == 0x68 ? 1 : 2  // ph, p
        case 0x63: next == 0x68 || next == 0x65 || next == 0x69 || next == 0x7A ? 3 : 4  // ch ce ci cz, c
        case 0x73, 0x7A, 0x78, 0x6A: 3  // s z x j
        case 0x6B, 0x67, 0x71: 4  // k g q
        case 0x64, 0x74: 5  // d t
        case 0x6C: 6
        case 0x6D, 0x6E: 7
        case 0x72: 8
        default: 0
        }
    }
}
