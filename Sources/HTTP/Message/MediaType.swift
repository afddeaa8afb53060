/// What a body is: `text/html; charset=utf-8`.
package struct MediaType: Sendable, Hashable, CustomStringConvertible {
    /// Type and subtype in lower case, without parameters.
    package let essence: String
    package let parameters: [String: String]

    package init(_ essence: String, _ parameters: [String: String] = [:]) {
        self.essence = essence
        self.parameters = parameters
    }

    /// Reads a Content-Type; names of parameters are in lower case afterwards, quotes are taken off.
    package init?(parsing text: some StringProtocol) {
        guard text.utf8.allSatisfy(mayStandInFieldValue) else { return nil }
        var parts = ParameterReader(text)
        let essence = parts.first.lowercased()
        let halves = essence.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(FieldName.mayContain) })
        else { return nil }
        self.essence = essence
        var parameters: [String: String] = [:]
        while let (name, value) = parts.next() {
            let isName = !name.isEmpty && name.utf8.allSatisfy(FieldName.mayContain)
            if isName, parameters[name] == nil { parameters[name] = value }
        }
        self.parameters = parameters
    }

    package var description: String {
        parameters.sorted { $0.key < $1.key }.reduce(essence) { text, parameter in
            let plain = !parameter.value.isEmpty && parameter.value.utf8.allSatisfy(FieldName.mayContain)
            return text + "; \(parameter.key)=" + (plain ? parameter.value : quoted(parameter.value))
        }
    }

    package static func == (left: MediaType, right: MediaType) -> Bool {
        left.essence == right.essence && left.parameters == right.parameters
    }

    /// Worth compressing: text in a wide sense. Pictures, fonts and archives are compressed already.
    package static func isCompressible(_ contentType: some StringProtocol) -> Bool {
        // Most answers are.
        if contentType == "application/json" { return true }
        let essence = contentType.prefix { $0 != ";" }.withoutBlanks
        return essence.hasPrefix("text/") || essence.hasSuffix("+json") || essence.hasSuffix("+xml")
            || essence == "application/json" || essence == "application/javascript" || essence == "application/xml"
            || essence == "application/x-ndjson"
    }
}

extension MediaType {
    package static var json: MediaType { MediaType("application/json") }
    package static var problem: MediaType { MediaType("application/problem+json") }
    package static var html: MediaType { MediaType("text/html", ["charset": "utf-8"]) }
    package static var text: MediaType { MediaType("text/plain", ["charset": "utf-8"]) }
    package static var csv: MediaType { MediaType("text/csv", ["charset": "utf-8"]) }
    package static var css: MediaType { MediaType("text/css", ["charset": "utf-8"]) }
    package static var javascript: MediaType { MediaType("text/javascript", ["charset": "utf-8"]) }
    package static var events: MediaType { MediaType("text/event-stream") }
    package static var form: MediaType { MediaType("application/x-www-form-urlencoded") }
    package static var multipart: MediaType { MediaType("multipart/form-data") }
    package static var bytes: MediaType { MediaType("application/octet-stream") }
}

func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text.unicodeScalars where !character.isASCII || mayStandInFieldValue(UInt8(character.value)) {
        if character == "\"" || character == "\\" { quoted.unicodeScalars.append("\\") }
        quoted.unicodeScalars.append(character)
    }
    quoted.unicodeScalars.append("\"")
    return quoted
}

/// All but control characters; a tabulator counts as a blank.
private func mayStandInFieldValue(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F || byte == UInt8(ascii: "\t")
}

/// Walks over `first; name=value; name="quoted; value"`, by scalars: an accent after a quote does not hide the quote.
struct ParameterReader {
    let first: String
    private var rest: Substring.UnicodeScalarView

    init(_ text: some StringProtocol) {
        let scalars = Substring(text).unicodeScalars
        let end = scalars.firstIndex(of: ";") ?? scalars.endIndex
        first = String(Substring(scalars[..<end]).withoutBlanks)
        rest = scalars[end...]
    }

    /// The next parameter, its name in lower case; a part without an equals sign is skipped.
    mutating func next() -> (name: String, value: String)? {
        while rest.first == ";" {
            rest = rest.dropFirst()
            let name = rest.prefix { $0 != "=" && $0 != ";" }
            rest = rest[name.endIndex...]
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst()
            return (Substring(name).withoutBlanks.lowercased(), value())
        }
        return nil
    }

    private mutating func value() -> String {
        rest = rest.drop { $0 == " " || $0 == "\t" }
        guard rest.first == "\"" else {
            let value = rest.prefix { $0 != ";" }
            rest = rest[value.endIndex...]
            return String(Substring(value).withoutBlanks)
        }
        var value = String.UnicodeScalarView()
        rest = rest.dropFirst()
        while let scalar = rest.popFirst(), scalar != "\"" {
            if scalar == "\\", let escaped = rest.popFirst() {
                value.append(escaped)
            } else {
                value.append(scalar)
            }
        }
        rest = rest.drop { $0 != ";" }
        return String(value)
    }
}
