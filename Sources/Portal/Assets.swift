import CAssets
import Crypto

/// The files that travel in the program, each at an address that holds a hash of its bytes and so never changes meaning.
enum Assets {
    struct Asset: Sendable {
        let path: String
        let mediaType: String
        let bytes: [UInt8]
    }

    /// The address of an asset by the name of its file.
    static func path(_ name: StaticString) -> String {
        guard let path = paths["\(name)"] else { preconditionFailure("CAssets holds no file of this name: \(name)") }
        return path
    }

    static func asset(at path: String) -> Asset? { assets[path] }

    static var all: [Asset] { Array(assets.values) }

    private static let paths: [String: String] = table.mapValues(\.path)
    private static let assets: [String: Asset] = Dictionary(uniqueKeysWithValues: table.values.map { ($0.path, $0) })

    private static let table: [String: Asset] = Dictionary(
        uniqueKeysWithValues: (0..<loam_asset_count()).map { index in
            let file = loam_asset(index)
            let name = String(cString: file.name)
            let bytes = Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
            let hash = Hex.encode(Digest.sha256(bytes).prefix(8))
            let (stem, ending) = split(name)
            let asset = Asset(path: "/assets/\(stem)-\(hash).\(ending)", mediaType: mediaType(of: ending), bytes: bytes)
            return (name, asset)
        }
    )

    private static func split(_ name: String) -> (stem: Substring, ending: Substring) {
        guard let dot = name.lastIndex(of: ".") else { preconditionFailure("An asset without an ending: \(name)") }
        return (name[..<dot], name[name.index(after: dot)...])
    }

    private static func mediaType(of ending: Substring) -> String {
        switch ending {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: preconditionFailure("An asset of an unknown kind: .\(ending)")
        }
    }
}
