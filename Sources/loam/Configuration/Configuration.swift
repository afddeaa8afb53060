/// What the operator wants, put together once at the start: defaults < file < environment < flags.
@dynamicMemberLookup
struct Configuration: Sendable {
    struct Setting: Sendable, Equatable {
        let text: String
        let source: Source
    }

    enum Source: Sendable, Equatable {
        case builtIn
        case file(path: String, line: Int)
        case environment(variable: String)
        case flag(String)

        var words: String {
            switch self {
            case .builtIn: "default"
            case .file(let path, let line): "\(path), line \(line)"
            case .environment(let variable): "environment, \(variable)"
            case .flag(let name): "command line, --\(name)"
            }
        }
    }

    private let settings: [String: Setting]
    /// The file that was read, if there was one.
    let file: String?

    /// The value of a key by its name in `Keys`: `configuration.port`.
    subscript<Value>(dynamicMember path: KeyPath<Keys, Key<Value>>) -> Value {
        let key = Keys.declared[keyPath: path]
        guard let value = key.format.read(setting(of: key.description).text) else {
            preconditionFailure("The value of \(key.description.name) was checked when it was read.")
        }
        return value
    }

    func setting(of key: KeyDescription) -> Setting {
        settings[key.name] ?? Setting(text: key.defaultText, source: .builtIn)
    }

    /// Whether the key was set to something by anybody.
    func isSet(_ key: KeyDescription) -> Bool { !setting(of: key).text.isEmpty }

    /// Puts the sources together; throws every fault of all of them at once.
    init(
        file: (path: String, content: ConfigurationFile)?,
        environment: [String: String],
        flags: [String: String]
    ) throws(ConfigurationError) {
        var reading = Reading()
        if let file { reading.add(file.content, path: file.path) }
        reading.add(environment: environment)
        reading.add(flags: flags)
        settings = reading.settings
        self.file = file?.path
        let faults = reading.faults.isEmpty ? contradictions() : reading.faults
        guard faults.isEmpty else { throw ConfigurationError(faults: faults) }
    }
}

/// Every fault of the configuration: which key, from which source, what was expected.
struct ConfigurationError: Error {
    struct Fault: Sendable, Equatable {
        let place: String
        let message: String
    }

    let faults: [Fault]

    var text: String {
        let head =
            faults.count == 1
            ? "Error: The configuration has a fault; nothing was started."
            : "Error: The configuration has \(faults.count) faults; nothing was started."
        return ([head] + faults.map { "  \($0.place): \($0.message)." }).joined(separator: "\n")
    }
}

private struct Reading {
    var settings: [String: Configuration.Setting] = [:]
    var faults: [ConfigurationError.Fault] = []

    mutating func add(_ file: ConfigurationFile, path: String) {
        faults += file.faults.map { .init(place: "\(path), line \($0.line)", message: $0.message) }
        for entry in file.entries {
            let source = Configuration.Source.file(path: path, line: entry.line)
            if let key = Keys.all.first(where: { $0.name == entry.name }) {
                set(key, to: entry.value, from: source)
            } else {
                let names = Keys.all.map(\.name)
                addUnknown(entry.name, suggestion: suggestion(for: entry.name, among: names), from: source)
            }
        }
    }

    /// A platform may put variables of its own beside ours (`LOAM_SERVICE_HOST`), so only near misses are refused.
    mutating func add(environment: [String: String]) {
        for key in Keys.all {
            if let value = environment[key.variable] { set(key, to: value, from: .environment(variable: key.variable)) }
        }
        for variable in environment.keys.sorted() where variable.hasPrefix("LOAM_") {
            let known = Keys.all.map(\.variable) + ["LOAM_CONFIG"]
            guard !known.contains(variable) else { continue }
            let near = known.filter { editDistance($0, variable) <= 2 }
            if let meant = suggestion(for: variable, among: near) {
                addUnknown(variable, suggestion: meant, from: .environment(variable: variable))
            }
        }
    }

    mutating func add(flags: [String: String]) {
        for key in Keys.all {
            if let value = flags[key.name] { set(key, to: value, from: .flag(key.flag)) }
        }
    }

    private mutating func set(_ key: KeyDescription, to text: String, from source: Configuration.Source) {
        guard key.accepts(text) else {
            return faults.append(.init(place: "\(key.name) (\(source.words))", message: "expected \(key.expected)"))
        }
        settings[key.name] = Configuration.Setting(text: text, source: source)
    }

    private mutating func addUnknown(_ name: String, suggestion: String?, from source: Configuration.Source) {
        let question = suggestion.map { " (did you mean \($0)?)" } ?? ""
        faults.append(.init(place: "\(printable(name)) (\(source.words))", message: "there is no such key\(question)"))
    }
}
