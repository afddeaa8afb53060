import Crypto
import Foundation
import HTTP
import Store
import Testing

@testable import API

/// The requests by hand, as they lie in the repository.
enum Example {
    static let folder = #filePath.replacing("Tests/APITests/Example.swift", with: "examples/api")

    /// The script of an operation: `list-users` for `listUsers`.
    static func name(of operation: String) -> String {
        operation.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
    }

    /// Runs the script; it has to end well.
    static func run(_ name: String, _ arguments: [String], _ desk: Desk, port: Int) async throws -> Answer {
        let process = Process()
        process.executableURL = URL(filePath: "\(folder)/\(name).sh")
        process.arguments = arguments
        process.environment = [
            "PATH": "/usr/bin:/bin", "LOAM_URL": "http://127.0.0.1:\(port)",
            "LOAM_KEY": desk.keys[.admin]?.reveal() ?? "",
        ]
        let output = Pipe()
        process.standardOutput = output
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        #expect(status == 0, "\(name): \(text)")
        return Answer(status: 0, fields: [:], text: text)
    }
}
