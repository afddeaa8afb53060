import CPostgres
import Glibc

/// Runs a program of PostgreSQL's client, told of the server by its environment: arguments are seen by every user.
struct PostgresTool: Sendable {
    private let name: String
    private let url: String

    init(_ name: String, _ url: String) {
        self.name = name
        self.url = url
    }

    /// Returns what the program printed.
    @discardableResult
    func run(_ arguments: [String]) async throws -> String {
        let environment = try self.environment()
        return try await BlockingExecutor(label: name).run {
            let (status, output, errors) = try execute(arguments, environment)
            guard status == 0 else {
                let reason = errors.split(whereSeparator: \.isNewline).first.map(String.init) ?? "exit code \(status)"
                throw DatabaseError(.backup, "\(name) failed: \(reason). Nothing was changed.")
            }
            return output
        }
    }

    /// Every part of the URL as the variable that libpq reads it from.
    private func environment() throws(DatabaseError) -> [String: String] {
        guard let options = PQconninfoParse(url, nil) else {
            throw DatabaseError(
                .cannotConnect,
                "The database URL cannot be read. It looks like postgres://user@host/name."
            )
        }
        defer { PQconninfoFree(options) }
        var variables: [String: String] = ["PGCONNECT_TIMEOUT": "10", "PGAPPNAME": "loam"]
        for name in ["PATH", "HOME", "LANG", "LC_ALL"] {
            variables[name] = getenv(name).map { String(cString: $0) }
        }
        var option = options
        while option.pointee.keyword != nil {
            if let variable = option.pointee.envvar, let value = option.pointee.val {
                variables[String(cString: variable)] = String(cString: value)
            } else if let variable = option.pointee.envvar, let inherited = getenv(variable) {
                variables[String(cString: variable)] = String(cString: inherited)
            }
            option += 1
        }
        return variables
    }

    private func execute(
        _ arguments: [String],
        _ environment: [String: String]
    ) throws -> (status: Int32, output: String, errors: String) {
        // Files take what is printed, so that no pipe can fill up and stop the program.
        let output = try Capture()
        let errors = try Capture()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output.descriptor, 1)
        posix_spawn_file_actions_adddup2(&actions, errors.descriptor, 2)
        let arguments = ([name] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var process = pid_t()
        let code = posix_spawnp(&process, name, &actions, nil, arguments, variables)
        guard code == 0 else {
            throw DatabaseError(
                .backup,
                "The program \(name) cannot be started: \(String(cString: strerror(code))). Install PostgreSQL's client, as "
                    + "in: apt install postgresql-client."
            )
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let exit = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
        return (exit, output.text(), errors.text())
    }
}

/// A nameless file for what a program prints.
private struct Capture: ~Copyable {
    let descriptor: Int32

    init() throws(DatabaseError) {
        var name = Array("/tmp/loam-XXXXXX".utf8CString)
        descriptor = mkstemp(&name)
        guard descriptor >= 0 else {
            throw DatabaseError(
                .backup,
                "No temporary file can be made: \(FileSystem.reason). Free some space in /tmp."
            )
        }
        unlink(name)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { close(descriptor) }

    func text() -> String {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = pread(descriptor, &part, part.count, off_t(bytes.count))
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += part[..<count]
        }
    }
}
