import Enrichment
import HTML
import Store

/// How often a run changes each field: the sum at a glance, the lines when asked for.
struct FieldTotals: Sendable {
    let totals: [FieldTotal]
    /// Of a preview, which changes nothing yet.
    let isPlan: Bool
    /// Where all changes are to be had as a file.
    let download: String

    var html: HTML {
        guard !totals.isEmpty else { return .empty }
        return """
            <details class="card field-totals"><summary><strong>\(sum)</strong> <span>\(most)</span></summary>\(table.html)
            <footer class="card-foot"><a href="\(download)">Download every change as CSV</a></footer></details>
            """
    }

    private var sum: String {
        let changes = totals.reduce(0) { $0 + $1.changes }
        let noun = changes == 1 ? "change" : "changes"
        return "\(changes.formatted(.grouped)) \(noun) in \(totals.count) \(totals.count == 1 ? "field" : "fields")"
    }

    private var most: String {
        let names = totals.prefix(3).map { "\($0.field) \($0.changes.formatted(.grouped))" }
        return names.joined(separator: ", ") + (totals.count > 3 ? " …" : "")
    }

    private var table: Table {
        Table(
            caption: isPlan ? "What would change, by field" : "What changed, by field",
            columns: [
                .init(title: "Field"), .init(title: "Filled", isNumber: true),
                .init(title: "Replaced", isNumber: true), .init(title: "Emptied", isNumber: true),
                .init(title: isPlan ? "Would change" : "Changed", isNumber: true),
            ],
            rows: totals.map { total in
                Table.Row(cells: [
                    "<span class=\"cell-main mono\">\(total.field.rawValue)</span>", "\(total.filled, .grouped)",
                    "\(total.replaced, .grouped)", "\(total.emptied, .grouped)", "\(total.changes, .grouped)",
                ])
            }
        )
    }
}
