import FoundationEssentials
import Glibc
package import Matching

/// The model that was learned, as a document beside the index.
package struct ModelFile: Sendable {
    private let path: String

    package init(folder: String) { path = folder + "/model.json" }

    /// Which document it is: a model that takes the place of another is another file.
    struct Stamp: Sendable, Equatable {
        let file: UInt
        let seconds: Int
        let nanoseconds: Int
    }

    /// Nil when no model was learned.
    var stamp: Stamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Stamp(file: status.st_ino, seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    }

    /// The model that was learned; nil when none was.
    package func read() throws -> Model? {
        guard access(path, F_OK) == 0 else { return nil }
        guard let file = fopen(path, "r") else { throw ModelFileError.unreadable }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return try ModelFile.model(Data(bytes))
    }

    /// A weight that the document lacks, since it was learned before there was one, is the built-in.
    private static func model(_ learned: Data) throws -> Model {
        let decoder = JSONDecoder()
        let encoder = JSONEncoder()
        do {
            let builtIn = try decoder.decode(LayeredDocument.self, from: encoder.encode(Model()))
            let document = try decoder.decode(LayeredDocument.self, from: learned)
            return try decoder.decode(Model.self, from: encoder.encode(document.over(builtIn)))
        } catch {
            throw ModelFileError.unreadable
        }
    }

    /// Puts a model in the place of the one that was there, at once.
    package func write(_ model: Model) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let data = try encoder.encode(model)
        guard let file = fopen(path + ".new", "w") else { throw ModelFileError.unwritable }
        let written = data.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
        guard fclose(file) == 0, written == data.count, rename(path + ".new", path) == 0 else {
            throw ModelFileError.unwritable
        }
    }

    /// Goes back to the built-in model.
    package func remove() throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw ModelFileError.unwritable }
    }
}

package enum ModelFileError: Error, CustomStringConvertible {
    case unreadable, unwritable

    package var description: String {
        switch self {
        case .unreadable:
            "The matching model that was learned cannot be read; run 'loam match train --reset' to go back to the built-in."
        case .unwritable:
            "The matching model cannot be written; look whether the index folder is writable and has room."
        }
    }
}
