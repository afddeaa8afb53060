import Enrichment
import HTML
import Store

/// What a run was to do beside its records and the org refused.
struct ShortfallTable: Sendable {
    let lines: [RunShortfall]
    let total: Int

    var html: HTML {
        guard !lines.isEmpty else { return .empty }
        return Card(title: "What is missing", lead: lead, isPadded: false).html(table.html)
    }

    private var lead: String {
        let what = "Salesforce refused these beside the records of the run."
        guard total > lines.count else { return what }
        return "\(what) The first \(lines.count) of \(total.formatted(.grouped))."
    }

    private var table: Table {
        Table(
            caption: "What is missing",
            columns: [.init(title: "Record"), .init(title: "What"), .init(title: "Why")],
            rows: lines.map { line in
                Table.Row(cells: [
                    "<a class=\"cell-main mono\" href=\"\(Paths.recordHistory(line.record.text))\">\(line.record.text)</a>",
                    "\(line.what)", "\(line.words)",
                ])
            }
        )
    }
}

extension RunShortfall {
    fileprivate var what: String {
        switch object {
        case "Loam_Intent__c": "Intent signals"
        case "Loam_Scoop__c": "Scoops"
        case "Loam_Profile__c": "Loam profile"
        default: object
        }
    }
}
