/// The place on the net that a website or an e-mail address names: its registrable domain, without what people type around it.
///
/// A workspace like `CompanyName`: `read` again and again with one of them. For an index keep `text` or `key`, and `stemKey`,
/// which is equal to `NameKeys.joined` of a name that is spelled like the domain.
package struct Domain: Sendable {
    package enum Kind: UInt8, Sendable {
        /// Nothing that is a domain.
        case none
        /// A domain that may be one company's.
        case own
        /// A house where anyone has mail.
        case freeMail
        /// A house where anyone has a page.
        case shared
    }

    package private(set) var kind = Kind.none
    /// The registrable domain in ASCII, as `acme.co.uk`; empty for none.
    package private(set) var text: [UInt8] = []
    /// The part before the public suffix, spelled in ASCII letters without hyphens: `acme` of `www.acme.co.uk`.
    package private(set) var stem: [UInt8] = []
    /// 0 for none; equal for equal domains.
    package private(set) var key: UInt64 = 0
    package private(set) var stemKey: UInt64 = 0

    /// The host with all its labels, in ASCII.
    private(set) var host: [UInt8] = []
    private var folded = [UInt8](repeating: 0, count: Folding.room)
    private let lists = DomainLists.shared
    private let suffixes = PublicSuffixes.shared

    package init() {
        host.reserveCapacity(256)
        text.reserveCapacity(256)
        stem.reserveCapacity(64)
    }

    package init(_ website: String) {
        self.init()
        let bytes = Array(website.utf8)
        read(bytes.span)
    }

    /// Reads a website or an e-mail address as people type them.
    package mutating func read(_ website: Span<UInt8>) {
        clear()
        let range = Domain.hostRange(in: website)
        guard !range.isEmpty, range.count <= 1024, take(website, range) else { return }
        let source = host
        guard let start = suffixes.registrable(in: source.span, count: source.count) else { return }
        text.append(contentsOf: source[start...])
        var end = start
        while end < source.count, source[end] != 0x2E { end += 1 }
        writeStem(source, start..<end)
        guard lists.blanks.meaning(of: stem.span, 0..<stem.count) == 0 else { return clear() }
        key = Domain.key(of: text.span)
        kind = lists.kind(of: text.span, stem: start..<end, in: source.span)
        var skeleton = Skeleton()
        for byte in stem { skeleton.add(byte) }
        stemKey = Hash.spread(skeleton.value) | 1
    }

    private mutating func clear() {
        kind = .none
        key = 0
        stemKey = 0
        text.removeAll(keepingCapacity: true)
        stem.removeAll(keepingCapacity: true)
        host.removeAll(keepingCapacity: true)
    }

    static func key(of text: Span<UInt8>) -> UInt64 {
        Hash.spread(Hash.of(text, 0..<text.count)) | 1
    }

    /// Where the host stands: behind blanks, scheme and user, before port, path and whatever follows.
    private static func hostRange(in text: Span<UInt8>) -> Range<Int> {
        let end = min(text.count, 4096)
        var start = 0
        while start < end, text[start] <= 0x20 || text[start] == 0x22 || text[start] == 0x27 || text[start] == 0x3C {
            start += 1
        }
        var position = start
        while position < end {
            switch text[position] {
            case 0x40: start = position + 1  // all before @ is a user
            case 0x3A:
                // `https://`, and `http:/` or `mailto:` as they are mistyped; but not a port.
                var next = position + 1
                while next < end, text[next] == 0x2F || text[next] == 0x5C { next += 1 }
                let isScheme = isWord(text, start..<position) && (next > position + 1 || !startsPort(text, next, end))
                if isScheme {
                    start = next
                    position = next - 1
                } else if !hasUser(text, position, end) {
                    return start..<position
                }
            case 0x2F, 0x5C:
                if position + 1 < end, text[position + 1] == 0x2F, isWord(text, start..<position) {
                    start = position + 2
                    position += 1
                } else {
                    return start..<position
                }
            case 0...0x20, 0x22, 0x23, 0x27...0x29, 0x2C, 0x3B, 0x3C, 0x3E, 0x3F, 0x7C: return start..<position
            default: break
            }
            position += 1
        }
        return start..<end
    }

    private static func isWord(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where text[index] | 0x20 < 0x61 || text[index] | 0x20 > 0x7A { return false }
        return true
    }

    private static func startsPort(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        start >= end || TokenReader.isDigit(text[start])
    }

    /// A colon within `user:password@host`.
    private static func hasUser(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        for index in start..<min(end, start + 64) {
            if text[index] == 0x40 { return true }
            if text[index] == 0x2F || text[index] <= 0x20 { return false }
        }
        return false
    }

    /// Copies the host in small ASCII letters without dots at its ends; false when it is no name of the net.
    private mutating func take(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, text[start] == 0x2E { start += 1 }
        while end > start, text[end - 1] == 0x2E { end -= 1 }
        var isPlain = true
        for index in start..<end {
            let byte = text[index]
            host.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
            if byte >= 0x80 { isPlain = false }
        }
        if !isPlain {
            guard let spelled = Domain.spelled(host) else { return false }
            host.removeAll(keepingCapacity: true)
            host.append(contentsOf: spelled)
        }
        return isName()
    }

    private static func spelled(_ host: [UInt8]) -> [UInt8]? {
        var plain: [UInt8] = []
        var position = 0
        while position < host.count {
            let (scalar, length) = Folding.scalar(in: host.span, at: position, end: host.count)
            switch scalar {
            case 0x3002, 0xFF0E, 0xFF61: plain.append(0x2E)
            case 0xFF01...0xFF5E: plain.append(UInt8(scalar - 0xFEE0))
            case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0xFEFF: break
            case 0xA0, 0x80...0x9F, 0xD7, 0xE000...0xF8FF: return nil
            default: plain.append(contentsOf: host[position..<position + length])
            }
            position += length
        }
        while plain.last == 0x2E { plain.removeLast() }
        var encoder = PunycodeEncoder()
        return encoder.ascii(plain)
    }

    private func isName() -> Bool {
        guard host.count >= 3, host.count <= 253 else { return false }
        var length = 0
        var dots = 0
        var hasLetter = false
        let host = host.span
        for index in host.indices {
            let byte = host[index]
            if byte == 0x2E {
                guard length > 0, host[index - 1] != 0x2D else { return false }
                dots += 1
                length = 0
                hasLetter = false
                continue
            }
            let isLetter = TokenReader.isLetter(byte)
            guard isLetter || TokenReader.isDigit(byte) || byte == 0x5F || byte == 0x2D && length > 0 else {
                return false
            }
            hasLetter = hasLetter || isLetter
            length += 1
            guard length <= 63 else { return false }
        }
        return dots > 0 && length > 1 && hasLetter
    }

    private mutating func writeStem(_ source: [UInt8], _ range: Range<Int>) {
        if range.count > 4, source[range.lowerBound..<range.lowerBound + 4].elementsEqual("xn--".utf8),
            let decoded = PunycodeDecoder.decoded(source[range.dropFirst(4)])
        {
            let bytes = Array(decoded.utf8)
            let count = Folding.shared.fold(bytes.span, into: &folded)
            for byte in folded[..<count] where TokenReader.isWord(byte) || byte >= 0x80 { stem.append(byte) }
            return
        }
        for index in range where source[index] != 0x2D && source[index] != 0x5F { stem.append(source[index]) }
    }
}

