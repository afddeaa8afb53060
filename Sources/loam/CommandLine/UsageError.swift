/// The words after the program's name do not make a command.
struct UsageError: Error {
    let message: String
    var suggestion: String?
    var path: [String] = []
    var command: Command?

    init(_ message: String, suggestion: String? = nil, path: [String] = [], command: Command? = nil) {
        self.message = message
        self.suggestion = suggestion
        self.path = path
        self.command = command
    }
}

/// A command could not do its work: what happened, what it means, what to do, in words for the person at the terminal.
struct Failure: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
