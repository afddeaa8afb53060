import HTML
import HTTP

/// The rules of the org, to be read in full and switched on and off.
struct RulePages: Sendable {
    let signIn: SignIn

    func show(_ request: Request, _ visitor: Visitor) async throws -> Response {
        try await page(visitor, notice: "")
    }

    /// Switches a rule on or off.
    func turn(_ request: Request, _ visitor: Visitor) async throws -> Response {
        try signIn.requireOwnPage(request)
        guard RulePages.mayTurn(visitor) else {
            throw Problem(.forbidden, code: "sandbox.not-admin", title: "Only administrators switch rules.")
        }
        let form = try await request.parameters()
        let (object, name, isOn) = (form["object"] ?? "", form["name"] ?? "", form["to"] == "on")
        var settings = try await signIn.org.settings()
        guard settings.turn(form["kind"] ?? "", object, name, isOn) else { throw Problem.notFound }
        do {
            try await signIn.org.change(settings: settings)
        } catch let error as OrgError {
            return try await page(visitor, notice: "<p class=\"notice bad\" role=\"alert\">\(error.message)</p>")
        }
        return .redirect(to: "/setup/rules")
    }

    private static func mayTurn(_ visitor: Visitor) -> Bool {
        visitor.caller.isAdmin || visitor.caller.rights.permissions.contains("CustomizeApplication")
    }

    private func page(_ visitor: Visitor, notice: HTML) async throws -> Response {
        let settings = try await signIn.org.settings()
        let owners = Set(settings.assignmentRules.flatMap { $0.entries.map(\.owner) })
        let reading = RecordReading(database: signIn.org.database, schema: signIn.org.schema)
        let view = RuleView(
            settings: settings,
            values: ValueView(schema: signIn.org.schema, names: try await reading.names(of: owners)),
            mayTurn: RulePages.mayTurn(visitor)
        )
        return SetupPages.frame("Rules", tab: "Rules", visitor, notice + view.html)
    }
}

extension OrgSettings {
    /// Switches the rule; false when there is none such. Of an object's assignment rules one at most is on.
    fileprivate mutating func turn(_ kind: String, _ object: String, _ name: String, _ isOn: Bool) -> Bool {
        switch kind {
        case "validation":
            guard let index = validationRules.firstIndex(where: { $0.object == object && $0.name == name }) else {
                return false
            }
            validationRules[index].isActive = isOn
        case "duplicate":
            guard let index = duplicateRules.firstIndex(where: { $0.object == object && $0.name == name }) else {
                return false
            }
            duplicateRules[index].isActive = isOn
        case "assignment":
            guard let index = assignmentRules.firstIndex(where: { $0.object == object && $0.name == name }) else {
                return false
            }
            for other in assignmentRules.indices where assignmentRules[other].object == object {
                assignmentRules[other].isActive = isOn && other == index
            }
        default: return false
        }
        return true
    }
}

/// All rules as a person reads them.
struct RuleView: Sendable {
    let settings: OrgSettings
    let values: ValueView
    let mayTurn: Bool

    var html: HTML {
        """
        \(group("Validation rules", "Nothing is refused by a condition.", settings.validationRules.map(validation)))\
        \(group("Duplicate rules", "Nothing looks for duplicates.", settings.duplicateRules.map(duplicate)))\
        \(group("Matching rules", "Nothing says what looks alike.", settings.matchingRules.map(matching)))\
        \(group("Assignment rules", "No rule gives leads to owners.", settings.assignmentRules.map(assignment)))\
        \(group("List views", "There are no lists.", settings.listViews.map(list)))\
        \(group("Queues", "There are no queues.", settings.queues.map(queue)))\
        \(group("Tracked fields", "No changes are written down.", settings.trackedFields.keys.sorted().map(tracked)))
        """
    }

    private func group(_ title: HTML, _ none: HTML, _ rules: [HTML]) -> HTML {
        """
        <section class="card"><header><h2>\(title)</h2><p>\(rules.count)</p></header>\
        \(rules.isEmpty ? "<p class=\"none\">\(none)</p>" : rules.joined())</section>
        """
    }

    private func rule(_ name: String, _ object: String, switch: HTML, _ facts: [(name: HTML, value: HTML)]) -> HTML {
        func line(_ fact: (name: HTML, value: HTML)) -> HTML {
            "<div><dt>\(fact.name)</dt><dd>\(fact.value)</dd></div>"
        }
        return """
            <article class="rule"><header><h3>\(name) <small>\(object)</small></h3>\(`switch`)</header>\
            <dl class="facts">\(each: facts, line)</dl></article>
            """
    }

    private func state(_ kind: HTML, _ object: String, _ name: String, label: String? = nil, _ isOn: Bool) -> HTML {
        let tag: HTML = isOn ? "<span class=\"tag good\">On</span>" : "<span class=\"tag\">Off</span>"
        guard mayTurn else { return tag }
        return """
            <form method="post" action="/setup/rules"><input type="hidden" name="kind" value="\(kind)">\
            <input type="hidden" name="object" value="\(object)"><input type="hidden" name="name" value="\(name)">\(tag) \
            <button name="to" value="\(isOn ? "off" : "on")" aria-label="Switch \(label ?? name) \(isOn ? "off" : "on")">\
            Switch \(isOn ? "off" : "on")</button></form>
            """
    }

