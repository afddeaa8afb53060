import FoundationEssentials
import TestSupport
import Testing

@testable import loam

@Suite struct HelpTests {
    static let places: [(path: [String], command: Command)] = {
        func below(_ command: Command, _ path: [String]) -> [([String], Command)] {
            [(path, command)] + command.subcommands.flatMap { below($0, path + [$0.name]) }
        }
        return below(CommandTree.loam, ["loam"])
    }()

    @Test("the help of every command is as it was approved", arguments: places.map(\.path))
    func help(path: [String]) async {
        let recorded = RecordedTerminal()
        let code = await CommandTree.loam.run(path.dropFirst() + ["--help"], in: recorded.surroundings())
        #expect(code == .done)
        #expect(Golden.difference(of: recorded.output, from: "help/\(path.joined(separator: "-")).txt") == nil)
    }

    @Test("no line of a help is wider than 80 columns", arguments: places.map(\.path))
    func width(path: [String]) async {
        let recorded = RecordedTerminal()
        _ = await CommandTree.loam.run(path.dropFirst() + ["--help"], in: recorded.surroundings())
        let wide = recorded.output.split(separator: "\n").filter { $0.count > 80 }
        #expect(wide.isEmpty)
    }

    @Test("'loam help user' says what 'loam user --help' says", arguments: places.map(\.path))
    func helpCommand(path: [String]) async {
        let byOption = RecordedTerminal()
        let byCommand = RecordedTerminal()
        _ = await CommandTree.loam.run(path.dropFirst() + ["--help"], in: byOption.surroundings())
        _ = await CommandTree.loam.run(["help"] + path.dropFirst(), in: byCommand.surroundings())
        #expect(byOption.output == byCommand.output)
    }

    @Test("every abstract and every help text is a sentence")
    func sentences() {
        for (path, command) in HelpTests.places {
            let texts =
                [command.abstract] + command.arguments.map(\.help) + command.options.flatMap(\.options).map(\.help)
            for text in texts {
                #expect(text.first?.isUppercase == true, "\(path): \(text)")
                #expect(text.hasSuffix(".") || text.contains(": "), "\(path): \(text)")
            }
        }
    }

    @Test(
        "where the configuration is read no option has a key's name, and no two keys share a name, variable or option"
    )
    func names() {
        let flags = Set(Keys.all.map(\.flag))
        #expect(flags.count == Keys.all.count)
        #expect(Set(Keys.all.map(\.variable)).count == Keys.all.count)
        for (path, command) in HelpTests.places {
            let own = command.options.flatMap(\.options).map(\.name)
            if command.configuration != nil { #expect(flags.isDisjoint(with: own), "\(path)") }
            #expect(Set(own).count == own.count, "\(path)")
        }
    }

    @Test("the manual page is as it was approved")
    func manual() async {
        let recorded = RecordedTerminal()
        #expect(await CommandTree.loam.run(["help", "--man"], in: recorded.surroundings()) == .done)
        #expect(Golden.difference(of: recorded.output, from: "help/loam.1") == nil)
    }

    @Test("the completion scripts are as they were approved", arguments: ["bash", "zsh", "fish"])
    func completion(shell: String) async {
        let recorded = RecordedTerminal()
        #expect(await CommandTree.loam.run(["completion", shell], in: recorded.surroundings()) == .done)
        #expect(Golden.difference(of: recorded.output, from: "help/completion.\(shell)") == nil)
    }

    @Test(
        "bash completes commands, options and choices from the script",
        arguments: [
            (["loam", "co"], "connection config completion"), (["loam", "completion", "z"], "zsh"),
            (["loam", "config", "--js"], "--json"), (["loam", "help", "--m"], "--man"),
        ]
    )
    func bash(words: [String], expected: String) async throws {
        let script =
            BashCompletion(of: CommandTree.loam).script + """
                COMP_WORDS=(\(words.joined(separator: " "))); COMP_CWORD=\(words.count - 1)
                _loam; echo "${COMPREPLY[*]}"
                """
        #expect(try await Spawned.run("/bin/bash", "-c", script).output == expected + "\n")
    }
}
