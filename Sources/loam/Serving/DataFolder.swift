import FoundationEssentials
import Glibc
import Telemetry

/// The folder of everything that Loam keeps on this machine: made at the first start, open to its owner alone.
struct DataFolder: Sendable {
    let path: String

    var databasePath: String { path + "/loam.db" }
    var sealingKeyPath: String { path + "/sealing.key" }
    var indexPath: String { path + "/index" }
    var lockPath: String { path + "/lock" }
    var workersPath: String { path + "/workers" }
    private var addressPath: String { path + "/address" }

    /// Where the portal was last served from this folder; nil when it never was.
    var lastAddress: String? {
        let text = try? String(contentsOfFile: addressPath, encoding: .utf8)
        return text?.split(whereSeparator: \.isNewline).first.map(String.init)
    }

    /// Keeps where the portal is served, for the links that other commands print. Without it, they take the configuration.
    func keep(address: String) {
        do {
            try Data((address + "\n").utf8).write(to: URL(filePath: addressPath), options: .atomic)
        } catch {
            Log.warning(
                "The address could not be kept, so links that commands print may name another.",
                ["path": addressPath]
            )
        }
    }

    var exists: Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    /// Makes the folder when there is none; its parent must be there, so that a misspelled path is not built.
    func create() throws {
        if mkdir(path, 0o700) == 0 { return }
        switch errno {
        case EEXIST: try checkIsFolder()
        case ENOENT:
            throw Failure(
                "The data folder \(path) cannot be made, because the folder above it does not exist. "
                    + "Make that folder, or set --data to another place."
            )
        default:
            throw Failure(
                "The data folder \(path) cannot be made (\(systemReason(errno))). "
                    + "Nothing was started; give this user the right to write there, or set --data to another place."
            )
        }
    }

    /// Throws when nothing was ever kept here, so that a command that only looks does not make an empty folder.
    func checkExists() throws {
        guard exists else {
            throw Failure(
                "There is no data folder at \(path), so there is nothing to work on. "
                    + "Set --data to the folder that 'loam serve' uses, or start 'loam serve' once."
            )
        }
        try checkIsFolder()
    }

    private func checkIsFolder() throws {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure("\(path) is not a folder, so no data can be kept in it. Set --data to another place.")
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            throw Failure(
                "The data folder \(path) cannot be used by this user (\(systemReason(errno))). "
                    + "Run Loam as the user that owns it, or set --data to another place."
            )
        }
    }
}
