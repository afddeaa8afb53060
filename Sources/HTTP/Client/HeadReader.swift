/// Puts the head of an answer together from the lines that libcurl hands over.
struct HeadReader {
    enum Step {
        case incomplete
        case malformed
        case complete(ResponseHead)
    }

    /// Of all lines so far, interim answers included.
    var bytes = 0
    private var status: Status?
    private var fields = Fields()
    private var isComplete = false

    mutating func read(_ line: UnsafeRawBufferPointer) -> Step {
        // Fields after the body (trailers) come through the same callback; nobody needs them.
        if isComplete { return .incomplete }
        // A line that continues the one before is obsolete, and how to read it is disputed.
        if line.first == space || line.first == 9 { return .malformed }
        let line = trimmed(line[...])
        if line.isEmpty { return endOfHead() }
        if line.starts(with: "HTTP/".utf8) {
            let parts = line.split(separator: space, maxSplits: 2)
            guard parts.count >= 2, let code = Int(text(parts[1])), (100...999).contains(code) else {
                return .malformed
            }
            status = Status(code)
            fields = Fields()
            return .incomplete
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { return .malformed }
        fields.append(FieldName(text(line[..<colon])), text(trimmed(line[(colon + 1)...])))
        return .incomplete
    }

    private mutating func endOfHead() -> Step {
        guard let status else { return .malformed }
        // 100 Continue, 103 Early Hints: the answer proper is still to come.
        guard status.code >= 200 else { return .incomplete }
        isComplete = true
        return .complete(ResponseHead(status: status, fields: fields))
    }
}

private let space = UInt8(ascii: " ")

private func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
    let isBlank: (UInt8) -> Bool = { $0 == space || $0 == 9 || $0 == 13 || $0 == 10 }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return bytes[bytes.endIndex...] }
    return bytes[first...last]
}

private func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String { String(decoding: bytes, as: UTF8.self) }
