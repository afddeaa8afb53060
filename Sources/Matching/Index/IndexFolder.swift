import Glibc

/// Which files of a folder make the index: the base, and what changed since it.
package struct IndexFolder: Sendable {
    /// One generation of files.
    package struct Layer: Sendable, Hashable {
        /// The part of the files' names that they share.
        package var name: String
        /// Up to which load of the catalogue it tells.
        package var until: Int64
    }

    package let path: String
    package private(set) var base: Layer?
    package private(set) var delta: Layer?

    /// A folder that was not there is empty, and one of another version counts as empty.
    package init(_ path: String) {
        self.path = path
        guard let file = try? MappedFile(path + "/layers") else { return }
        let text = UnsafeRawBufferPointer(start: file.start, count: file.count)
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        guard lines.first == IndexFolder.version else { return }
        for line in lines.dropFirst() {
            let parts = line.split(separator: " ")
            guard parts.count == 3, let until = Int64(parts[2]) else { continue }
            let layer = Layer(name: String(parts[1]), until: until)
            if parts[0] == "base" { base = layer } else { delta = layer }
        }
    }

    private static let version: Substring = "loam-index 5"

    func file(_ layer: Layer, _ kind: String) -> String { "\(path)/\(layer.name).\(kind)" }

    /// Makes these the layers that are read from now on, at once, and drops the files of those before.
    mutating func commit(base: Layer, delta: Layer?) throws(IndexError) {
        let before = [self.base, self.delta].compactMap { $0 }
        (self.base, self.delta) = (base, delta)
        var text = "\(IndexFolder.version)\nbase \(base.name) \(base.until)\n"
        if let delta { text += "delta \(delta.name) \(delta.until)\n" }
        let file = try TemporaryFile(path + "/layers.new", keeps: true)
        try file.write(Array(text.utf8), at: 0)
        guard rename(path + "/layers.new", path + "/layers") == 0 else { throw .unwritable }
        for layer in before where layer != base && layer != delta {
            for kind in ["companies", "people", "gone"] { unlink(self.file(layer, kind)) }
        }
    }
}
