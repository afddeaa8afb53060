/// The whole command tree as one manual page, in the language of `man`.
struct ManualPage {
    private let root: Command

    init(of root: Command) {
        self.root = root
    }

    var text: String {
        var page = """
            .TH LOAM 1 "" "\(Version.line)" "Loam"
            .SH NAME
            loam \\- \(roff(root.abstract))
            .SH SYNOPSIS
            .B loam
            .I command
            [options]
            .SH COMMANDS

            """
        for command in root.subcommands { page += section(command, path: [root.name]) }
        page +=
            ".SH CONFIGURATION\n"
            + paragraph("Later sources win: what is built in, the file, the environment, options.")
        for key in Keys.all {
            page += ".TP\n.B \(roff(key.name))\n"
            let value = key.defaultText.isEmpty ? "Not set by default." : "Default: \(key.defaultText)."
            page += roff("\(key.meaning) Environment: \(key.variable). \(value)") + "\n"
        }
        page += """
            .SH EXIT STATUS
            .TP
            .B 0
            Done.
            .TP
            .B 1
            It could not be done; standard error says why.
            .TP
            .B 64
            Wrong usage: an unknown command or option, or a faulty configuration.

            """
        return page
    }

    private func section(_ command: Command, path: [String]) -> String {
        let path = path + [command.name]
        guard command.subcommands.isEmpty else {
            return command.subcommands.map { section($0, path: path) }.joined()
        }
        var text = ".SS \(roff(path.joined(separator: " ")))\n" + paragraph(command.abstract)
        text += paragraph(command.usage(path: path))
        for part in command.paragraphs {
            switch part {
            case .prose(let prose): text += paragraph(prose)
            case .examples(let lines):
                text += ".PP\n.nf\n.RS 4\n" + lines.map { roff($0) + "\n" }.joined() + ".RE\n.fi\n"
            }
        }
        for entry in command.arguments.map({ ("<\($0.name)>", $0.help) }) {
            text += ".TP\n.I \(roff(entry.0))\n\(roff(entry.1))\n"
        }
        for option in command.options.flatMap(\.options) {
            let term = option.value.map { "--\(option.name) \($0)" } ?? "--\(option.name)"
            text += ".TP\n.B \(roff(term))\n\(roff(option.help))\n"
        }
        return text
    }

    private func paragraph(_ text: String) -> String { ".PP\n\(roff(text))\n" }

    /// Escapes what the language would take for itself: backslashes, hyphens, and a dot or quote that begins a line.
    private func roff(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\e"
            case "-": escaped += "\\-"
            default: escaped.append(character)
            }
        }
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }
}
