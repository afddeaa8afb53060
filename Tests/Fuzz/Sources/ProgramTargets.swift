@testable import HTTP
import Database
import Mail
import Telemetry

/// What an operator writes: the configuration's file and values, the command line.
let programTargets: [FuzzTarget] = [
    .text("configuration-file") { text in
        let file = ConfigurationFile(parsing: text)
        check(Set(file.entries.map(\.name)).count == file.entries.count, "no key is set twice")
        check(file.faults.allSatisfy { isPrintable($0.message) }, "a fault can be shown in a terminal")
        do {
            let configuration = try Configuration(file: ("loam.conf", file), environment: [:], flags: [:])
            for key in Keys.all {
                check(key.accepts(configuration.setting(of: key).text), "only values that were checked are kept")
            }
            _ = (configuration.port, configuration.trustedProxies, configuration.smtpURL, configuration.sessionIdle)
        } catch let error as ConfigurationError {
            check(error.faults.allSatisfy { isPrintable($0.place + $0.message) }, "a fault can be shown in a terminal")
        }
    },
    .text("configuration-value") { text in
        for key in Keys.all { _ = key.accepts(text) }
        if let network = Format.network.read(text) {
            check(AddressRange(network) != nil, "a proxy that is accepted is also trusted")
        }
        let password = String(
            text.unicodeScalars.filter { $0.value > 0x20 && !"@/".unicodeScalars.contains($0) }.map(Character.init)
        )
        let url = "postgres://me:\(password)@host:5432/loam?password=\(PercentCoding.encode(text))&sslmode=require"
        check(
            withoutPassword(url) == "postgres://me:‹secret›@host:5432/loam?password=‹secret›&sslmode=require",
            "no password is shown"
        )
        check("\(Database.Location(parsing: url))" == "postgres://host:5432/loam", "no password is printed")
        _ = withoutPassword(text)
        _ = "\(Database.Location(parsing: text))"
    },
    .text("command-line") { text in
        let words = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        do {
            let invocation = try tree.parse(words, in: surroundings)
            check(invocation.path.count <= 3, "a command is one of the tree")
            if invocation.has(.help) || invocation.has(.version) { return }
            for argument in invocation.command.arguments where argument.count == .one {
                check(invocation[argument] != nil, "an argument that must be there is there")
            }
            let known = Set(invocation.command.understoodOptions(isRoot: invocation.path.count == 1).map(\.name))
            check(Set(invocation.values.keys).isSubset(of: known), "no other option is taken")
            _ = try Configuration(file: nil, environment: [:], flags: invocation.configurationFlags)
        } catch let error as UsageError {
            check(isPrintable(error.message + (error.suggestion ?? "")), "a complaint can be shown in a terminal")
        }
    },
    .text("suggestion") { text in
        let names = Keys.all.map(\.name)
        if let meant = suggestion(for: text, among: names) { check(names.contains(meant), "only what there is") }
        check(editDistance(text, text) == 0, "a word is itself")
        check(editDistance(text, "port") == editDistance("port", text), "a distance is the same both ways")
    },
]

private func isPrintable(_ text: String) -> Bool {
    !text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
}

private let role = Option.value("role", "ROLE", "What they may do.", choices: ["admin", "member"], required: true)

private let tree = Command(
    "loam",
    "A tree with one of each kind.",
    subcommands: [
        Command(
            "user",
            "A group.",
            subcommands: [
                Command(
                    "create",
                    "Arguments and options.",
                    arguments: [Argument("name", "One."), Argument("more", "Any.", count: .any)],
                    options: [OptionGroup("Options", role, .json)]
                ) { _ in .done }
            ]
        ),
        Command("shell", "A choice.", arguments: [Argument("shell", "Which.", choices: ["bash", "zsh"])]) { _ in .done
        },
        Command("serve", "The configuration.", configuration: []) { _ in .done },
    ]
)

private let surroundings = Surroundings(
    terminal: Terminal(output: { _ in }, error: { _ in }, input: { [] }, isWatched: false, columns: 80),
    environment: [:],
    clock: .system
)
