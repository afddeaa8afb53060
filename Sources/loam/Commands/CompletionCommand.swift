extension Command {
    static let completion = Command(
        "completion",
        "Print the completion script of a shell.",
        discussion: """
              loam completion bash > /etc/bash_completion.d/loam
              loam completion zsh > "${fpath[1]}/_loam"
              loam completion fish > ~/.config/fish/completions/loam.fish
            """,
        arguments: [.shell]
    ) { invocation in
        let script: String
        switch try invocation.required(Argument.shell) {
        case "bash": script = BashCompletion(of: invocation.root).script
        case "zsh": script = ZshCompletion(of: invocation.root).script
        default: script = FishCompletion(of: invocation.root).script
        }
        invocation.terminal.output(script)
        return .done
    }
}

extension Argument {
    fileprivate static let shell = Argument("shell", "The shell.", choices: ["bash", "zsh", "fish"])
}
