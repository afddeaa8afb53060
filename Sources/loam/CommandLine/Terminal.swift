import Glibc
import Telemetry

/// Where a command prints: results to the output, everything else to the error stream.
struct Terminal: Sendable {
    let output: @Sendable (String) -> Void
    let error: @Sendable (String) -> Void
    /// Reads all of the standard input; used only by options that say so.
    let input: @Sendable () throws -> [UInt8]
    /// Whether a person watches the error stream, so that a bar may redraw itself.
    let isWatched: Bool
    let columns: Int

    func print(_ line: String) { output(line + "\n") }

    func printError(_ line: String) { error(line + "\n") }

    static var standard: Terminal {
        Terminal(
            output: { FileDescriptor.standardOutput.write($0) },
            error: { FileDescriptor.standardError.write($0) },
            input: { try readAll(from: 0, limit: 1 << 20) },
            isWatched: isatty(2) == 1,
            columns: windowColumns() ?? 80
        )
    }

    private static func windowColumns() -> Int? {
        var size = winsize()
        guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
