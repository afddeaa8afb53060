import Capabilities
import Enrichment
import HTML
import Store
import Telemetry

/// A record by its Salesforce id: every run, decision, value, source and cost.
struct RecordHistoryPage: Sendable {
    struct Entry: Sendable {
        let path: String
        let name: String
        let detail: String
        let line: RunRecordLine
        let moment: Moment
        let changes: [FieldChange]

        init(_ visit: Runs.Visit, _ names: [ProfileID: String], _ time: LocalTime) {
            path = Paths.runRecord(visit.run.id.rawValue, visit.record.record.text)
            name = visit.run.name
            detail = visit.run.purpose.title
            line = RunRecordLine(visit.record, names)
            moment = time.moment(visit.run.createdAt)
            changes = visit.outcome?.patch.changes.map { FieldChange($0, time) } ?? []
        }
    }

    /// That it was deleted in Salesforce, or merged into another.
    struct Departure: Sendable {
        let master: String?
        let run: String
        let moment: Moment
        /// A run has looked at it since, so it was brought back.
        let wasFoundSince: Bool
    }

    let viewer: Viewer
    let text: String
    let isFault: Bool
    let departures: [Departure]
    let visits: [Entry]
    let followUps: [FollowUpTable.Line]

    var html: HTML {
        Layout.page(
            PageHead(
                title: "History of a record",
                section: .runs,
                lead: "What Loam has done with a record of Salesforce, when, from which source and at what cost.",
                crumbs: [.init(text: "Runs", path: Paths.runs)]
            ),
            viewer: viewer,
            "\(search)\(results)"
        )
    }

    private var search: HTML {
        """
        <section class="card"><div class="card-body"><form class="row" method="get" action="\(Paths.recordHistory)" \
        role="search"><label class="field grow"><span class="field-label">Salesforce id</span>\
        <input class="field-input mono" type="text" name="record" value="\(text)" placeholder="0015g00000AbCdEAAV" \
        autocomplete="off" spellcheck="false"></label>\(Button(text: "Find", icon: .search, style: .primary).submit())\
        </form></div></section>
        """
    }

    private var results: HTML {
        if isFault {
            return EmptyState(
                icon: .alert,
                title: "This is no id of a Salesforce record",
                text: "It has 15 or 18 letters and digits, and stands in the address of the record's page."
            ).html
        }
        if visits.isEmpty, followUps.isEmpty {
            return EmptyState(
                icon: .search,
                title: text.isEmpty ? "Which record?" : "No run has looked at this record",
                text: text.isEmpty
                    ? "Enter the id of an account, a contact or a lead."
                    : "It is looked at when a job's filter lets it through."
            ).html
        }
        return "\(each: departures, departure)\(following)\(each: visits, entry)"
    }

    private func departure(_ one: Departure) -> HTML {
        let since: HTML = one.wasFoundSince ? " It was brought back: a run has looked at it since." : ""
        let told: HTML = """
            <a href="\(Paths.run(one.run))">The run that Salesforce told so</a> took it off the lists of records that need \
            attention.\(since)
            """
        let body: HTML
        if let master = one.master {
            body = """
                <p>It is part of <a class="mono" href="\(Paths.recordHistory(master))">\(master)</a> now. \(told)</p>
                """
        } else {
            body = "<p>\(told)</p>"
        }
        return Card(
            title: one.master == nil ? "Deleted in Salesforce" : "Merged into another record in Salesforce",
            lead: one.moment.stamp
        ).html(body)
    }

    private var following: HTML {
        guard !followUps.isEmpty else { return .empty }
        return Card(
            title: "What follows",
            lead: "What was made or enriched because of this record, and by which others this one was.",
            isPadded: false
        ).html(FollowUpTable(lines: followUps).html)
    }

    private func entry(_ entry: Entry) -> HTML {
        Card(
            title: entry.name,
            lead: "\(entry.detail) · \(entry.line.price) · \(entry.moment.stamp)",
            actions: "\(entry.line.badge.html) \(Button(text: "Details", isSmall: true).link(to: entry.path))",
            isPadded: entry.changes.isEmpty
        ).html(
            entry.changes.isEmpty
                ? "<p>\(entry.line.detail ?? "Nothing was changed.")</p>" : FieldChanges(fields: entry.changes).html
        )
    }
}
