extension Command {
    /// Finds the command that the words name and sorts the rest into options and arguments.
    func parse(_ words: [String], in surroundings: Surroundings) throws(UsageError) -> Invocation {
        var path = [name]
        var command = self
        var rest = words[...]
        while let word = rest.first, !word.hasPrefix("-"), !command.subcommands.isEmpty {
            guard let next = command.subcommand(word) else {
                throw UsageError(
                    "There is no command '\(path.joined(separator: " ")) \(printable(word))'.",
                    suggestion: suggestion(for: word, among: command.subcommands.map(\.name)),
                    path: path,
                    command: command
                )
            }
            command = next
            path.append(word)
            rest.removeFirst()
        }
        var invocation = Invocation(root: self, path: path, command: command, surroundings: surroundings)
        do {
            try invocation.read(rest)
        } catch {
            throw UsageError(error.message, suggestion: error.suggestion, path: path, command: command)
        }
        return invocation
    }

    /// Every option that the command understands, shown in its help or not.
    func understoodOptions(isRoot: Bool) -> [Option] {
        var all = options.flatMap(\.options) + [.help]
        if isRoot { all.append(.version) }
        if configuration != nil { all += [.config] + Keys.all.filter { !$0.isSecret }.map(\.option) }
        return all
    }
}

extension Invocation {
    fileprivate mutating func read(_ words: ArraySlice<String>) throws(UsageError) {
        let known = command.understoodOptions(isRoot: path.count == 1)
        var rest = words
        var onlyArguments = false
        while let word = rest.popFirst() {
            if onlyArguments || word == "-" || !word.hasPrefix("-") {
                try take(word)
            } else if word == "--" {
                onlyArguments = true
            } else if word == "-h" {
                set(.help, to: "")
            } else {
                try take(option: word, rest: &rest, known: known)
            }
        }
        if has(.help) || has(.version) { return }
        try checkCompleteness()
    }

    private mutating func take(option word: String, rest: inout ArraySlice<String>, known: [Option]) throws(UsageError)
    {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard word.hasPrefix("--"), let option = known.first(where: { "--\($0.name)" == parts[0] }) else {
            throw unknownOption(parts[0], known: known)
        }
        guard self[option] == nil else { throw UsageError("The option --\(option.name) is given twice.") }
        guard let placeholder = option.value else {
            guard parts.count == 1 else { throw UsageError("The option --\(option.name) takes no value.") }
            set(option, to: "")
            return
        }
        guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
            throw UsageError("The option --\(option.name) needs a value: --\(option.name) \(placeholder).")
        }
        if !option.choices.isEmpty, !option.choices.contains(value) {
            throw UsageError(
                "The option --\(option.name) must be \(listed(option.choices)).",
                suggestion: suggestion(for: value, among: option.choices)
            )
        }
        set(option, to: value)
    }

    private func unknownOption(_ word: String, known: [Option]) -> UsageError {
        if command.configuration != nil, let key = Keys.all.first(where: { "--\($0.flag)" == word }) {
            return UsageError(
                "A secret cannot be an option, because others on this machine can read a command line: "
                    + "set \(key.variable), or \(key.name) in the configuration file."
            )
        }
        return UsageError(
            "There is no option \(printable(word)).",
            suggestion: suggestion(for: word, among: known.map { "--\($0.name)" })
        )
    }

    private mutating func take(_ word: String) throws(UsageError) {
        let places = command.arguments
        guard words.count < places.count || places.last?.count == .any, let last = places.last else {
            throw UsageError("There is one word too many: '\(printable(word))'.")
        }
        let argument = words.count < places.count ? places[words.count] : last
        if !argument.choices.isEmpty, !argument.choices.contains(word) {
            throw UsageError(
                "The argument <\(argument.name)> must be \(listed(argument.choices)).",
                suggestion: suggestion(for: word, among: argument.choices)
            )
        }
        append(word)
    }

    private func checkCompleteness() throws(UsageError) {
        let needed = command.arguments.filter { $0.count == .one }
        if words.count < needed.count {
            throw UsageError("The argument <\(needed[words.count].name)> is missing.")
        }
        for option in command.options.flatMap(\.options) where option.isRequired { _ = try required(option) }
    }
}

/// `a`, `a or b`, `a, b or c`.
func listed(_ words: [String], _ conjunction: String = "or") -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}

/// What a user typed, without what could move the cursor or colour the terminal.
func printable(_ word: String) -> String {
    String(
        String.UnicodeScalarView(
            word.unicodeScalars.prefix(80).map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? "?" : $0 }
        )
    )
}
