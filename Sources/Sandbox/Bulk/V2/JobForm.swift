/// The parts of a small form that was sent as `multipart/form-data`, by their names.
///
/// Clients write these by hand and end lines with LF alone, which the server's own reader rightly refuses; an org takes it.
struct JobForm {
    private var parts: [String: [UInt8]] = [:]

    init(_ bytes: [UInt8], boundary: String) {
        let delimiter = Array("--\(boundary)".utf8)
        var name: String?
        var isHead = false
        var content: [UInt8] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if text.starts(with: delimiter) {
                if let name { parts[name] = JobForm.withoutLastBreak(content) }
                name = nil
                isHead = text.count == delimiter.count
                content = []
            } else if isHead {
                if text.isEmpty { isHead = false } else { name = JobForm.name(text) ?? name }
            } else {
                content += line
                content.append(UInt8(ascii: "\n"))
            }
        }
    }

    subscript(name: String) -> [UInt8]? { parts[name] }

    /// What a line of a part's head calls it.
    private static func name(_ line: ArraySlice<UInt8>) -> String? {
        let words = String(decoding: line, as: UTF8.self).split(separator: ";")
        let named = words.first { $0.drop { $0 == " " }.hasPrefix("name=") }
        return named.map { String($0.drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" }) }
    }

    /// The break before a boundary belongs to the boundary.
    private static func withoutLastBreak(_ content: [UInt8]) -> [UInt8] {
        var content = content
        if content.last == UInt8(ascii: "\n") { content.removeLast() }
        if content.last == UInt8(ascii: "\r") { content.removeLast() }
        return content
    }
}
