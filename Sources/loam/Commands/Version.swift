/// Which Loam this is.
enum Version {
    static let number = "0.1.0"
    static let line = "loam \(number)"
}

extension Command {
    static let version = Command("version", "Show the version.", options: [.output]) { invocation in
        if invocation.has(.json) {
            let json: JSON = ["name": "loam", "version": .text(Version.number)]
            invocation.terminal.print(json.formatted)
        } else {
            invocation.terminal.print(Version.line)
        }
        return .done
    }
}
