import Foundation
import Mail

/// The scripted mail server: one process for all tests, with a port for each way of behaving.
final class MailServer: Sendable {
    enum Mode: String, CaseIterable {
        case plain, starttls, implicit, login
        case starttlsAndLogin = "starttls+login"
        /// Too busy for any connection; takes nothing from this machine; is no mail server at all.
        case full, closed, nonsense
    }

    struct Mail: Decodable {
        let sender: String
        let recipients: [String]
        let secure: Bool
        let user: String?
        let from: [[String]]
        let to: [[String]]
        let subject: String
        let id: String
        let text: String
        let html: String?
        let defects: [String]
    }

    /// Ends with the test run: its standard input is then closed.
    static let shared = Result { try MailServer() }

    let certificate: String
    private let ports: [Mode: Int]
    private let folder: URL
    private let input = Pipe()
    private let process: Process

    private init() throws {
        folder = URL(filePath: NSTemporaryDirectory()).appending(path: "loam-mail-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.path(percentEncoded: false)
        certificate = path + "/certificate.pem"
        let openssl = try start([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout", path + "/key.pem", "-out", certificate,
        ])
        openssl.waitUntilExit()
        guard openssl.terminationStatus == 0 else {
            throw DidNotStart(program: "openssl", exit: openssl.terminationStatus)
        }
        let output = Pipe()
        let words = ["python3", "-c", mailServerScript, path] + Mode.allCases.map(\.rawValue)
        process = try start(words, input: input, output: output)
        var line: [UInt8] = []
        while line.last != UInt8(ascii: "\n"), let byte = try output.fileHandleForReading.read(upToCount: 1)?.first {
            line.append(byte)
        }
        let numbers = String(decoding: line, as: UTF8.self).split { $0.isWhitespace }.compactMap { Int($0) }
        guard numbers.count == Mode.allCases.count else {
            process.waitUntilExit()
            throw DidNotStart(program: "the mail server's script", exit: process.terminationStatus)
        }
        ports = Dictionary(uniqueKeysWithValues: zip(Mode.allCases, numbers))
    }

    /// What the server has taken with this Message-ID.
    func mails(_ id: String) throws -> [Mail] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .map { try JSONDecoder().decode(Mail.self, from: Data(contentsOf: $0)) }
            .filter { $0.id.hasPrefix("<\(id)@") }
    }

    /// How to speak to it, its certificate trusted.
    func settings(_ mode: Mode, _ security: SMTPServer.Security = .whenOffered) -> SMTPServer {
        SMTPServer(host: "localhost", port: ports[mode] ?? 0, security: security, certificateAuthorities: certificate)
    }
}

private struct DidNotStart: Error {
    let program: String
    let exit: Int32
}

private func start(_ words: [String], input: Pipe? = nil, output: Pipe? = nil) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    if let input { process.standardInput = input }
    if let output { process.standardOutput = output }
    try process.run()
    return process
}
