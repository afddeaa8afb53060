import Crypto
import FoundationEssentials
import Matching

/// What a record says, as it is kept with a decision about it.
struct RecordInputs: Sendable {
    let document: String
    private let values: [(field: Question.Field, text: String)]

    init(_ question: borrowing Question) {
        values = question.values
        let pairs = values.map { ["\($0.field)", $0.text] }
        document = (try? String(decoding: JSONEncoder().encode(pairs), as: UTF8.self)) ?? "[]"
    }

    init(document: String) {
        self.document = document
        let pairs = (try? JSONDecoder().decode([[String]].self, from: Data(document.utf8))) ?? []
        values = pairs.compactMap { pair in
            let field = Question.Field.allCases.first { "\($0)" == pair.first }
            return field.flatMap { field in pair.count == 2 ? (field, pair[1]) : nil }
        }
    }

    var question: Question {
        var question = Question()
        for (field, text) in values { question.add(field, text) }
        return question
    }

    /// What the record is known by: its id in the CRM, or else a digest of what it says, whatever the case and the blanks.
    static func key(id: String?, _ question: borrowing Question) -> String {
        if let id, !id.isEmpty { return "id:" + id }
        let lines = question.values.map { field, text in
            "\(field)=" + text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        return "digest:" + Base64.encode(Digest.sha256(lines.sorted().joined(separator: "\n")), .url)
    }
}
