/// Reads the ASCII form of a label in another script, by RFC 3492.
enum PunycodeDecoder {
    /// What follows `xn--`, decoded; nil when it is not well formed.
    static func decoded(_ label: ArraySlice<UInt8>) -> String? {
        guard label.count <= 63 else { return nil }
        var scalars: [UInt32] = []
        var rest = label
        if let hyphen = label.lastIndex(of: 0x2D) {
            scalars = label[..<hyphen].map { UInt32($0) }
            rest = label[(hyphen + 1)...]
        }
        var (n, index, bias) = (UInt32(128), 0, 72)
        while !rest.isEmpty {
            let before = index
            var (weight, k) = (1, 36)
            while true {
                guard let byte = rest.popFirst(), let digit = digit(byte) else { return nil }
                let (product, isOver) = digit.multipliedReportingOverflow(by: weight)
                guard !isOver, index < Int(Int32.max), product < Int(Int32.max) else { return nil }
                index += product
                let threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias
                if digit < threshold { break }
                weight *= 36 - threshold
                k += 36
            }
            let count = scalars.count + 1
            var delta = before == 0 ? index / 700 : (index - before) / 2
            delta += delta / count
            var steps = 0
            while delta > 455 {
                delta /= 35
                steps += 36
            }
            bias = steps + 36 * delta / (delta + 38)
            n += UInt32(truncatingIfNeeded: index / count)
            index %= count
            guard n <= 0x10FFFF, n >= 0x80 else { return nil }
            scalars.insert(n, at: index)
            index += 1
        }
        var text = ""
        for scalar in scalars {
            guard let unicode = Unicode.Scalar(scalar) else { return nil }
            text.unicodeScalars.append(unicode)
        }
        return text
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x61...0x7A: Int(byte) - 0x61
        case 0x30...0x39: Int(byte) - 0x30 + 26
        default: nil
        }
    }
}
