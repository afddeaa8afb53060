/// A verb of the program as a value: what it is called, what it takes, what it does.
struct Command: Sendable {
    typealias Action = @Sendable (Invocation) async throws -> ExitCode

    let name: String
    let abstract: String
    var discussion = ""
    var arguments: [Argument] = []
    var options: [OptionGroup] = []
    /// The keys of the configuration that matter most to this command; nil when it reads no configuration.
    var configuration: [KeyDescription]?
    var subcommands: [Command] = []
    /// Absent for a group, which only leads to its subcommands.
    var action: Action?

    /// A command that does something.
    init(
        _ name: String,
        _ abstract: String,
        discussion: String = "",
        arguments: [Argument] = [],
        options: [OptionGroup] = [],
        configuration: [KeyDescription]? = nil,
        action: @escaping Action
    ) {
        self.name = name
        self.abstract = abstract
        self.discussion = discussion
        self.arguments = arguments
        self.options = options
        self.configuration = configuration
        self.action = action
    }

    /// A group of commands.
    init(_ name: String, _ abstract: String, discussion: String = "", subcommands: [Command]) {
        self.name = name
        self.abstract = abstract
        self.discussion = discussion
        self.subcommands = subcommands
    }

    func subcommand(_ name: String) -> Command? { subcommands.first { $0.name == name } }
}

/// A word that a command takes by its place.
struct Argument: Sendable {
    enum Count: Sendable { case one, optional, any }

    let name: String
    let help: String
    var count = Count.one
    var choices: [String] = []

    init(_ name: String, _ help: String, count: Count = .one, choices: [String] = []) {
        self.name = name
        self.help = help
        self.count = count
        self.choices = choices
    }
}

/// A word that a command takes by its name, as in `--role admin` or `--json`.
struct Option: Sendable {
    let name: String
    /// What stands for the value in help; absent for a flag.
    let value: String?
    let help: String
    var choices: [String] = []
    var isRequired = false

    static func flag(_ name: String, _ help: String) -> Option {
        Option(name: name, value: nil, help: help)
    }

    static func value(
        _ name: String,
        _ value: String,
        _ help: String,
        choices: [String] = [],
        required: Bool = false
    ) -> Option {
        Option(name: name, value: value, help: help, choices: choices, isRequired: required)
    }
}

/// Options that belong together, under one heading of the help.
struct OptionGroup: Sendable {
    let title: String
    let options: [Option]

    init(_ title: String = "Options", _ options: Option...) {
        self.title = title
        self.options = options
    }
}

extension OptionGroup {
    /// For commands that print results.
    static let output = OptionGroup("Output", .json)
}

extension Option {
    static let json = Option.flag("json", "Print the result as JSON.")
    static let help = Option.flag("help", "Show this help.")
    static let version = Option.flag("version", "Show the version.")
    static let config = Option.value(
        "config",
        "FILE",
        "Read the configuration from this file instead of ./loam.conf."
    )
}

/// How a command ended, as the shell sees it.
enum ExitCode: Int32, Sendable {
    case done = 0
    case failed = 1
    case wrongUsage = 64
}
