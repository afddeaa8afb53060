import Capabilities
import Enrichment
import HTML
import Matching
import Salesforce
import Store

extension JobEditorPage {
    // MARK: Records

    var records: HTML {
        section(
            .filters,
            """
            <div class="choices">
            \(choice("records", "all", "Enrich all \(form.object.plural.lowercased())", form.records))
            \(choice("records", "list_view", "Enrich those of a list view", form.records))
            <div class="when" data-when="records=list_view">\(Field(
                name: "list_view",
                label: "List view",
                kind: .options(
                    [.init(value: "", text: "Choose a list view")]
                        + lists.map { .init(value: $0.id.text, text: $0.label) } + keptList
                ),
                value: form.listView,
                isRequired: false,
                saysOptional: false
            ).html)</div>
            \(choice("records", "criteria", "Enrich those that meet every row", form.records))
            <div class="when" data-when="records=criteria">\(criteria)</div>
            </div>
            <div class="row"><button type="submit" class="button" name="act" value="count">View number of records</button>\
            \(count.map { "<strong role=\"status\">\($0, .grouped) \($0 == 1 ? "record" : "records")</strong>" as HTML })</div>
            """
        )
    }

    /// The list that is chosen, where the org did not tell its name.
    private var keptList: [Field.Option] {
        form.listView.isEmpty || lists.contains { $0.id.text == form.listView }
            ? [] : [.init(value: form.listView, text: form.listView)]
    }

    private var criteria: HTML {
        """
        <div class="criteria">\(each: form.criteria.indices, criterion)</div>\
        <button type="submit" class="button is-small" name="act" value="c.add">\(Icon.plus.html)Add row</button>
        """
    }

    private func criterion(_ place: Int) -> HTML {
        let row = form.criteria[place]
        let field = schemas[form.object]?[CRMField(row.field)]
        let offered = field.map { Criterion.Comparison.offered(for: $0.type) } ?? Criterion.Comparison.allCases
        // A comparison that the field does not have stays to be seen until another is chosen.
        let comparisons = offered.contains(row.comparison) ? offered : offered + [row.comparison]
        return """
            <div class="criterion" id="c-\(place)">\
            <input class="field-input" type="text" name="c.\(place).field" value="\(row.field)" \
            list="comparable" autocomplete="off" aria-label="Field of row \(place + 1)" placeholder="Salesforce field"\
            \(attribute: "autofocus", when: freshRow("c") == place)>\
            <select class="field-input" name="c.\(place).comparison" aria-label="Comparison of row \(place + 1)">\
            \(each: comparisons, {
                "<option value=\"\($0.rawValue)\"\(attribute: "selected", when: $0 == row.comparison)>\($0.label)</option>"
            })</select>\
            <input class="field-input" type="text" name="c.\(place).text" value="\(row.text)" \
            autocomplete="off" aria-label="Value of row \(place + 1)" placeholder="Value">\
            <button type="submit" class="button is-quiet is-small" name="act" value="c.remove.\(place)" title="Remove">\
            \(Icon.trash.html)<span class="visually-hidden">Remove row \(place + 1)</span></button>\
            \(field.map { "<small>\($0.label) · \($0.typeWords)</small>" as HTML })\
            \(editorFaults.html(.filters, row: place))</div>
            """
    }

    private func choice(_ name: String, _ value: String, _ text: String, _ chosen: String) -> HTML {
        """
        <label class="choice"><input type="radio" name="\(name)" value="\(value)"\
        \(attribute: "checked", when: value == chosen)><strong>\(text)</strong></label>
        """
    }

    // MARK: Advanced options

    var advanced: HTML {
        section(
            .advanced,
            """
            <fieldset class="field"><legend>Credit use</legend><div class="choices">
            \(choice("credits", "no_limit", "No limit", form.credits))
            \(choice("credits", "owned_only", "Only records under management: no credit is spent", form.credits))
            \(choice("credits", "per_run", "A limit of credits for each run", form.credits))
            <div class="when" data-when="credits=per_run">\(Field(
                name: "credit_limit",
                label: "Credits for each run",
                value: form.creditLimit,
                hint: "At the limit the run ends; the rest comes first in the next one.",
                isRequired: false,
                saysOptional: false
            ).html)</div>
            </div></fieldset>
            \(Field(
                name: "batch_size",
                label: "Batch size",
                kind: .options(JobSettings.batchSizes.map {
                    .init(value: String($0), text: $0 >= 1000 ? "\($0 / 1000),000" : String($0))
                }),
                value: form.batchSize,
                hint: "How many records are written at once. Smaller batches take more of the org's API calls."
            ).html)
            \(when: form.object.isPerson, people)
            \(limits)
            \(TextArea(
                name: "placeholders",
                label: "Placeholders",
                value: form.placeholders,
                hint: "Texts that stand for nothing, one on each line: the update option “\(UpdateRule.overwriteOurs.label)” "
                    + "replaces them.",
                rows: 4,
                isRequired: false
            ).html)
            """
        )
    }

    private var limits: HTML {
        """
        <fieldset class="field is-whole"><legend>When a run stops by itself</legend><div class="form-row">
        \(limit("canary", "Records written first", form.limits.canary))
        \(limit("most_errors", "Errors at most, %", form.limits.errors))
        \(limit("most_overwrites", "Overwritten at most, %", form.limits.overwrites))
        \(limit("most_blankings", "Emptied at most, %", form.limits.blankings))
        \(limit("least_matches", "Matched at least, %", form.limits.matches))
        </div><p class="field-hint">The records written first have to go well before the others are written. A limit that is \
        blank stops nothing.</p></fieldset>
        """
    }

