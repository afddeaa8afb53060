/// The ASCII form of host names in other scripts, by RFC 3492: `bücher.de` is `xn--bcher-kva.de`.
struct PunycodeEncoder {
    private var scalars: [UInt32] = []
    private var label: [UInt8] = []

    /// The whole host with each label encoded, in small letters; nil when a label is too long or no UTF-8.
    mutating func ascii(_ host: [UInt8]) -> [UInt8]? {
        var out: [UInt8] = []
        for (index, part) in host.split(separator: 0x2E, omittingEmptySubsequences: false).enumerated() {
            if index > 0 { out.append(0x2E) }
            guard append(Array(part), to: &out) else { return nil }
        }
        return out
    }

    private mutating func append(_ part: [UInt8], to out: inout [UInt8]) -> Bool {
        guard let text = String(validating: part, as: UTF8.self), part.count <= 252 else { return false }
        scalars = composed(text).unicodeScalars.map(\.value)
        if scalars.allSatisfy({ $0 < 0x80 }) {
            out += scalars.map { UInt8($0) }
            return part.count <= 63
        }
        label = Array("xn--".utf8)
        label += scalars.filter { $0 < 0x80 }.map { UInt8($0) }
        let basic = label.count - 4
        if basic > 0 { label.append(0x2D) }
        guard encode(basic: basic), label.count <= 63 else { return false }
        out += label
        return true
    }

    /// Small letters, and a letter with its mark as one.
    private func composed(_ text: String) -> String {
        // A lowercased string compares equal in any normal form; hosts are typed composed but for names from file systems.
        text.lowercased().precomposed
    }

    private mutating func encode(basic: Int) -> Bool {
        var (n, delta, bias, handled) = (UInt32(128), 0, 72, basic)
        while handled < scalars.count {
            guard let next = scalars.lazy.filter({ $0 >= n }).min() else { return false }
            delta += Int(next - n) * (handled + 1)
            n = next
            for scalar in scalars {
                if scalar < n { delta += 1 }
                guard scalar == n else { continue }
                append(delta, bias: bias)
                bias = adapted(delta, handled + 1, isFirst: handled == basic)
                delta = 0
                handled += 1
            }
            delta += 1
            n += 1
        }
        return true
    }

    private mutating func append(_ delta: Int, bias: Int) {
        var rest = delta
        var k = 36
        while true {
            let threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias
            guard rest >= threshold else { break }
            label.append(digit(threshold + (rest - threshold) % (36 - threshold)))
            rest = (rest - threshold) / (36 - threshold)
            k += 36
        }
        label.append(digit(rest))
    }

    private func digit(_ value: Int) -> UInt8 { value < 26 ? UInt8(0x61 + value) : UInt8(0x30 + value - 26) }

    private func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
        var rest = isFirst ? delta / 700 : delta / 2
        rest += rest / count
        var k = 0
        while rest > 455 {
            rest /= 35
            k += 36
        }
        return k + 36 * rest / (rest + 38)
    }
}

extension String {
    /// Letters followed by the marks that Latin scripts know, as one scalar each.
    fileprivate var precomposed: String {
        var out = ""
        for character in self {
            if character.unicodeScalars.count == 2, let one = Composition.shared[character] {
                out.unicodeScalars.append(one)
            } else {
                out.append(character)
            }
        }
        return out
    }
}

private enum Composition {
    /// Swift holds a letter with a mark equal to the composed letter, so the letter finds itself.
    static let shared: [Character: Unicode.Scalar] = {
        var table: [Character: Unicode.Scalar] = [:]
        for value in [0xC0...0x24F, 0x386...0x3CE, 0x400...0x45F, 0x1E00...0x1EFF].joined() {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            table[Character(scalar)] = scalar
        }
        return table
    }()
}
