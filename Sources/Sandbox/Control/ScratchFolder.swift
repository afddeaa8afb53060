import Glibc

/// A folder of its own for a few files, gone with the last who holds it.
final class ScratchFolder: Sendable {
    let path: String

    init() throws(FileError) {
        let parent = FlatFolder.temporary
        path = "\(parent)/loam-\(UInt64.random(in: 0 ... .max))"
        guard mkdir(path, 0o700) == 0 else { throw FileError(doing: "make a temporary folder in \(parent)") }
    }

    deinit { FlatFolder.remove(path) }
}
