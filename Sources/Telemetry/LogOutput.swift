import Glibc
import Synchronization

/// Where log lines end up, and in which form.
package struct LogOutput: Sendable {
    private let accept: @Sendable (Log.Line) -> Void

    package init(_ accept: @escaping @Sendable (Log.Line) -> Void) {
        self.accept = accept
    }

    package func write(_ line: Log.Line) { accept(line) }

    package static let silent = LogOutput { _ in }

    /// One JSON object a line, for machines.
    package static func json(to descriptor: FileDescriptor = .standardError) -> LogOutput {
        LogOutput { descriptor.write(json($0) + "\n") }
    }

    /// Time, level, sentence, then the values: for a person at a terminal.
    package static func human(to descriptor: FileDescriptor = .standardError) -> LogOutput {
        LogOutput { descriptor.write(human($0) + "\n") }
    }

    static func json(_ line: Log.Line) -> String {
        var text = "{\"time\":\"\(line.time.iso8601)\",\"level\":\"\(line.level.rawValue)\",\"message\":"
        text.appendJSON(line.message)
        for (name, value) in line.metadata.pairs {
            text += ","
            text.appendJSON(name)
            text += ":"
            switch value {
            case .text(let string): text.appendJSON(string)
            case .integer(let number): text += String(number)
            case .real(let number): text += number.isFinite ? String(number) : "null"
            case .flag(let flag): text += flag ? "true" : "false"
            }
        }
        return text + "}"
    }

    static func human(_ line: Log.Line) -> String {
        var text = "\(line.time.iso8601) \(line.level.rawValue.uppercased()) \(line.message)"
        for (name, value) in line.metadata.pairs {
            switch value {
            case .text(let string): text += " \(name)=" + readable(string)
            case .integer(let number): text += " \(name)=\(number)"
            case .real(let number): text += " \(name)=\(number)"
            case .flag(let flag): text += " \(name)=\(flag)"
            }
        }
        return text
    }

    /// Quoted when it holds anything that could be taken for the end of the value or of the line.
    private static func readable(_ string: String) -> String {
        let plain = string.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && $0 != "\"" }
        guard !plain || string.isEmpty else { return string }
        var quoted = ""
        quoted.appendJSON(string)
        return quoted
    }
}

/// The lines that a test looks at.
package final class RecordedLog: Sendable {
    private let recorded = Mutex<[Log.Line]>([])

    package init() {}

    package var output: LogOutput {
        LogOutput { line in self.recorded.withLock { $0.append(line) } }
    }

    package var lines: [Log.Line] { recorded.withLock { $0 } }
}

/// An open file of the process.
package struct FileDescriptor: Sendable {
    private let number: Int32

    package static let standardOutput = FileDescriptor(number: 1)
    package static let standardError = FileDescriptor(number: 2)

    /// Writes all of the text; a line is one call to the system, so that lines of several threads do not mix.
    package func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let start = rest.baseAddress, !rest.isEmpty {
                let count = Glibc.write(number, start, rest.count)
                if count < 0 {
                    if errno == EINTR { continue }
                    return
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }
}

extension String {
    /// Appends the text as a JSON string, with what JSON or a terminal could misread escaped.
    package mutating func appendJSON(_ text: String) {
        append("\"")
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": append("\\\"")
            case "\\": append("\\\\")
            case "\n": append("\\n")
            case "\r": append("\\r")
            case "\t": append("\\t")
            case _
            where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: unicodeScalars.append(scalar)
            }
        }
        append("\"")
    }
}
