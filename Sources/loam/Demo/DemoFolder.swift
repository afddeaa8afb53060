import Crypto
import Glibc

/// The folder of a demonstration: Loam's data, the org's, and how to sign in.
struct DemoFolder: Sendable {
    let path: String

    var loam: DataFolder { DataFolder(path: path + "/loam") }
    var org: DataFolder { DataFolder(path: path + "/org") }
    var records: String { path + "/records" }

    func create() throws { try DataFolder(path: path).create() }

    /// The administrator's password: made once, and kept for the next start.
    func password() throws -> Secret {
        let file = path + "/password"
        if let kept = try read(file) { return kept }
        let made = Secret("loom-" + Random.token(bytes: 9))
        try writeFile(Array((made.reveal() + "\n").utf8), to: file, mode: 0o600)
        return made
    }

    /// The key by which Loam signs in to the org without a browser.
    func key() async throws -> RSAPrivateKey {
        let file = path + "/org-key.pem"
        if let kept = try read(file) { return try RSAPrivateKey(pem: kept) }
        let made = try await RSAPrivateKey.generate(.bits2048)
        try writeFile(Array(try made.pem.reveal().utf8), to: file, mode: 0o600)
        return made
    }

    private func read(_ file: String) throws -> Secret? {
        guard access(file, F_OK) == 0 else { return nil }
        let text = String(decoding: try fileBytes(file), as: UTF8.self)
        return Secret(String(text.reversed().drop { $0.isWhitespace }.reversed()))
    }
}
