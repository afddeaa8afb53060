import Capabilities
import Enrichment
import HTML
import Jobs
import Salesforce
import Store

/// A job with all that can be set about it.
struct JobEditorPage: Sendable {
    let viewer: Viewer
    /// Where the form goes.
    let action: String
    var form: JobForm
    let orgName: String
    /// What the org says of the objects; those that cannot be seen are not there.
    let schemas: [CRMObject: ObjectSchema]
    var lists: [ListView] = []
    var topics = SignalWords()
    let timeZones: [String]
    var faults: [SettingsFault] = []
    /// Why the org could not be asked.
    var trouble: String?
    /// How many records the filter finds.
    var count: Int?
    var trial: MappingTrials.Report?
    /// Whether everything was found in order when it was asked.
    var isInOrder = false
    /// The row that was added last, as in `m.4`.
    var fresh: String?

    var html: HTML {
        Layout.page(
            PageHead(
                title: form.revision == nil ? "New job" : form.name,
                section: .scheduledEnrich,
                lead: "Enriches \(form.object.plural.lowercased()) of \(orgName).",
                crumbs: [.init(text: "Scheduled Enrich", path: Paths.enrichJobs)]
            ),
            viewer: viewer,
            """
            \(trouble.map { Notice(tone: .amber, title: $0).html })
            <form method="post" action="\(action)" class="editor" data-editor novalidate>\(FormToken.field(viewer.token))
            <button type="submit" class="visually-hidden" name="act" value="verify" tabindex="-1" aria-hidden="true">\
            Verify</button>
            \(hidden)\(editorFaults.summary)\(order)
            \(job)\(schedule)\(records)\(mapping)\(advanced)\(when: form.object == .account, signals + committee)
            <div class="editor-foot"><a class="button" href="\(Paths.enrichJobs)">Cancel</a>\
            \(Button(text: "Verify").submit(name: "act", value: "verify"))\
            \(Button(text: "Verify and save", icon: .check, style: .primary).submit(name: "act", value: "save"))</div>
            </form>
            <script type="module" src="\(Assets.path("editor.js"))"></script>
            """
        )
    }

    var editorFaults: EditorFaults { EditorFaults(faults: faults) }

    private var order: HTML? {
        guard isInOrder else { return nil }
        return """
            <div class="notice is-green faults" role="status" tabindex="-1">\(Icon.check.html)<div>\
            <p><strong>Everything is in order; the job can be saved.</strong></p></div></div>
            """
    }

    private var hidden: HTML {
        """
        <input type="hidden" name="connection" value="\(form.connection.rawValue)">\
        <input type="hidden" name="object" value="\(form.object.rawValue)">\
        \(form.revision.map { "<input type=\"hidden\" name=\"revision\" value=\"\($0)\">" as HTML })\
        \(each: schemas.sorted { $0.key.rawValue < $1.key.rawValue }, {
            MappingEditor.fields($0.value.writable, id: "fields-\($0.key.rawValue)")
        })\(MappingEditor.fields(comparable, id: "comparable"))
        """
    }

    /// The fields by which records can be chosen.
    private var comparable: [FieldSchema] {
        let fields = schemas[form.object]?.fields.values.filter { !Criterion.Comparison.offered(for: $0.type).isEmpty }
        return (fields ?? []).sorted { ($0.label, $0.name) < ($1.label, $1.name) }
    }

    /// One section of the form.
    func section(
        _ section: SettingsFault.Section,
        lead: String? = nil,
        isPadded: Bool = true,
        _ body: HTML
    ) -> HTML {
        """
        <section class="card" id="\(section.anchor)"><header class="card-head"><div><h2>\(section.title)</h2>\
        \(lead.map { "<p>\($0)</p>" as HTML })</div></header>
        \(when: isPadded, "<div class=\"card-body form\">\(editorFaults.html(section))\(body)</div>", else: body)</section>
        """
    }

    // MARK: Job and schedule

    private var job: HTML {
        section(
            .job,
            """
            \(Field(name: "name", label: "Name", value: form.name, autocomplete: "off").html)
            \(TextArea(name: "description", label: "Description", value: form.description, rows: 2, isRequired: false).html)
            \(Toggle(
                name: "alerts",
                label: "Job e-mail alerts",
                detail: "A mail tells the administrators how each run ended.",
                isOn: form.alerts
            ).html)
            """
        )
    }

