import Glibc

/// Why a file cannot be read as a table, in one sentence that holds nothing of its content.
package struct TableError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }

    static func cannotRead(_ path: String, _ reason: Int32) -> TableError {
        TableError("The file \(path) cannot be read (\(String(cString: strerror(reason)))).")
    }

    static func damaged(_ path: String, _ packing: PackedFile.Packing) -> TableError {
        TableError(
            "The file \(path) is \(packing.words), but damaged or cut off, so it cannot be unpacked; fetch it anew."
        )
    }
}
