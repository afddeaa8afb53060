import Telemetry

/// What a command finds around it: where it prints, the environment, the time.
struct Surroundings: Sendable {
    let terminal: Terminal
    let environment: [String: String]
    let clock: WallClock
}

/// A command with the words that it was given.
struct Invocation: Sendable {
    let root: Command
    /// From the program's name down to the command.
    let path: [String]
    let command: Command
    private(set) var values: [String: String] = [:]
    private(set) var words: [String] = []
    let surroundings: Surroundings

    init(root: Command, path: [String], command: Command, surroundings: Surroundings) {
        self.root = root
        self.path = path
        self.command = command
        self.surroundings = surroundings
    }

    var terminal: Terminal { surroundings.terminal }

    subscript(option: Option) -> String? { values[option.name] }

    func has(_ option: Option) -> Bool { values[option.name] != nil }

    /// The value of an option that the command requires.
    func required(_ option: Option) throws(UsageError) -> String {
        guard let value = values[option.name] else { throw UsageError("The option --\(option.name) is missing.") }
        return value
    }

    /// The word in the place of an argument.
    subscript(argument: Argument) -> String? {
        guard let place = command.arguments.firstIndex(where: { $0.name == argument.name }) else { return nil }
        return place < words.count ? words[place] : nil
    }

    func required(_ argument: Argument) throws(UsageError) -> String {
        guard let word = self[argument] else { throw UsageError("The argument <\(argument.name)> is missing.") }
        return word
    }

    /// The flags of the configuration that were given, by key.
    var configurationFlags: [String: String] {
        var flags: [String: String] = [:]
        for key in Keys.all {
            if let value = values[key.flag] { flags[key.name] = value }
        }
        return flags
    }

    mutating func set(_ option: Option, to value: String) { values[option.name] = value }

    mutating func append(_ word: String) { words.append(word) }
}