    private var schedule: HTML {
        let schedule = form.schedule
        return section(
            .schedule,
            """
            <div class="form-row">
            \(Field(name: "every", label: "Frequency", kind: .options(Self.frequencies), value: schedule.every).html)
            <div class="when" data-when="every=week">\(Field(
                name: "weekday",
                label: "On",
                kind: .options(Schedule.Weekday.allCases.map { .init(value: $0.rawValue, text: $0.title) }),
                value: schedule.weekday,
                isRequired: false,
                saysOptional: false
            ).html)</div>
            <div class="when" data-when="every=fortnight"><div class="field"><label for="field-from">First run on</label>\
            <input class="field-input" type="date" id="field-from" name="from" value="\(schedule.from)"></div></div>
            <div class="when" data-when="every=quarter">\(Field(
                name: "month",
                label: "Counted from",
                kind: .options(Schedule.monthNames.enumerated().map { .init(value: String($0 + 1), text: $1) }),
                value: schedule.month,
                isRequired: false,
                saysOptional: false
            ).html)</div>
            <div class="when" data-when="every=month every=quarter">\(Field(
                name: "day",
                label: "Day of the month",
                kind: .options((1...31).map { .init(value: String($0), text: $0 == 31 ? "31, or the last" : String($0)) }),
                value: schedule.day,
                isRequired: false,
                saysOptional: false
            ).html)</div>
            <div class="field"><label for="field-at">At</label><input class="field-input" type="time" id="field-at" \
            name="at" value="\(schedule.time)"></div>
            \(Field(
                name: "zone",
                label: "Time zone",
                kind: .suggestions(timeZones),
                value: schedule.zone,
                saysOptional: false
            ).html)
            </div>
            <p class="field-hint">A job that runs by hand only needs no day, time or zone.</p>
            """
        )
    }

    private static let frequencies: [Field.Option] = [
        .init(value: "none", text: "By hand only"), .init(value: "day", text: "Daily"),
        .init(value: "week", text: "Weekly"), .init(value: "fortnight", text: "Every two weeks"),
        .init(value: "month", text: "Monthly"), .init(value: "quarter", text: "Quarterly"),
    ]

    // MARK: Mapping

    private var mapping: HTML {
        let editor = MappingEditor(
            prefix: "m",
            section: .mapping,
            rows: form.mapping,
            schema: schemas[form.object],
            topics: topics.intent,
            faults: editorFaults,
            fresh: freshRow("m")
        )
        return section(
            .mapping,
            lead: "Several Loam fields for one Salesforce field are a hierarchy: the first that has a value wins.",
            isPadded: false,
            """
            \(editor.html)
            <div class="card-body stack">
            <div class="row"><button type="submit" class="button" name="act" value="test">\(Icon.send.html)Test mapping\
            </button><span class="muted">Writes a record with the examples into the org, and deletes it again.</span></div>
            \(trial.map { TrialNotice(report: $0, rows: form.mapping).html })
            \(Toggle(
                name: "exports",
                label: "Custom object export",
                detail: "Keeps every field of the profile in Loam Profile records too, at no further credit.",
                isOn: form.exportsProfile
            ).html)</div>
            """
        )
    }

    func freshRow(_ prefix: String) -> Int? {
        guard let fresh, fresh.hasPrefix(prefix + ".") else { return nil }
        return Int(fresh.dropFirst(prefix.count + 1))
    }
}

/// What a test of the mapping came to.
struct TrialNotice: Sendable {
    let report: MappingTrials.Report
    let rows: MappingRows

    var html: HTML {
        guard !report.faults.isEmpty else {
            return """
                <div class="notice is-green faults" role="status" tabindex="-1">\(Icon.check.html)<div><p><strong>\
                The mapping works.</strong></p><p>A record with \(report.written, .grouped) fields was written and deleted \
                again.</p></div></div>
                """
        }
        return """
            <div class="notice is-amber faults" role="alert" tabindex="-1">\(Icon.alert.html)<div><p><strong>\
            \(report.faults.count == 1 ? "One thing went wrong" : "\(report.faults.count) things went wrong") in the test.\
            </strong></p><ul>\(each: report.faults, line)</ul>\
            <p>\(report.isLeftOver ? "Everything else is gone from the org." : "Nothing of the test is left in the org.")\
            </p></div></div>
            """
    }

    private func line(_ fault: MappingTrials.Fault) -> HTML {
        guard let field = fault.field else { return "<li>\(fault.sentence)</li>" }
        let place = rows.rows.firstIndex { $0.target == field.rawValue }
        let name: HTML = place.map { "<a href=\"#m-\($0)\">\(field.rawValue)</a>" } ?? "\(field.rawValue)"
        return "<li>\(name): \(fault.sentence)</li>"
    }
}