    private func validation(_ rule: ValidationRule) -> HTML {
        self.rule(
            rule.name,
            rule.object,
            switch: state("validation", rule.object, rule.name, rule.isActive),
            [
                ("Refuses when", "<code>\(rule.condition)</code>"), ("Says", "\(rule.message)"),
                ("Beside", rule.field.map { "<code>\($0)</code>" } ?? "The top of the page"),
            ]
        )
    }

    private func duplicate(_ rule: DuplicateRule) -> HTML {
        let matches = rule.matches.map { match -> HTML in
            let fields = match.fields.sorted { $0.key < $1.key }.map { "\($0.key) as \($0.value)" }
            let renamed: HTML = fields.isEmpty ? "" : ", comparing \(fields.joined(separator: ", "))"
            return "\(match.object) by \(match.rule)\(renamed)"
        }
        return self.rule(
            rule.label,
            rule.object,
            switch: state("duplicate", rule.object, rule.name, label: rule.label, rule.isActive),
            [
                ("API name", "<code>\(rule.name)</code>"), ("On create", action(rule.onCreate)),
                ("On update", action(rule.onUpdate)), ("Says", "\(rule.message)"),
                ("Looks among", matches.joined(separator: "<br>")),
            ]
        )
    }

    private func action(_ action: DuplicateRule.Action) -> HTML {
        let report: HTML = action.reports ? "; the duplicates are written down" : ""
        if action.blocks { return "Refuses to save" }
        return action.alerts ? "Warns; programs may save all the same\(report)" : "Saves\(report)"
    }

    private func matching(_ rule: MatchingRule) -> HTML {
        func item(_ item: MatchingRule.Item) -> HTML {
            """
            <li><code>\(item.field)</code> \(item.method == .exact ? "exactly" : "as \(Field.label(for: item.method.rawValue).lowercased())")\
            \(when: item.matchesBlanks, ", also when both are empty")</li>
            """
        }
        let users = settings.duplicateRules.filter { $0.matches.contains { $0.rule == rule.name } }
        let isUsed = users.contains(where: \.isActive)
        return self.rule(
            rule.name,
            rule.object,
            switch: isUsed
                ? "<span class=\"tag good\">In use</span>" : "<span class=\"tag\">Not in use</span>",
            [
                ("Compares", "<ol>\(each: rule.items, item)</ol>"), ("Alike when", "\(rule.logic ?? "All are")"),
                ("Engine", "\(rule.engine)"),
                ("Used by", "\(users.isEmpty ? "No duplicate rule" : users.map(\.label).joined(separator: ", "))"),
            ]
        )
    }

    private func assignment(_ rule: AssignmentRule) -> HTML {
        func entry(_ entry: AssignmentRule.Entry) -> HTML {
            "<li>\(filter(entry.filter)) → \(values.record(entry.owner))</li>"
        }
        let entries: HTML = rule.entries.isEmpty ? "It has no entries." : "<ol>\(each: rule.entries, entry)</ol>"
        return self.rule(
            rule.name,
            rule.object,
            switch: state("assignment", rule.object, rule.name, rule.isActive),
            [("Gives, the first that fits", entries)]
        )
    }

    private func filter(_ filter: RecordFilter) -> HTML {
        guard !filter.conditions.isEmpty else { return "all that are left" }
        let conditions = filter.conditions.map { condition -> HTML in
            let value = condition.values.isEmpty ? "nothing" : condition.values.joined(separator: " or ")
            return "<code>\(condition.field)</code> \(condition.comparison.words) \(value)"
        }
        let logic: HTML = filter.logic.map { " (\($0))" } ?? ""
        return conditions.joined(separator: filter.logic == nil ? " and " : "; ") + logic
    }

    private func list(_ view: ListView) -> HTML {
        rule(
            view.label,
            view.object,
            switch: "",
            [
                ("API name", "<code>\(view.developerName)</code>"),
                ("Rows", view.scope == .mine ? "Those of who asks, \(filter(view.filter))" : filter(view.filter)),
                ("Columns", "\(view.columns.joined(separator: ", "))"), ("Sorted by", "<code>\(view.order)</code>"),
            ]
        )
    }

    private func queue(_ queue: Queue) -> HTML {
        rule(
            queue.label,
            queue.objects.joined(separator: ", "),
            switch: "",
            [
                ("API name", "<code>\(queue.developerName)</code>"), ("Record", queue.id.map(values.record) ?? ""),
            ]
        )
    }

    private func tracked(_ object: String) -> HTML {
        let fields = (settings.trackedFields[object] ?? []).map { "<code>\($0)</code>" as HTML }
        return rule(object, "", switch: "", [("Fields", fields.joined(separator: ", "))])
    }
}

extension RecordFilter.Comparison {
    fileprivate var words: String {
        switch self {
        case .equals: "is"
        case .notEqual: "is not"
        case .lessThan: "is less than"
        case .greaterThan: "is more than"
        case .lessOrEqual: "is at most"
        case .greaterOrEqual: "is at least"
        case .contains: "contains"
        case .doesNotContain: "does not contain"
        case .startsWith: "starts with"
        case .includes: "includes"
        case .excludes: "does not include"
        }
    }
}
