/// A place in the command tree, as completion scripts need it.
private struct CompletionPlace {
    let path: [String]
    let command: Command

    /// Options that help shows; the configuration's other keys would drown them.
    var options: [Option] {
        var all = command.options.flatMap(\.options)
        if let configuration = command.configuration { all += [.config] + configuration.map(\.option) }
        return all + [.help]
    }

    var words: [(word: String, meaning: String)] {
        if !command.subcommands.isEmpty { return command.subcommands.map { ($0.name, $0.abstract) } }
        return (command.arguments.first?.choices ?? []).map { ($0, "") }
    }

    static func all(from root: Command) -> [CompletionPlace] {
        func below(_ command: Command, _ path: [String]) -> [CompletionPlace] {
            [CompletionPlace(path: path, command: command)]
                + command.subcommands.flatMap { below($0, path + [$0.name]) }
        }
        return below(root, [root.name])
    }
}

extension Option {
    /// Whether its value names a file or directory, so that the shell completes paths.
    fileprivate var takesPath: Bool { value == "FILE" || value == "DIR" || value == "PATH" }
}

struct BashCompletion {
    let script: String

    init(of root: Command) {
        var steps = ""
        var commands = ""
        var values = ""
        for place in CompletionPlace.all(from: root) {
            let words = place.words.map(\.word) + place.options.map { "--\($0.name)" }
            let path = place.path.joined(separator: " ")
            if place.path.count > 1 { steps += "            '\(path)') path=\"$path ${COMP_WORDS[i]}\" ;;\n" }
            commands += "        '\(path)') words='\(words.joined(separator: " "))' ;;\n"
            for option in place.options where option.value != nil {
                let action = option.takesPath ? "paths=1" : "words='\(option.offered.joined(separator: " "))'"
                values += "        '\(path) --\(option.name)') \(action); return 0 ;;\n"
            }
        }
        script = """
            # Completion of loam for bash, printed by 'loam completion bash'.
            _loam_value() {
                case "$1" in
            \(values)    esac
                return 1
            }

            _loam() {
                local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} path=loam words='' paths='' i
                for ((i = 1; i < COMP_CWORD; i++)); do
                    case "$path ${COMP_WORDS[i]}" in
            \(steps)        esac
                done
                if _loam_value "$path $previous"; then
                    if [ -n "$paths" ]; then
                        COMPREPLY=($(compgen -f -- "$current"))
                    else
                        COMPREPLY=($(compgen -W "$words" -- "$current"))
                    fi
                    return
                fi
                case "$path" in
            \(commands)    esac
                COMPREPLY=($(compgen -W "$words" -- "$current"))
                [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
            }

            complete -o filenames -F _loam loam

            """
    }
}

struct ZshCompletion {
    let script: String

    init(of root: Command) {
        var functions = ""
        for place in CompletionPlace.all(from: root) {
            functions += ZshCompletion.function(place)
        }
        script = """
            #compdef loam
            # Completion of loam for zsh, printed by 'loam completion zsh'.

            \(functions)
            _loam "$@"

            """
    }

    private static func function(_ place: CompletionPlace) -> String {
        let name = "_" + place.path.joined(separator: "_")
        var lines = place.options.map { option in
            var line = "    '--\(option.name)[\(quoted(option.help))]"
            if let value = option.value {
                let action =
                    option.takesPath
                    ? "_files" : option.offered.isEmpty ? "" : "(\(option.offered.joined(separator: " ")))"
                line += ":\(quoted(value)):\(action)"
            }
            return line + "'"
        }
        if place.command.subcommands.isEmpty {
            for argument in place.command.arguments {
                let action = argument.choices.isEmpty ? "_files" : "(\(argument.choices.joined(separator: " ")))"
                lines.append("    '\(argument.count == .any ? "*" : ""):\(argument.name):\(action)'")
            }
            return "\(name)() {\n    _arguments \\\n\(lines.joined(separator: " \\\n"))\n}\n\n"
        }
        lines += ["    '1:command:->command'", "    '*::word:->words'"]
        let commands = place.words.map { "            '\($0.word):\(quoted($0.meaning))'" }.joined(separator: "\n")
        let cases = place.words.map { "            \($0.word)) \(name)_\($0.word) ;;" }.joined(separator: "\n")
        return """
            \(name)() {
                local state line
                _arguments -C \\
            \(lines.joined(separator: " \\\n"))
                case $state in
                command)
                    local -a commands=(
            \(commands)
                    )
                    _describe command commands
                    ;;
                words)
                    case $line[1] in
            \(cases)
                    esac
                    ;;
                esac
            }


            """
    }

    /// Inside single quotes and brackets.
    private static func quoted(_ text: String) -> String {
        text.map { character in
            switch character {
            case "'": "'\\''"
            case "[", "]", ":", "\\": "\\\(character)"
            default: String(character)
            }
        }.joined()
    }
}

struct FishCompletion {
    let script: String

    init(of root: Command) {
        var lines = ""
        for place in CompletionPlace.all(from: root) {
            let condition = FishCompletion.condition(place)
            for (word, meaning) in place.words {
                lines += "complete -c loam -n '\(condition)' -f -a \(word) -d '\(quoted(meaning))'\n"
            }
            for option in place.options {
                var line = "complete -c loam -n '\(condition)' -l \(option.name) -d '\(quoted(option.help))'"
                if option.value != nil {
                    line += option.takesPath ? " -r -F" : " -x"
                    if !option.offered.isEmpty { line += " -a '\(option.offered.joined(separator: " "))'" }
                }
                lines += line + "\n"
            }
        }
        script = """
            # Completion of loam for fish, printed by 'loam completion fish'.
            \(lines)
            """

        func quoted(_ text: String) -> String {
            text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        }
    }

    /// True in this place of the tree and not below it.
    private static func condition(_ place: CompletionPlace) -> String {
        var tests = place.path.dropFirst().map { "__fish_seen_subcommand_from \($0)" }
        if !place.command.subcommands.isEmpty {
            let below = place.command.subcommands.map(\.name).joined(separator: " ")
            tests.append("not __fish_seen_subcommand_from \(below)")
        }
        return tests.joined(separator: "; and ")
    }
}

extension Option {
    /// The words that its value can be: where the configuration has the last word, those that stand for the value in help.
    fileprivate var offered: [String] {
        guard choices.isEmpty, let value, value.contains("|") else { return choices }
        return value.split(separator: "|").map(String.init)
    }
}
