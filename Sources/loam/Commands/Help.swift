extension Command {
    static let help = Command(
        "help",
        "Show the help of a command, or the manual page of all.",
        arguments: [.command],
        options: [OptionGroup("Manual", .man)]
    ) { invocation in
        let terminal = invocation.terminal
        if invocation.has(.man) {
            terminal.output(ManualPage(of: invocation.root).text)
            return .done
        }
        var command = invocation.root
        var path = [command.name]
        for word in invocation.words {
            guard let next = command.subcommand(word) else {
                throw UsageError(
                    "There is no command '\((path + [printable(word)]).joined(separator: " "))'.",
                    suggestion: suggestion(for: word, among: command.subcommands.map(\.name))
                )
            }
            command = next
            path.append(word)
        }
        terminal.output(command.help(path: path))
        return .done
    }
}

extension Argument {
    fileprivate static let command = Argument("command", "The command, as in 'loam help user create'.", count: .any)
}

extension Option {
    fileprivate static let man = Option.flag("man", "Print the manual page: loam help --man | man -l -")
}
