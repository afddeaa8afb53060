extension Command {
    /// Parses the words and does what they ask; whatever goes wrong ends as words on the error stream and an exit code.
    func run(_ words: [String], in surroundings: Surroundings) async -> ExitCode {
        let terminal = surroundings.terminal
        do {
            let invocation = try parse(words, in: surroundings)
            let (command, path) = (invocation.command, invocation.path)
            if invocation.has(.help) {
                terminal.output(command.help(path: path, columns: terminal.helpColumns))
                return .done
            }
            if invocation.has(.version) {
                terminal.print(Version.line)
                return .done
            }
            guard let action = command.action else {
                terminal.error(command.help(path: path, columns: terminal.helpColumns))
                return .wrongUsage
            }
            do {
                return try await action(invocation)
            } catch let error as UsageError {
                throw UsageError(error.message, suggestion: error.suggestion, path: path, command: command)
            } catch let error as ConfigurationError {
                terminal.printError(error.text)
                terminal.printError(command.usage(path: path))
                return .wrongUsage
            }
        } catch let error as UsageError {
            var message = "Error: \(error.message)"
            if let suggestion = error.suggestion { message += " Did you mean '\(suggestion)'?" }
            terminal.printError(message)
            terminal.printError((error.command ?? self).usage(path: error.path.isEmpty ? [name] : error.path))
            return .wrongUsage
        } catch {
            terminal.printError("Error: \(sentence(for: error))")
            return .failed
        }
    }
}

extension Terminal {
    fileprivate var helpColumns: Int { max(60, min(columns, 100)) }
}
