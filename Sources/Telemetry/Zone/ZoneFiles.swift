import Glibc
import Synchronization

/// The time zone database of this machine. Each zone is read once.
enum ZoneFiles {
    private static let directory = "/usr/share/zoneinfo"
    private static let known = Mutex<[String: Zone]>([:])

    static func zone(named name: String) throws(ZoneError) -> Zone {
        if name == Zone.utc.name { return .utc }
        if let zone = known.withLock({ $0[name] }) { return zone }
        guard isName(name) else { throw .unknown }
        guard access(directory, R_OK) == 0 else { throw .noDatabase }
        guard let bytes = read("\(directory)/\(name)") else { throw .unknown }
        guard bytes.starts(with: "TZif".utf8) else { throw .unknown }
        guard let history = ZoneFile.history(bytes) else { throw .unreadable }
        let zone = Zone(name: name, history: history)
        known.withLock { $0[name] = zone }
        return zone
    }

    /// Whether the text can be a zone's name and cannot lead out of the directory.
    private static func isName(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return text.utf8.count <= 64
            && parts.allSatisfy { part in
                guard let first = part.utf8.first, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first else { return false }
                return part.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"):
                        true
                    default: false
                    }
                }
            }
    }

    /// A zone's file is a few kilobytes; what is longer than 64 is none.
    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var length = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
            while length < buffer.count, let start = buffer.baseAddress {
                let got = Glibc.read(descriptor, start + length, buffer.count - length)
                if got < 0 && errno == EINTR { continue }
                if got <= 0 { break }
                length += got
            }
            count = length
        }
        return bytes.isEmpty ? nil : bytes
    }
}
