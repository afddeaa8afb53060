import CAssets
import Crypto
import HTTP

/// The one stylesheet of the org's pages, at an address that changes with its text.
enum Style {
    static let path = "/assets/sandbox-\(Hex.encode(Digest.sha256(bytes).prefix(8))).css"

    static var routes: [Route] {
        ImmutableFiles([.init(at: path, type: "text/css; charset=utf-8", bytes)]).routes
    }

    private static let bytes: [UInt8] = {
        let file = loam_sandbox_style()
        return Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
    }()
}
