import Enrichment
import HTML
import Matching
import Store
import Telemetry

/// One record of a run: which profile it is and why, and for each field what was there, what comes, from where and by
/// which rule.
struct RunRecordPage: Sendable {
    let viewer: Viewer
    let run: Run
    let line: RunRecordLine
    let record: RunRecord
    let fields: [FieldChange]
    let evidence: [Evidence]
    let followUps: [Following]

    /// A record that is made or enriched because of this one, with what it holds.
    struct Following: Sendable {
        let line: FollowUpTable.Line
        let fields: [FieldChange]
    }

    var html: HTML {
        Layout.page(
            PageHead(
                title: line.name.isEmpty ? line.record : line.name,
                section: .runs,
                lead: line.name.isEmpty ? nil : line.record,
                crumbs: [
                    .init(text: "Runs", path: Paths.runs), .init(text: run.name, path: Paths.run(run.id.rawValue)),
                ],
                badge: line.badge.html,
                actions: Button(text: "All runs of this record", icon: .clock)
                    .link(to: Paths.recordHistory(line.record))
            ),
            viewer: viewer,
            """
            \(line.detail.map { Notice(tone: record.status == .error ? .red : .amber, title: $0).html })
            \(Card(title: "Fields", lead: lead, isPadded: false).html(FieldChanges(fields: fields).html))
            \(each: followUps, following)
            \(Card(title: "Match").html(Pairs(match).html))
            """
        )
    }

    private func following(_ one: Following) -> HTML {
        Card(title: "\(one.line.what) that follows", lead: one.line.cause, isPadded: false).html(
            FollowUpTable(lines: [one.line]).html
                + (one.fields.isEmpty ? .empty : FieldChanges(fields: one.fields).html)
        )
    }

    private var lead: String {
        run.purpose == .preview ? "What would be written, and what would stay." : "What was written, and what stayed."
    }

    private var match: [(name: String, value: HTML)] {
        var pairs: [(name: String, value: HTML)] = [
            ("Profile", record.profile == nil ? "none" : line.profile), ("Confidence", "\(record.confidence) of 100"),
            ("Price", "\(line.price)"),
        ]
        if let moved = record.moved { pairs.append(("Person has moved", "\(moved.rawValue)")) }
        for one in evidence {
            pairs.append((EvidenceWords.title(one.comparison), "\(EvidenceWords.words(one.level))"))
        }
        return pairs
    }
}

/// A field of a record as a run left it.
struct FieldChange: Sendable {
    let field: String
    let before: String
    let after: String
    let isChange: Bool
    let source: String
    let why: String

    init(_ entry: Patch.Entry, _ time: LocalTime) {
        field = entry.field.rawValue
        before = entry.before.text
        after = entry.after.text
        isChange = entry.isChange
        switch entry.origin {
        case .mapped(let loamField, _, let provenance, _)?:
            let day = provenance.asOf.map { ", \(time.date($0))" } ?? ""
            source = "\(loamField.label) (\(provenance.source)\(day))"
        case .undone?: source = "What it held before"
        case .own?: source = "Loam"
        case nil: source = ""
        }
        why = FieldChange.why(entry)
    }

    private static func why(_ entry: Patch.Entry) -> String {
        let misfits = entry.misfits.map { "\($0.source.label): \($0.misfit.sentence)" }
        let rule: String? =
            switch (entry.action, entry.origin) {
            case (.leave(let reason), _): reason.sentence
            case (_, .mapped(_, let rule, _, let isShortened)?): rule.label + (isShortened ? "; cut off" : "")
            case (_, .undone?): "Taken back"
            case (_, .own?): "By which the record is known again, and what it belongs to"
            case (_, nil): nil
            }
        return ([rule].compactMap(\.self) + misfits).joined(separator: " ")
    }
}

/// Fields before and after, those that change first.
struct FieldChanges: Sendable {
    let fields: [FieldChange]

    var html: HTML {
        guard !fields.isEmpty else { return "<p class=\"card-body\">No field was looked at.</p>" }
        return Table(
            caption: "Fields",
            columns: [
                .init(title: "Field"), .init(title: "Before"), .init(title: "After"), .init(title: "Source"),
                .init(title: "Rule or reason"),
            ],
            rows: (fields.filter(\.isChange) + fields.filter { !$0.isChange }).map { field in
                Table.Row(
                    cells: [
                        "<span class=\"cell-main mono\">\(field.field)</span>", value(field.before),
                        field.isChange ? "<strong>\(value(field.after))</strong>" : "unchanged", "\(field.source)",
                        "\(field.why)",
                    ],
                    isOff: !field.isChange
                )
            }
        ).html
    }

    private func value(_ text: String) -> HTML { text.isEmpty ? "<em>blank</em>" : "\(text)" }
}
