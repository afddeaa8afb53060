import Foundation

/// A program run to its end.
struct Spawned {
    let code: Int32
    let output: String
    let error: String

    static func run(_ program: String, _ words: String..., environment: [String: String]? = nil) async throws -> Spawned
    {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = words
        if let environment { process.environment = environment }
        let output = Pipe()
        let error = Pipe()
        process.standardOutput = output
        process.standardError = error
        process.standardInput = FileHandle.nullDevice
        try process.run()
        async let text = output.fileHandleForReading.readToEnd()
        async let complaint = error.fileHandleForReading.readToEnd()
        let texts = try await (text, complaint)
        process.waitUntilExit()
        return Spawned(
            code: process.terminationStatus,
            output: String(decoding: texts.0 ?? Data(), as: UTF8.self),
            error: String(decoding: texts.1 ?? Data(), as: UTF8.self)
        )
    }
}