    private func limit(_ name: String, _ label: String, _ value: String) -> HTML {
        Field(name: name, label: label, value: value, isRequired: false, saysOptional: false, autocomplete: "off").html
    }

    private var people: HTML {
        let creates = form.jobChange.creates
        return """
            \(Field(
                name: "accuracy",
                label: "Minimum accuracy score",
                value: form.accuracy,
                hint: "From 0 to 99. Records below it are No Match, for the reason “Below selected Accuracy Score”."
            ).html)
            \(Field(
                name: "job_change",
                label: "When a person has moved",
                kind: .options(JobChangeRule.allCases.map { .init(value: $0.rawValue, text: $0.label) }),
                value: form.jobChange.rawValue,
                hint: "Nobody is made twice, nor whom the org has at the new company. A contact needs the company's account in "
                    + "the org; where there is none, the run says so. A task goes to the record's owner and costs no credit."
            ).html)
            <noscript><button type="submit" class="button is-small" name="act" value="refresh">Show what belongs to it\
            </button></noscript>
            \(creates.flatMap { newcomers($0) })
            """
    }

    private func newcomers(_ object: CRMObject) -> HTML? {
        guard let rows = form.newcomers, rows.object == object else { return nil }
        let editor = MappingEditor(
            prefix: "n",
            section: .newcomers,
            rows: rows,
            schema: schemas[object],
            topics: [],
            faults: editorFaults,
            fresh: freshRow("n")
        )
        return """
            <section class="nested" id="\(SettingsFault.Section.newcomers.anchor)"><h3>Mapping of the new \
            \(object.plural.lowercased())</h3>\(editor.html)</section>
            """
    }

    // MARK: Signals

    var signals: HTML {
        section(
            .intent,
            lead: "Signals of the past 30 days become Loam Intent records, in a step of its own after the run.",
            """
            \(Toggle(name: "intent", label: "Write intent", isOn: form.hasIntent).html)
            <div class="when" data-when="intent=on">\(words("intent_topics", "Topics", form.intentTopics, topics.intent))</div>
            """
        )
            + section(
                .scoops,
                lead: "News of the past 30 days become Loam Scoop records, in a step of its own after the run.",
                """
                \(Toggle(name: "scoops", label: "Write scoops", isOn: form.hasScoops).html)
                <div class="when form" data-when="scoops=on">
                \(words("scoop_types", "Types", form.scoopTypes, topics.types, isOptional: true))
                \(words("scoop_departments", "Departments", form.scoopDepartments, topics.departments, isOptional: true))
                \(words("scoop_topics", "Topics", form.scoopTopics, topics.topics, isOptional: true))
                </div>
                """
            )
    }

    private func words(
        _ name: String,
        _ label: String,
        _ value: String,
        _ known: [String],
        isOptional: Bool = false
    ) -> HTML {
        let seen = known.isEmpty ? "" : " The catalogue has \(known.prefix(20).joined(separator: ", "))."
        return TextArea(
            name: name,
            label: label,
            value: value,
            hint: (isOptional ? "One on each line; none asks for nothing." : "One on each line.") + seen,
            rows: 3,
            isRequired: false,
            saysOptional: isOptional
        ).html
    }

    // MARK: Buying committee

    var committee: HTML {
        let members = form.committee
        return section(
            .committee,
            lead:
                "The people who decide about buying become contacts of their account behind the run's accounts, one credit each.",
            """
            \(Toggle(name: "committee", label: "Export the buying committee", isOn: members.isOn).html)
            <noscript><button type="submit" class="button is-small" name="act" value="refresh">Show what belongs to it\
            </button></noscript>
            <div class="when form" data-when="committee=on">
            \(TextArea(
                name: "titles",
                label: "Job titles",
                value: members.titles,
                hint: "One on each line; a title that holds these words side by side is enough.",
                rows: 3,
                isRequired: false
            ).html)
            \(checks("function", "Job functions", BuyingCommittee.functionsOffered.map { ($0, $0) }, members.functions))
            \(checks("level", "Management levels", BuyingCommittee.levelsOffered.map { ($0.name, $0.label) }, members.levels))
            <p class="field-hint">Of each kind any choice is enough, and every kind that has one has to be met.</p>
            <fieldset class="field"><legend>Contacts that are there already</legend><div class="choices">
            \(each: BuyingCommittee.Existing.allCases, { choice("existing", $0.rawValue, $0.label, members.existing.rawValue) })
            </div></fieldset>
            \(Field(
                name: "most",
                label: "Contacts of an account at most",
                kind: .options((1...BuyingCommittee.mostAllowed).map { .init(value: String($0), text: String($0)) }),
                value: members.most
            ).html)
            \(members.isOn ? contacts : nil)
            </div>
            """
        )
    }

    private var contacts: HTML? {
        guard let rows = form.committeeMapping else { return nil }
        let editor = MappingEditor(
            prefix: "b",
            section: .committee,
            rows: rows,
            schema: schemas[.contact],
            topics: [],
            // What concerns the whole section stands at its head.
            faults: EditorFaults(faults: faults.filter { $0.row != nil }),
            fresh: freshRow("b")
        )
        return "<section class=\"nested\"><h3>Contact mapping</h3>\(editor.html)</section>"
    }

    private func checks(
        _ name: String,
        _ label: String,
        _ choices: [(value: String, text: String)],
        _ chosen: Set<String>
    ) -> HTML {
        """
        <fieldset class="field is-whole"><legend>\(label)</legend><div class="checks">\(each: choices, { choice in
            "<label><input type=\"checkbox\" name=\"\(name)\" value=\"\(choice.value)\"\(attribute: "checked", when: chosen.contains(choice.value))>\(choice.text)</label>"
        })</div></fieldset>
        """
    }
}
