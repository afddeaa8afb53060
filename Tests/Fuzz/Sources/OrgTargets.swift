import Crypto
import Enrichment
import Foundation
import HTTP
import Tabular
import Telemetry

@testable import Salesforce

/// What a connected org answers, and what is kept of it.
let orgTargets: [FuzzTarget] = [
    FuzzTarget("org-answer") { bytes in
        let moment = Timestamp(seconds: 1_772_946_000)
        for status in [300, 400, 503] {
            let error = SalesforceError(status: Status(status), fields: Fields(), body: bytes, now: moment)
            check(!error.code.name.isEmpty, "an error has a name")
        }
        let json = try JSONReader.read(bytes)
        check(isShallow(json, 100), "an answer is no deeper than it may be")
        if let tokens = try? Tokens(parsing: bytes) {
            var others = tokens
            others.access = Secret("another session")
            others.refresh = tokens.refresh.map { _ in Secret("another renewal") }
            check("\(others)" == "\(tokens)", "no token is shown")
        }
        _ = try? UserInfo(parsing: bytes)
        _ = try? BulkJob(json)
        if let object = try? ObjectDescription(parsing: bytes) {
            for field in object.readable {
                check(object.field(field.name.uppercased()) != nil, "a field is found by its name")
            }
        }
    },
    FuzzTarget("org-rows") { bytes in
        // The first byte says where the text is cut.
        guard let first = bytes.first else { return }
        let text = Array(bytes.dropFirst())
        let cut = text.count * Int(first) / 256
        guard let whole = results(of: [text]) else { return }
        check(results(of: [Array(text[..<cut]), Array(text[cut...])]) == whole, "rows are the same wherever cut")
    },
    .text("org-values") { text in
        if let id = RecordID(text) {
            check(RecordID(id.text) == id && CRMID(text)?.text == id.text, "an id is one to all who read it")
        }
        if let usage = Usage(parsing: text) { check(usage.used >= 0 && usage.limit >= 0, "calls are counted upwards") }
        if let name = APIName(text) { check(name.text == text, "a name is kept as it was") }
        if let number = DecimalNumber(text) { check(DecimalNumber("\(number)") == number, "a number reads back") }
        for type in TargetType.allCases {
            let value = FieldValue(reading: text, as: type)
            check(value.isSame(as: value), "a value is the same as itself")
        }
        _ = Placeholders(["n/a", text]).has(.text(text))
    },
    FuzzTarget("stored-plan") { bytes in
        if let plan = try? Plan(encoded: bytes) { check(try! Plan(encoded: plan.encoded) == plan, "a plan reads back") }
        if let page = try? RecordPage(encoded: bytes) {
            check(try! RecordPage(encoded: page.encoded) == page, "records read back")
        }
        if let values = try? WrittenValues(encoded: bytes) {
            check(try! WrittenValues(encoded: values.encoded) == values, "values read back")
        }
        if let patch = try? Patch(encoded: bytes) {
            check(try! Patch(encoded: patch.encoded) == patch, "a patch reads back")
        }
    },
    FuzzTarget("job-settings") { bytes in
        let settings = try JSONDecoder().decode(JobSettings.self, from: Data(bytes))
        let again = try! JSONDecoder().decode(JobSettings.self, from: try! JSONEncoder().encode(settings))
        check(again == settings, "settings read back")
    },
]

private func isShallow(_ json: Salesforce.JSON, _ depth: Int) -> Bool {
    guard depth >= 0 else { return false }
    return switch json {
    case .list(let list): list.allSatisfy { isShallow($0, depth - 1) }
    case .object(let object): object.members.allSatisfy { isShallow($0.value, depth - 1) }
    default: true
    }
}

/// The rows behind the head; nil when the text is refused.
private func results(of pieces: [[UInt8]]) -> [[String]]? {
    var stream = CSVStream()
    var rows: [[String]] = []
    for (index, piece) in pieces.enumerated() {
        let read: Void? = try? stream.read(piece, isLast: index == pieces.count - 1) { row, columns in
            check(row.count == columns.count, "a row has a cell for each column")
            rows.append(row.texts)
        }
        if read == nil { return nil }
    }
    check(stream.rows == rows.count, "rows are counted")
    return rows
}