extension Domain {
    /// The land by the domain's ending; none for those that are sold all over the world.
    var land: Country {
        guard kind == .own, text.count > 3, text[text.count - 3] == 0x2E else { return .none }
        let ending = text[(text.count - 2)...]
        if ending.elementsEqual("uk".utf8) { return Country("GB") }
        if Domain.worldwide.contains(where: { ending.elementsEqual($0.utf8) }) { return .none }
        return Country(ending[text.count - 2], ending[text.count - 1])
    }

    private static let worldwide = ["io", "co", "ai", "me", "tv", "cc", "fm", "ly", "gg", "to", "eu", "ws", "sh", "vc"]
}

/// The lists of domains, read once.
struct DomainLists: Sendable {
    static let shared = DomainLists()

    private var kinds = WordTable(capacity: 1024)
    private var stems = WordTable(capacity: 32)
    private(set) var blanks = WordTable(capacity: 32)

    private init() {
        func words(_ list: String) -> [[UInt8]] {
            list.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { Array($0.utf8) }
        }
        for word in words(DomainList.freeMail) { kinds.insert(word, UInt32(Domain.Kind.freeMail.rawValue)) }
        for word in words(DomainList.shared) { kinds.insert(word, UInt32(Domain.Kind.shared.rawValue)) }
        for word in words(DomainList.freeMailStems) { stems.insert(word, 1) }
        for word in words(DomainList.blanks) { blanks.insert(word, 1) }
    }

    func kind(of domain: Span<UInt8>, stem: Range<Int>, in host: Span<UInt8>) -> Domain.Kind {
        let known = kinds.meaning(of: domain, 0..<domain.count)
        if known != 0 { return Domain.Kind(rawValue: UInt8(known)) ?? .own }
        return stems.meaning(of: host, stem) != 0 ? .freeMail : .own
    }
}
