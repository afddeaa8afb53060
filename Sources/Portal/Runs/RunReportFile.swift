import Capabilities
import Enrichment
import HTTP
import Store

/// A run as a file for spreadsheets: a line for each change, and one for each record in which nothing changes.
struct RunReportFile: Sendable {
    let report: RunReport
    let names: @Sendable ([ProfileID]) async throws -> [ProfileID: String]
    let time: LocalTime

    var response: Response {
        Response.stream(.csv) { writer in
            try await writer.write(CSV.mark + CSV.line(RunReportFile.columns))
            for try await lines in report {
                let names = try await names(lines.compactMap(\.record.profile))
                for line in lines { try await writer.write(text(of: line, names)) }
            }
        }.attachment(named: "run.csv")
    }

    private static let columns = [
        "record", "status", "reason", "profile", "name", "confidence", "price", "field", "before", "after", "source",
        "rule",
    ]

    private func text(of line: RunReport.Line, _ names: [ProfileID: String]) -> String {
        let record = line.record
        let head = [
            record.record.text, record.status.label,
            record.error ?? record.reason?.label ?? record.hold?.sentence ?? "",
            record.profile.map { "\($0.kind.rawValue) \(String($0.number))" } ?? "",
            record.profile.flatMap { names[$0] } ?? "", String(record.confidence), record.price.title,
        ]
        let changes = line.outcome.patch.changes.map { entry in
            let change = FieldChange(entry, time)
            return [change.field, change.before, change.after, change.source, change.why]
        }
        let following = line.outcome.followUps.map { text(of: $0, record) }.joined()
        // A batch of committees tells nothing of its accounts but what follows from them.
        if changes.isEmpty, !following.isEmpty, line.outcome.version.isEmpty { return following }
        return (changes.isEmpty ? [[String](repeating: "", count: 5)] : changes)
            .map { CSV.line(head + $0) }.joined() + following
    }

    /// What is made or enriched because of a record: its fields are called as in `Contact.Title`.
    private func text(of followUp: FollowUp, _ record: RunRecord) -> String {
        let head = [
            record.record.text, followUp.cause.label, followUp.gap?.sentence ?? "",
            "\(followUp.person.kind.rawValue) \(String(followUp.person.number))", "", "", followUp.price.title,
        ]
        let changes = followUp.entries.map { entry in
            let change = FieldChange(entry, time)
            return ["\(followUp.kind.label).\(change.field)", change.before, change.after, change.source, change.why]
        }
        return (changes.isEmpty ? [[followUp.kind.label, "", "", "", ""]] : changes)
            .map { CSV.line(head + $0) }.joined()
    }
}
