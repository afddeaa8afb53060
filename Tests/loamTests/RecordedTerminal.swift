import Glibc
import Synchronization
import Telemetry
import TestSupport

@testable import loam

/// A terminal that remembers what was printed.
final class RecordedTerminal: Sendable {
    private let printed = Mutex((output: "", error: ""))
    private let isWatched: Bool
    private let input: String

    init(isWatched: Bool = false, input: String = "") {
        self.isWatched = isWatched
        self.input = input
    }

    var output: String { printed.withLock { $0.output } }
    var error: String { printed.withLock { $0.error } }

    var terminal: Terminal {
        let input = self.input
        return Terminal(
            output: { text in self.printed.withLock { $0.output += text } },
            error: { text in self.printed.withLock { $0.error += text } },
            input: { Array(input.utf8) },
            isWatched: isWatched,
            columns: 80
        )
    }

    func surroundings(environment: [String: String] = [:], clock: WallClock = TestClock().wallClock) -> Surroundings {
        Surroundings(terminal: terminal, environment: environment, clock: clock)
    }
}

/// The permission bits of a file or folder; nil when it is not there.
func mode(of path: String) -> UInt32? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
}
