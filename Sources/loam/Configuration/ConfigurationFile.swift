/// The configuration file: `key = value` lines, under `[section]` heads or with the section before a dot.
struct ConfigurationFile: Sendable {
    struct Entry: Sendable, Equatable {
        let name: String
        let value: String
        let line: Int
    }

    struct Fault: Sendable, Equatable {
        let line: Int
        let message: String
    }

    private(set) var entries: [Entry] = []
    private(set) var faults: [Fault] = []

    /// Reads as far as it can, so that every fault is found at once.
    init(parsing text: String) {
        var section = ""
        // To Swift the line end of Windows is one character.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            let number = index + 1
            let content = trimmed(index == 0 && line.first == "\u{FEFF}" ? line.dropFirst() : line[...])
            if content.isEmpty || content.hasPrefix("#") || content.hasPrefix(";") { continue }
            if content.hasPrefix("[") {
                if let name = ConfigurationFile.sectionName(content) {
                    section = name.isEmpty ? "" : name + "."
                } else {
                    faults.append(Fault(line: number, message: "expected a section such as [smtp]"))
                }
                continue
            }
            read(content, section: section, line: number)
        }
    }

    private mutating func read(_ content: String, section: String, line: Int) {
        guard let equals = content.firstIndex(of: "=") else {
            return faults.append(Fault(line: line, message: "expected a line such as key = value"))
        }
        let name = trimmed(content[..<equals])
        guard !name.isEmpty, name.unicodeScalars.allSatisfy(ConfigurationFile.isNameScalar) else {
            let message = "expected the name of a key before the equals sign, in small letters"
            return faults.append(Fault(line: line, message: message))
        }
        guard let value = ConfigurationFile.unquoted(trimmed(content[content.index(after: equals)...])) else {
            return faults.append(Fault(line: line, message: "expected the closing quote at the end of the line"))
        }
        let full = section + name
        if let earlier = entries.first(where: { $0.name == full }) {
            return faults.append(
                Fault(line: line, message: "\(full) is set a second time (first in line \(earlier.line))")
            )
        }
        entries.append(Entry(name: full, value: value, line: line))
    }

    private static func sectionName(_ content: String) -> String? {
        guard content.hasSuffix("]") else { return nil }
        let name = trimmed(content.dropFirst().dropLast())
        return name.unicodeScalars.allSatisfy(isNameScalar) ? name : nil
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "." || scalar == "_"
    }

    /// The value as it stands, or between double quotes with `\"` and `\\` inside. A `#` is part of the value.
    private static func unquoted(_ text: String) -> String? {
        guard text.hasPrefix("\"") else { return text }
        var value = ""
        var rest = text.dropFirst()
        while let character = rest.popFirst() {
            switch character {
            case "\"": return rest.isEmpty ? value : nil
            case "\\":
                guard let next = rest.popFirst(), next == "\"" || next == "\\" else { return nil }
                value.append(next)
            default: value.append(character)
            }
        }
        return nil
    }
}

func trimmed(_ text: some StringProtocol) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
    let start = text.drop(while: isBlank)
    guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(start[...last])
}
