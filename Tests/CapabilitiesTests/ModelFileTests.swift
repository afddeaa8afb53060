import Matching
import TestSupport
import Testing

@testable import Capabilities

@Suite struct ModelFileTests {
    @Test("X-22 · a model is read as it was written")
    func written() async throws {
        try await TemporaryFolder.with { folder in
            let file = ModelFile(folder: folder.path)
            #expect(try file.read() == nil)
            var model = Model()
            model.threshold = 63
            model.company.nameSame = 1.25
            model.calibration = [.init(odds: -3, confidence: 12.5), .init(odds: 4, confidence: 97)]
            try file.write(model)
            #expect(try file.read() == model)
        }
    }

    @Test("X-22 · a model that was learned before there was a weight has the built-in one for it")
    func older() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write(#"{"version": 7, "threshold": 61, "company": {"nameSame": 2.5}}"#, to: "model.json")
            var expected = Model()
            (expected.version, expected.threshold, expected.company.nameSame) = (7, 61, 2.5)
            #expect(try ModelFile(folder: folder.path).read() == expected)
        }
    }

    @Test("X-22 · what is no model is refused in one sentence", arguments: ["", "[]", "{", #"{"threshold": "many"}"#])
    func damaged(_ text: String) async throws {
        try await TemporaryFolder.with { folder in
            try folder.write(text, to: "model.json")
            #expect(throws: ModelFileError.unreadable) { try ModelFile(folder: folder.path).read() }
        }
    }
}
