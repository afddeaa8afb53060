import Capabilities
import Crypto
import Glibc
import Telemetry

extension Command {
    static let secrets = Command(
        "secrets",
        "Look after the key that seals stored secrets.",
        subcommands: [
            Command(
                "status",
                "Tell which key seals, and how many secrets each key has sealed.",
                options: [.output],
                configuration: Keys.forStorage
            ) { invocation in
                let status = try await invocation.asOperator { capabilities, _ in
                    try await capabilities.sealing.status()
                }
                invocation.show(status)
                return .done
            },
            Command(
                "rotate",
                "Make a new key, and seal every secret anew with it.",
                discussion: """
                    Loam must not run meanwhile, on any machine: what is sealed with the new key, a process with the old
                    one cannot read. Stopped in the middle, it goes on where it was when it is started again. Copy the key
                    file afterwards, also to other machines.

                    The older keys stay in the file, because backups need them, unless --drop-older takes them out.

                    With the key in LOAM_SEALING_KEY, put a new one before it, with a comma between, and run this.
                    """,
                options: [OptionGroup("Keys", .dropOlder), .output],
                configuration: Keys.forStorage,
                action: rotate
            ),
            Command(
                "create",
                "Make a key file where there is none.",
                discussion: """
                    'loam serve' does so by itself at the first start. By hand it is for a key that is lost for good:
                    what the lost one has sealed stays unreadable, everything from now on is sealed with the new one.
                    """,
                configuration: [Keys.declared.data.description]
            ) { invocation in
                let configuration = try invocation.configuration()
                try configuration.folder.create()
                let file = configuration.sealingKeyFile
                guard configuration.sealingKey == nil, access(file.path, F_OK) != 0 else {
                    throw Failure(
                        "There is a sealing key already, so none was made. 'loam secrets rotate' makes a new one."
                    )
                }
                invocation.terminal.print(
                    "The key \(try file.loadOrCreate().currentKeyID) is in \(file.path). Keep a copy of it."
                )
                return .done
            },
            Command(
                "generate",
                "Print a new key for LOAM_SEALING_KEY, and keep it nowhere."
            ) { invocation in
                invocation.terminal.output(SealingKeys.generate().text.reveal())
                return .done
            },
        ]
    )
}

@Sendable private func rotate(_ invocation: Invocation) async throws -> ExitCode {
    let configuration = try invocation.configuration()
    try configuration.folder.checkExists()
    let lock = try DataFolderLock(configuration.folder, .alone)
    let isByEnvironment = configuration.sealingKey != nil
    if isByEnvironment {
        guard try !configuration.sealingKeys(creating: false).olderKeyIDs.isEmpty else {
            throw Failure(
                "The sealing key comes from LOAM_SEALING_KEY, so this command cannot make a new one. Put one before it, with "
                    + "a comma between ('loam secrets generate' prints one), and run this again."
            )
        }
    } else if try await invocation.needsNewKey() {
        _ = try configuration.sealingKeyFile.rotate()
    }
    let progress = Progress("Sealing anew", unit: .rows, in: invocation.surroundings)
    let (count, status) = try await invocation.asOperator { capabilities, name in
        let caller = try await capabilities.atCommandLine(as: name)
        let before = try await capabilities.sealing.status()
        let whole = before.values.filter { $0.key != before.currentKey }.values.reduce(0, +)
        defer { progress.finish() }
        let count = try await capabilities.sealing.reseal(by: caller) { progress.update($0, of: whole) }
        return (count, try await capabilities.sealing.status())
    }
    let drops = invocation.has(.dropOlder) && !isByEnvironment && status.isRotated
    if drops { _ = try configuration.sealingKeyFile.dropOlderKeys() }
    _ = consume lock
    if invocation.has(.json) {
        let json: JSON = ["key": .text(status.currentKey), "sealed": .integer(count), "olderKeysDropped": .flag(drops)]
        invocation.terminal.print(json.formatted)
    } else {
        invocation.terminal.print("\(counted(count, "secret")) sealed anew with the key \(status.currentKey).")
        if isByEnvironment {
            invocation.terminal.print(
                "Give all processes the same LOAM_SEALING_KEY. Backups need the older keys in it."
            )
        } else {
            let rest = drops ? "" : " The older keys stay in it, for backups that need them."
            invocation.terminal.print("Take a new copy of the key file.\(rest)")
        }
    }
    return .done
}

extension Invocation {
    /// Whether no rotation is under way: an older key of ours that has sealed something is one that was not finished.
    fileprivate func needsNewKey() async throws -> Bool {
        let configuration = try configuration()
        let older = try configuration.sealingKeys(creating: false).olderKeyIDs
        let status = try await asOperator { capabilities, name in
            // Before a new key is made, the one who asks must be allowed to use it.
            _ = try await capabilities.atCommandLine(as: name)
            return try await capabilities.sealing.status()
        }
        return !older.contains { status.values[$0] != nil }
    }

    fileprivate func show(_ status: Sealing.Status) {
        let keys = status.values.sorted { $0.key < $1.key }
        if has(.json) {
            let json: JSON = [
                "currentKey": .text(status.currentKey),
                "secrets": .object(keys.map { ($0.key, .integer($0.value)) }),
                "missingKeys": .array(status.missingKeys.map(JSON.text)),
            ]
            terminal.print(json.formatted)
            return
        }
        terminal.print("The key \(status.currentKey) seals.")
        for (key, count) in keys {
            let remark = status.missingKeys.contains(key) ? " That key is missing, so they cannot be read." : ""
            terminal.print("\(counted(count, "secret")) \(count == 1 ? "is" : "are") sealed with \(key).\(remark)")
        }
        if keys.isEmpty { terminal.print("Nothing is sealed.") }
    }
}

extension Option {
    fileprivate static let dropOlder = Option.flag(
        "drop-older",
        "Take the older keys out of the file once nothing is sealed with them."
    )
}
