import Foundation

/// What is fed with bytes that libFuzzer makes up: one parser of ours, and what must hold of whatever it takes.
struct FuzzTarget: Sendable {
    let name: String
    let run: @Sendable ([UInt8]) throws -> Void

    init(_ name: String, _ run: @escaping @Sendable ([UInt8]) throws -> Void) {
        self.name = name
        self.run = run
    }

    /// For parsers of text: the bytes as UTF-8, what is not valid replaced.
    static func text(_ name: String, _ run: @escaping @Sendable (String) throws -> Void) -> FuzzTarget {
        FuzzTarget(name) { try run(String(decoding: $0, as: UTF8.self)) }
    }

    static let all =
        messageTargets + bodyTargets + clientTargets + telemetryTargets + mailTargets + cryptoTargets + productTargets
        + programTargets + sandboxTargets + matchingTargets + directoryTargets + signOnTargets
        + tableTargets + orgTargets + quotingTargets
}

/// Ends the program, and with it the fuzzing, when a promise is broken.
func check(_ isKept: Bool, _ promise: StaticString, line: UInt = #line, file: StaticString = #file) {
    if !isKept { fatalError("Broken promise: \(promise)", file: file, line: line) }
}

private let selected: FuzzTarget? = FuzzTarget.all.first { $0.name == CommandLine.arguments.dropFirst().first }

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    // An error is a fine answer to nonsense; only a crash or a broken promise is not.
    try? selected?.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// `loam-fuzz list`, or `loam-fuzz TARGET` with folders and options for libFuzzer.
///
/// The package manager links `main` to this name on Linux.
@_cdecl("loam_fuzz_main")
public func fuzzMain(_ count: CInt, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    guard let selected else {
        print(FuzzTarget.all.map(\.name).joined(separator: "\n"))
        return CommandLine.arguments.dropFirst().first == "list" ? 0 : 64
    }
    // The first run pays for tables that are read once; libFuzzer would count that as a hang on a busy machine.
    try? selected.run([])
    // The first word that libFuzzer sees is the program's name.
    var count = count - 1
    var words = words + 1
    return runDriver(&count, &words, testOneInput)
}
