import Glibc
import Telemetry

/// The folder, the disk and the limits of this machine.
struct MachineFindings: Sendable {
    let configuration: Configuration
    let folder: DataFolder

    func all() -> [Finding] {
        var findings = [dataFolder, disk, openFiles]
        if let configurationFile { findings.append(configurationFile) }
        return findings
    }

    var dataFolder: Finding {
        let subject = "data folder"
        var status = stat()
        guard stat(folder.path, &status) == 0 else {
            return .broken(
                subject,
                "\(folder.path) is not there (\(systemReason(errno))).",
                remedy: "Start 'loam serve' once, which makes it, or set --data to the folder that holds your data."
            )
        }
        guard status.st_mode & S_IFMT == S_IFDIR, access(folder.path, R_OK | W_OK | X_OK) == 0 else {
            return .broken(
                subject,
                "\(folder.path) cannot be used by this user.",
                remedy: "Run Loam as the user that owns it: chown -R USER \(folder.path)"
            )
        }
        guard status.st_mode & 0o077 == 0 else {
            return .warning(
                subject,
                "\(folder.path) can be opened by other users of this machine.",
                remedy: "chmod 700 \(folder.path)"
            )
        }
        return .good(subject, "\(folder.path) is open to its owner only.")
    }

    var disk: Finding {
        let subject = "disk"
        var status = statvfs()
        guard statvfs(folder.path, &status) == 0 else {
            return .warning(
                subject,
                "How much space is left cannot be told (\(systemReason(errno))).",
                remedy: "Mend the data folder first."
            )
        }
        let free = Int(status.f_bavail) * Int(status.f_frsize)
        let share = status.f_blocks > 0 ? Int(status.f_bavail * 100 / status.f_blocks) : 0
        let sentence = "\(byteText(free)) are free (\(share) %)."
        if free < 100 << 20 {
            return .broken(subject, sentence, remedy: "Make space now: without it nothing can be saved.")
        }
        if free < 1 << 30 {
            return .warning(subject, sentence, remedy: "Make space before it runs out.")
        }
        return .good(subject, sentence)
    }

    /// Every connection is an open file, and so is every file of the database.
    var openFiles: Finding {
        let subject = "open files"
        let allowed = OpenFileLimit.highest
        let needed = OpenFileLimit.needed(connections: configuration.limitsConnections)
        guard allowed >= needed else {
            return .warning(
                subject,
                "This process may open \(grouped(allowed)) files, and limits.connections needs \(grouped(needed)).",
                remedy: "Raise the hard limit (ulimit -Hn, or LimitNOFILE= in the unit), or lower limits.connections."
            )
        }
        return .good(subject, "The process may open the \(grouped(needed)) files that its connections need.")
    }

    private var configurationFile: Finding? {
        guard let path = configuration.file else { return nil }
        let subject = "configuration"
        let secrets = Keys.all.filter { key in
            if case .file = configuration.setting(of: key).source { return key.isSecret || key.name == "database" }
            return false
        }
        var status = stat()
        guard !secrets.isEmpty, stat(path, &status) == 0, status.st_mode & 0o077 != 0 else {
            return .good(subject, "\(path) has no fault.")
        }
        return .warning(
            subject,
            "\(path) holds \(listed(secrets.map(\.name))) and can be read by other users of this machine.",
            remedy: "chmod 600 \(path)"
        )
    }
}
