import Glibc

/// A file of public knowledge that a package of the system brings.
enum ReferenceFile {
    /// Its bytes, nil when it cannot be read.
    static func bytes(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var count = 0
        repeat {
            let block = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
                filled = fread(buffer.baseAddress, 1, 1 << 16, file)
            }
            bytes += block
            count = block.count
        } while count > 0
        return ferror(file) == 0 ? bytes : nil
    }

    /// The folders and files in a folder, in order.
    static func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
