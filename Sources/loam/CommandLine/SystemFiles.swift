import Glibc

/// Reads an open file to its end; more than the limit is refused.
func readAll(from descriptor: Int32, limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count == 0 { return bytes }
        if count < 0 {
            if errno == EINTR { continue }
            throw Failure("Reading failed: \(systemReason(errno)).")
        }
        bytes += buffer[..<count]
        guard bytes.count <= limit else { throw Failure("There is more than \(byteText(limit)) to read.") }
    }
}

/// The system's words for an error number, in small letters.
func systemReason(_ number: Int32) -> String {
    String(cString: strerror(number)).lowercased()
}

/// All of a small file, with a sentence for why it cannot be had.
func fileBytes(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure("The file \(path) cannot be read (\(systemReason(errno))).") }
    defer { close(descriptor) }
    return try readAll(from: descriptor, limit: 1 << 20)
}
