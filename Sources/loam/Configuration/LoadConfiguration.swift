import Glibc

extension Invocation {
    /// The configuration for this command: built-in values, the file, the environment, then the flags.
    func configuration() throws -> Configuration {
        let environment = surroundings.environment
        let named = self[.config] ?? environment["LOAM_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        let path = named ?? "loam.conf"
        var file: (path: String, content: ConfigurationFile)?
        switch readText(path) {
        case .text(let text): file = (path, ConfigurationFile(parsing: text))
        case .missing where named == nil: break
        case .missing:
            throw Failure("There is no configuration file at \(path). Make it, or leave out --config and LOAM_CONFIG.")
        case .unreadable(let reason):
            throw Failure(
                "The configuration file \(path) cannot be read (\(reason)). "
                    + "Nothing was started; mend the file or its permissions."
            )
        }
        return try Configuration(file: file, environment: environment, flags: configurationFlags)
    }
}

private enum FileText {
    case text(String), missing, unreadable(String)
}

private func readText(_ path: String) -> FileText {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno == ENOENT ? .missing : .unreadable(systemReason(errno)) }
    defer { close(descriptor) }
    do {
        guard let text = String(validating: try readAll(from: descriptor, limit: 1 << 20), as: UTF8.self) else {
            return .unreadable("it is not UTF-8 text")
        }
        return .text(text)
    } catch {
        return .unreadable(sentence(for: error))
    }
}
