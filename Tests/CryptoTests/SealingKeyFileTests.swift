import Crypto
import Glibc
import Testing

@Suite struct SealingKeyFileTests {
    private let folder = TemporaryFolder()

    private var file: SealingKeyFile { SealingKeyFile(path: folder.path + "/loam.key") }

    @Test("The file is made once, for its owner alone, and leaves no draft")
    func creation() throws {
        let keys = try file.loadOrCreate()
        #expect(try file.loadOrCreate().text == keys.text)
        #expect(try folder.mode(of: "loam.key") == 0o600)
        #expect(folder.contents == ["loam.key"])
    }

    @Test("Many processes that start at once end with the same key")
    func race() async throws {
        let file = file
        let ids = try await withThrowingTaskGroup { group in
            for _ in 0..<16 { group.addTask { try file.loadOrCreate().currentKeyID } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        #expect(folder.contents == ["loam.key"])
    }

    @Test("A file that others may read is refused with the command that mends it", arguments: [0o640, 0o604, 0o666])
    func openToOthers(mode: mode_t) throws {
        _ = try file.loadOrCreate()
        chmod(file.path, mode)
        let error = #expect(throws: CryptoError.self) { try file.loadOrCreate() }
        #expect(error?.code == .keyFile)
        #expect(error?.message.contains("chmod 600 \(file.path)") == true)
    }

    @Test("A rotation keeps the file's mode and its older keys; dropping them leaves the current one")
    func rotation() throws {
        let first = try file.loadOrCreate()
        let second = try file.rotate()
        #expect(second.olderKeyIDs == [first.currentKeyID])
        #expect(try file.load().text == second.text)
        #expect(try folder.mode(of: "loam.key") == 0o600)
        _ = try file.dropOlderKeys()
        #expect(try file.load().olderKeyIDs.isEmpty)
        #expect(try file.load().currentKeyID == second.currentKeyID)
        #expect(folder.contents == ["loam.key"])
    }

    @Test("A file that cannot be made, read or understood is named")
    func unusable() throws {
        let nowhere = SealingKeyFile(path: folder.path + "/missing/loam.key")
        #expect(throws: CryptoError.self) { try nowhere.loadOrCreate() }
        #expect(throws: CryptoError.self) { try SealingKeyFile(path: folder.path).loadOrCreate() }
        #expect(throws: CryptoError.self) { try file.load() }
    }
}

/// A folder of its own for one test, removed with it.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = "/tmp/loam-crypto-\(Hex.encode(Random.bytes(8)))"
        mkdir(path, 0o700)
    }

    deinit {
        for name in contents { unlink("\(path)/\(name)") }
        rmdir(path)
    }

    var contents: [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    func mode(of name: String) throws -> mode_t {
        var status = stat()
        try #require(stat("\(path)/\(name)", &status) == 0)
        return status.st_mode & 0o777
    }
}
