import Testing

@testable import loam

@Suite struct CommandTests {
    private let role = Option.value("role", "ROLE", "What they may do.", choices: ["admin", "member"], required: true)
    private let name = Argument("name", "Who.")
    private let others = Argument("others", "Who else.", count: .any)

    private var tree: Command {
        Command(
            "tool",
            "A tool.",
            subcommands: [
                Command(
                    "user",
                    "People.",
                    subcommands: [
                        Command(
                            "create",
                            "Make one.",
                            arguments: [name, others],
                            options: [OptionGroup("Options", role, .json)]
                        ) { [role, name] invocation in
                            let words = invocation.words.joined(separator: ",")
                            let json = invocation.has(.json)
                            invocation.terminal.print(
                                "\(try invocation.required(name)) [\(words)] \(try invocation.required(role)) \(json)"
                            )
                            return .done
                        }
                    ]
                ),
                Command("serve", "Serve.", configuration: [Keys.declared.port.description]) { invocation in
                    invocation.terminal.print("port \(try invocation.configuration().port)")
                    return .done
                },
                Command("fail", "Fail.") { _ in throw Failure("The disk is full.") },
                Command("crash", "Fail in another way.") { _ in throw Unforeseen(secret: "hunter2") },
            ]
        )
    }

    private struct Unforeseen: Error {
        let secret: String
    }

    private func run(_ words: String, environment: [String: String] = [:]) async -> (ExitCode, String, String) {
        let recorded = RecordedTerminal()
        let code = await tree.run(
            words.split(separator: " ").map(String.init),
            in: recorded.surroundings(environment: environment)
        )
        return (code, recorded.output, recorded.error)
    }

    @Test(
        "options and arguments may come in any order",
        arguments: [
            "user create --role admin Ada Bob --json", "user create Ada --json Bob --role=admin",
            "user create --json --role=admin -- Ada Bob",
        ]
    )
    func order(words: String) async {
        let result = await run(words)
        #expect(result == (.done, "Ada [Ada,Bob] admin true\n", ""))
    }

    @Test("after two hyphens a word that looks like an option is an argument")
    func afterTwoHyphens() async {
        let result = await run("user create --role member -- --json")
        #expect(result == (.done, "--json [--json] member false\n", ""))
    }

    @Test(
        "wrong usage ends with 64, a sentence that begins with Error, and the usage line",
        arguments: [
            ("uesr", "There is no command 'tool uesr'. Did you mean 'user'?", "tool <command> [options]"),
            (
                "user crate x", "There is no command 'tool user crate'. Did you mean 'create'?",
                "tool user <command> [options]"
            ),
            ("nonsense", "There is no command 'tool nonsense'.", "tool <command> [options]"),
            ("serve --prot 1", "There is no option --prot. Did you mean '--port'?", "tool serve [options]"),
            ("serve -p 1", "There is no option -p.", "tool serve [options]"),
            ("serve --port", "The option --port needs a value: --port PORT.", "tool serve [options]"),
            ("serve --port 1 --port 2", "The option --port is given twice.", "tool serve [options]"),
            ("serve more", "There is one word too many: 'more'.", "tool serve [options]"),
            ("serve --help=yes", "The option --help takes no value.", "tool serve [options]"),
        ]
    )
    func wrongUsage(words: String, message: String, usage: String) async {
        let result = await run(words)
        #expect(result == (.wrongUsage, "", "Error: \(message)\nUsage: \(usage)\n"))
    }

    @Test(
        "what a command requires is named when it is missing or not one of the choices",
        arguments: [
            ("user create Ada", "The option --role is missing."),
            ("user create --role admin", "The argument <name> is missing."),
            ("user create Ada --role admn", "The option --role must be admin or member. Did you mean 'admin'?"),
        ]
    )
    func incomplete(words: String, message: String) async {
        let usage = "Usage: tool user create --role ROLE [options] <name> [<others> ...]\n"
        let result = await run(words)
        #expect(result == (.wrongUsage, "", "Error: \(message)\n\(usage)"))
    }

    @Test("a secret key is refused as an option, with the place where it belongs")
    func secretFlag() async {
        let result = await run("serve --smtp-password hunter2")
        #expect(result.0 == .wrongUsage)
        #expect(result.2.contains("set LOAM_SMTP_PASSWORD, or smtp.password in the configuration file"))
        #expect(!result.2.contains("hunter2"))
    }

    @Test("every key of the configuration that is no secret is an option")
    func configurationFlags() async {
        #expect(await run("serve --port 9000") == (.done, "port 9000\n", ""))
        #expect(await run("serve --limits-head=1MB") == (.done, "port 8080\n", ""))
    }

    @Test("a faulty configuration is wrong usage and names every fault")
    func faultyConfiguration() async {
        let result = await run("serve --port 70000", environment: ["LOAM_SLOTS": "many"])
        #expect(result.0 == .wrongUsage)
        #expect(
            result.2 == """
                Error: The configuration has 2 faults; nothing was started.
                  slots (environment, LOAM_SLOTS): expected a whole number from 0 to 1,024.
                  port (command line, --port): expected a port from 0 (any free one) to 65535.
                Usage: tool serve [options]

                """
        )
    }

    @Test("a failure is one sentence on the error stream and ends with 1")
    func failure() async {
        #expect(await run("fail") == (.failed, "", "Error: The disk is full.\n"))
    }

    @Test("an unforeseen error shows its kind and nothing that it carries")
    func unforeseen() async {
        let result = await run("crash")
        #expect(result.0 == .failed)
        #expect(result.2.contains("(Unforeseen)"))
        #expect(!result.2.contains("hunter2"))
    }

    @Test("a group without a command shows its help and is wrong usage")
    func groupAlone() async {
        let result = await run("user")
        #expect(result.0 == .wrongUsage)
        #expect(result.2.hasPrefix("People.\n\nUsage: tool user <command> [options]\n"))
    }

    @Test("help is never wrong usage", arguments: ["--help", "-h", "user --help", "user create -h", "serve --help"])
    func help(words: String) async {
        let result = await run(words)
        #expect(result.0 == .done)
        #expect(result.1.contains("Usage: tool"))
        #expect(result.2.isEmpty)
    }

    @Test("what could move a terminal's cursor is not echoed")
    func controlCharacters() async {
        let result = await run("\u{1B}[2J")
        #expect(result.2.hasPrefix("Error: There is no command 'tool ?[2J'."))
    }
}
