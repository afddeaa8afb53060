/// Takes a `multipart/form-data` body apart while it comes in: bytes in, events out, nothing kept but what may still be
/// the beginning of a boundary.
package struct MultipartParser: Sendable {
    package enum Event: Sendable, Equatable {
        case part(Part)
        case bytes([UInt8])
        case endOfPart
    }

    /// What stands before the bytes of a part.
    package struct Part: Sendable, Equatable {
        package let name: String
        /// As the client called its file; never to be used as a path.
        package let filename: String?
        package let contentType: String?
    }

    package enum Fault: Error, Sendable, Equatable {
        case badBoundary, brokenHead, headTooLong, tooManyParts, noName, endedEarly
    }

    private enum State { case preamble, afterBoundary, head, content, epilogue }

    /// Longest head of a part, and most parts of a body.
    private static let longestHead = 8 * 1024
    private static let mostParts = 1000

    private let delimiter: [UInt8]
    // The first boundary need not follow a line break; one that is not there makes it like the others.
    private var buffer: [UInt8] = [0x0D, 0x0A]
    private var state = State.preamble
    private var parts = 0

    /// Fails for a boundary that RFC 2046 does not allow.
    package init(boundary: String) throws(Fault) {
        let bytes = Array(boundary.utf8)
        guard (1...70).contains(bytes.count), bytes.last != 0x20, bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
        else { throw .badBoundary }
        delimiter = Array("\r\n--".utf8) + bytes
    }

    package mutating func add(_ bytes: [UInt8]) throws(Fault) -> [Event] {
        buffer += bytes
        var events: [Event] = []
        while try step(&events) {}
        return events
    }

    /// To be called at the end of the body: one that stops before its last boundary is not whole.
    package func finish() throws(Fault) {
        guard state == .epilogue else { throw .endedEarly }
    }

    /// True as long as there may be more to do with what is in the buffer.
    private mutating func step(_ events: inout [Event]) throws(Fault) -> Bool {
        switch state {
        case .preamble: return skipPreamble()
        case .afterBoundary: return try readAfterBoundary()
        case .head: return try readHead(&events)
        case .content: return readContent(&events)
        case .epilogue:
            buffer.removeAll()
            return false
        }
    }

    private mutating func skipPreamble() -> Bool {
        guard let start = find(delimiter) else {
            keepLast(delimiter.count - 1)
            return false
        }
        buffer.removeFirst(start + delimiter.count)
        state = .afterBoundary
        return true
    }

    /// Two dashes end the body, a line break begins a part; blanks may stand before it.
    private mutating func readAfterBoundary() throws(Fault) -> Bool {
        let blanks = buffer.prefix { $0 == 0x20 || $0 == 0x09 }.count
        guard blanks < 128 else { throw .brokenHead }
        let rest = buffer.dropFirst(blanks)
        guard rest.count >= 2 else { return false }
        if blanks == 0, rest.starts(with: [0x2D, 0x2D]) {
            state = .epilogue
        } else if rest.starts(with: [0x0D, 0x0A]) {
            parts += 1
            guard parts <= MultipartParser.mostParts else { throw .tooManyParts }
            buffer.removeFirst(blanks + 2)
            state = .head
        } else {
            throw .brokenHead
        }
        return true
    }

    private mutating func readHead(_ events: inout [Event]) throws(Fault) -> Bool {
        // A part without any field begins with the blank line at once.
        let end = buffer.starts(with: [0x0D, 0x0A]) ? -2 : find(Array("\r\n\r\n".utf8))
        guard let end else {
            guard buffer.count <= MultipartParser.longestHead else { throw .headTooLong }
            return false
        }
        guard end <= MultipartParser.longestHead else { throw .headTooLong }
        let part = try MultipartParser.part(buffer.prefix(max(0, end)))
        buffer.removeFirst(end + 4)
        // The line break that ended the head may be the one that begins the next boundary: an empty part.
        buffer.insert(contentsOf: [0x0D, 0x0A], at: 0)
        contentStarts = true
        events.append(.part(part))
        state = .content
        return true
    }

    /// The line break that was put back before the content is not part of it.
    private var contentStarts = false

    private mutating func readContent(_ events: inout [Event]) -> Bool {
        let start = find(delimiter)
        let end = start ?? max(0, buffer.count - (delimiter.count - 1))
        let skipped = contentStarts ? 2 : 0
        if end > skipped {
            events.append(.bytes(Array(buffer[skipped..<end])))
        }
        if let start {
            buffer.removeFirst(start + delimiter.count)
            contentStarts = false
            events.append(.endOfPart)
            state = .afterBoundary
            return true
        }
        if end > skipped {
            buffer.removeFirst(end)
            contentStarts = false
        }
        return false
    }

    private static func part(_ head: ArraySlice<UInt8>) throws(Fault) -> Part {
        guard let text = String(validating: head, as: UTF8.self) else { throw .brokenHead }
        var disposition: String?
        var contentType: String?
        for line in text.split(separator: "\r\n", omittingEmptySubsequences: true) {
            let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            // Half of a line break would be a whole one to others.
            guard halves.count == 2, !line.utf8.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0 }) else {
                throw .brokenHead
            }
            switch halves[0].lowercased() {
            case "content-disposition": disposition = String(halves[1].withoutBlanks)
            case "content-type": contentType = String(halves[1].withoutBlanks)
            default: break
            }
        }
        guard let disposition else { throw .noName }
        var reader = ParameterReader(disposition)
        guard reader.first.lowercased() == "form-data" else { throw .noName }
        var parameters: [String: String] = [:]
        while let (name, value) = reader.next() { parameters[name] = value }
        guard let name = parameters["name"] else { throw .noName }
        return Part(name: name, filename: parameters["filename"], contentType: contentType)
    }

    private mutating func keepLast(_ count: Int) {
        if buffer.count > count { buffer.removeFirst(buffer.count - count) }
    }

    private func find(_ wanted: [UInt8]) -> Int? {
        buffer.withUnsafeBufferPointer { bytes in
            guard bytes.count >= wanted.count else { return nil }
            var index = 0
            while index <= bytes.count - wanted.count {
                guard bytes[index] == wanted[0] else {
                    index += 1
                    continue
                }
                var matched = 1
                while matched < wanted.count, bytes[index + matched] == wanted[matched] { matched += 1 }
                if matched == wanted.count { return index }
                index += 1
            }
            return nil
        }
    }
}
