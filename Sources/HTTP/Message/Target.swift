/// What a request is about: the path and the query, as they were sent and as they are meant.
package struct Target: Sendable {
    /// As sent, escapes and all, without the query.
    package let path: String
    /// As sent, without the question mark.
    package let queryText: String
    private let hasQuery: Bool
    /// Why no route may see this request.
    let fault: Fault?

    enum Fault: Sendable, Equatable {
        case notAPath, notUTF8, brokenEscape, controlCharacter, dotSegment, brokenQuery
    }

    /// Reads `/users/42?page=2`; never fails, but remembers what is wrong.
    package init(parsing text: String) {
        let end = text.utf8.firstIndex(of: UInt8(ascii: "?")) ?? text.endIndex
        path = end == text.endIndex ? text : String(text[..<end])
        queryText = end == text.endIndex ? "" : String(text[text.utf8.index(after: end)...])
        hasQuery = end != text.endIndex
        fault = Target.fault(path: path, query: queryText)
    }

    private init(fault: Fault) {
        path = "/"
        queryText = ""
        hasQuery = false
        self.fault = fault
    }

    /// Reads bytes as they came over the wire.
    init(parsing bytes: UnsafeBufferPointer<UInt8>) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            self.init(fault: .notUTF8)
            return
        }
        self.init(parsing: text)
    }

    /// Bytes of the target as sent.
    var length: Int { path.utf8.count + (hasQuery ? 1 + queryText.utf8.count : 0) }

    /// The components between the slashes, decoded one by one: an escaped slash stays inside its component.
    package var segments: [String] {
        var path = path
        return path.withUTF8 { bytes in
            var segments: [String] = []
            segments.reserveCapacity(8)
            var start = 1
            while start <= bytes.count {
                var end = start
                var isPlain = true
                while end < bytes.count, bytes[end] != UInt8(ascii: "/") {
                    if bytes[end] == UInt8(ascii: "%") { isPlain = false }
                    end += 1
                }
                let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
                segments.append(isPlain ? text : PercentCoding.decode(text) ?? text)
                start = end + 1
            }
            return segments
        }
    }

    /// Decoded; empty when there is none.
    package var query: Query { queryText.isEmpty ? Query() : Query(parsing: queryText) ?? Query() }

    private static func fault(path: String, query: String) -> Fault? {
        guard path.utf8.first == UInt8(ascii: "/") else { return .notAPath }
        var previous: UInt8 = 0
        var needsLook = false
        for byte in path.utf8 {
            if byte <= 0x20 || byte == 0x7F { return .controlCharacter }
            if byte == UInt8(ascii: "%") || byte == UInt8(ascii: "\\")
                || (byte == UInt8(ascii: ".") && previous == UInt8(ascii: "/"))
            {
                needsLook = true
            }
            previous = byte
        }
        if needsLook, let fault = segmentFault(path) { return fault }
        return query.isEmpty || Query(parsing: query) != nil ? nil : .brokenQuery
    }

    private static func segmentFault(_ path: String) -> Fault? {
        for segment in path.utf8.split(separator: UInt8(ascii: "/")) {
            guard let decoded = PercentCoding.decode(Substring(segment)) else { return .brokenEscape }
            if decoded.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return .controlCharacter }
            // A backslash is a separator to some, and an escaped slash hides one: no part may be a step upwards.
            let parts = decoded.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
            if parts.contains(where: { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }) {
                return .dotSegment
            }
        }
        return nil
    }
}
