import FoundationEssentials

/// Texts that people read, kept in `Tests/Golden` so that a change of one is seen in review.
package enum Golden {
    /// What differs from the file, line by line; nil when nothing does. `LOAM_RECORD_GOLDEN=1` writes the file instead.
    ///
    ///     #expect(Golden.difference(of: page, from: "pages/sign-in.html") == nil)
    package static func difference(of text: String, from name: String) -> String? {
        difference(of: text, fromFile: "Tests/Golden/\(name)")
    }

    /// The same for a file anywhere in the repository.
    package static func difference(of text: String, fromFile path: String) -> String? {
        let file = root + "/" + path
        if ProcessInfo.processInfo.environment["LOAM_RECORD_GOLDEN"] == "1" {
            return record(text, in: file)
        }
        guard let content = FileManager.default.contents(atPath: file) else {
            return "There is no \(path) yet; run the test with LOAM_RECORD_GOLDEN=1 and read what it wrote."
        }
        let expected = String(decoding: content, as: UTF8.self)
        return text == expected ? nil : "\(path) differs:\n" + lines(of: text, against: expected)
    }

    private static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

    private static func record(_ text: String, in file: String) -> String? {
        do {
            let folder = file.split(separator: "/").dropLast().map { "/" + $0 }.joined()
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: file))
            return nil
        } catch {
            return "\(file) cannot be written: \(error)"
        }
    }

    private static func lines(of text: String, against expected: String) -> String {
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
        var report = ""
        for change in new.difference(from: old).prefix(40) {
            switch change {
            case .remove(let line, let text, _): report += "- \(line + 1): \(text)\n"
            case .insert(let line, let text, _): report += "+ \(line + 1): \(text)\n"
            }
        }
        return report
    }
}
