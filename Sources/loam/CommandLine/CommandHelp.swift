extension Command {
    /// What `--help` prints: a sentence, the usage, then every word that the command takes.
    func help(path: [String], columns: Int = 80) -> String {
        var text = abstract + "\n\n" + usage(path: path) + "\n"
        for paragraph in paragraphs { text += "\n" + paragraph.text(columns: columns) + "\n" }
        for section in helpSections(isRoot: path.count == 1) {
            text += "\n\(section.title):\n" + definitions(section.entries, columns: columns)
        }
        if configuration != nil {
            text += "\nEvery other key is an option too: see 'loam config --reference'.\n"
        }
        if !subcommands.isEmpty {
            text += "\nSee '\((path + ["<command>", "--help"]).joined(separator: " "))' for one command.\n"
        }
        return text
    }

    /// One line: `Usage: loam user create <e-mail> --role ROLE [options]`.
    func usage(path: [String]) -> String {
        var words = path
        if !subcommands.isEmpty { words.append("<command>") }
        for option in options.flatMap(\.options) where option.isRequired {
            words.append("--\(option.name) \(option.value ?? "")")
        }
        words.append("[options]")
        for argument in arguments {
            switch argument.count {
            case .one: words.append("<\(argument.name)>")
            case .optional: words.append("[<\(argument.name)>]")
            case .any: words.append("[<\(argument.name)> ...]")
            }
        }
        return "Usage: " + words.joined(separator: " ")
    }

    /// A part of the discussion: prose that is wrapped, or examples that keep their lines.
    enum Paragraph {
        case prose(String)
        case examples([String])

        func text(columns: Int) -> String {
            switch self {
            case .prose(let text): wrapped(text, width: columns).joined(separator: "\n")
            case .examples(let lines): lines.map { "  " + $0 }.joined(separator: "\n")
            }
        }
    }

    /// The discussion's paragraphs; those whose lines are set in by two blanks are examples.
    var paragraphs: [Paragraph] {
        discussion.split(separator: "\n\n").map { paragraph in
            let lines = paragraph.split(separator: "\n")
            return lines.allSatisfy { $0.hasPrefix("  ") }
                ? .examples(lines.map { String($0.dropFirst(2)) }) : .prose(lines.joined(separator: " "))
        }
    }

    struct HelpSection {
        let title: String
        let entries: [(term: String, meaning: String)]
    }

    func helpSections(isRoot: Bool) -> [HelpSection] {
        var sections: [HelpSection] = []
        if !subcommands.isEmpty {
            sections.append(HelpSection(title: "Commands", entries: subcommands.map { ($0.name, $0.abstract) }))
        }
        if !arguments.isEmpty {
            sections.append(HelpSection(title: "Arguments", entries: arguments.map { ("<\($0.name)>", $0.help) }))
        }
        sections += options.map { HelpSection(title: $0.title, entries: $0.options.map(\.helpEntry)) }
        if let configuration {
            sections.append(
                HelpSection(title: "Configuration", entries: ([.config] + configuration.map(\.option)).map(\.helpEntry))
            )
        }
        let general: [Option] = isRoot ? [.help, .version] : [.help]
        sections.append(HelpSection(title: "General", entries: general.map(\.helpEntry)))
        return sections
    }
}

extension Option {
    fileprivate var helpEntry: (term: String, meaning: String) {
        if name == Option.help.name { return ("-h, --help", help) }
        return (value.map { "--\(name) \($0)" } ?? "--\(name)", help)
    }
}

private func definitions(_ entries: [(term: String, meaning: String)], columns: Int) -> String {
    let width = min(24, (entries.map(\.term.count).max() ?? 0) + 2)
    var text = ""
    for (term, meaning) in entries {
        let lines = wrapped(meaning, width: columns - width - 2)
        text += "  " + term
        if term.count + 2 > width {
            text += "\n" + spaces(width + 2)
        } else {
            text += spaces(width - term.count)
        }
        text += lines.joined(separator: "\n" + spaces(width + 2)) + "\n"
    }
    return text
}

func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
        if !line.isEmpty, line.count + 1 + word.count > width {
            lines.append(line)
            line = ""
        }
        line += line.isEmpty ? String(word) : " " + word
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
}
