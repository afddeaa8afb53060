import HTML

/// The form in which a person makes a record or changes one.
struct RecordForm: Sendable {
    let object: ObjectType
    let fields: [Field]
    /// What stands in the fields, by their names, as a browser sends it.
    var values: [String: String]
    /// Users who may own a record.
    var owners: [(id: String, name: String)] = []
    var errors: [OrgError] = []
    /// Where it is sent.
    let action: String
    /// Where one goes who does not want to after all.
    let cancel: String

    var html: HTML {
        """
        \(complaints)<form class="card record" method="post" action="\(action)"><div class="pad">\(each: fields, row)</div>\
        \(when: object.traits.contains(.ownedByQueues), assignment)<div class="actions">\
        <a class="button" href="\(cancel)">Cancel</a>\(when: mayInsist, insist)<button class="primary">Save</button></div></form>
        """
    }

    // MARK: - What is wrong

    /// What no field is shown for stands above the form, with what looks like the record.
    private var complaints: HTML {
        let shown = Set(fields.map(\.name))
        let general = errors.filter { error in !(error.fields ?? []).contains { shown.contains($0) } }
        guard !errors.isEmpty else { return "" }
        let count: HTML =
            errors.count == 1 ? "It is not saved yet." : "It is not saved yet: \(errors.count) things are wrong."
        func line(_ error: OrgError) -> HTML {
            "<p>\(error.message) <code>\(error.code)</code></p>\(alike(error))"
        }
        return "<div class=\"notice bad\" role=\"alert\"><p>\(count)</p>\(each: general, line)</div>"
    }

    private func alike(_ error: OrgError) -> HTML {
        guard let matches = error.duplicate?.results.flatMap(\.matches), !matches.isEmpty else { return "" }
        func item(_ match: DuplicateFinding.Match) -> HTML {
            "<li><a href=\"/records/\(match.object)/\(match.id)\">\(match.object) \(match.id)</a></li>"
        }
        return "<ul>\(each: matches.prefix(10), item)</ul>"
    }

    private var mayInsist: Bool { errors.contains { $0.duplicate?.allowsSave == true } }

    private var insist: HTML { "<button name=\"duplicates\" value=\"allow\">Save all the same</button>" }

    private var assignment: HTML {
        """
        <div class="pad"><label class="check"><input type="checkbox" name="assign" value="true"> Give it to an owner by the \
        active assignment rule</label></div>
        """
    }

    // MARK: - Fields

    private func row(_ field: Field) -> HTML {
        let wrong = errors.filter { $0.fields?.contains(field.name) == true }.map(\.message)
        let hints = [field.inlineHelpText, hint(for: field)].compactMap(\.self)
        let id = "field-" + field.name
        let about: [String] = (wrong.isEmpty ? [] : [id + "-error"]) + (hints.isEmpty ? [] : [id + "-hint"])
        let described = about.isEmpty ? nil : about.joined(separator: " ")
        let error: HTML =
            wrong.isEmpty ? "" : "<p class=\"wrong\" id=\"\(id)-error\">\(wrong.joined(separator: " "))</p>"
        let hint: HTML = hints.isEmpty ? "" : "<p class=\"hint\" id=\"\(id)-hint\">\(hints.joined(separator: " "))</p>"
        let value = values[field.name] ?? ""
        if field.type == .boolean {
            return """
                <div class="field"><label class="check"><input type="checkbox" name="\(field.name)" value="true"\
                \(attribute: "checked", when: value == "true")\(attribute: "aria-describedby", described)> \(field.label)\
                </label>\(error)\(hint)</div>
                """
        }
        let mark: HTML = field.isRequiredOnCreate ? " <span class=\"tag warm\">required</span>" : ""
        let common: HTML = """
            id="\(id)" name="\(field.name)"\(attribute: "aria-describedby", described)\
            \(attribute: "aria-invalid", wrong.isEmpty ? nil : "true")
            """
        return """
            <div class="field"><label for="\(id)">\(field.label)\(mark)</label>\(input(field, value, common))\
            \(error)\(hint)</div>
            """
    }

    private func input(_ field: Field, _ value: String, _ common: HTML) -> HTML {
        switch field.type {
        case .picklist: return choice(field, value, common)
        case .multipicklist: return severalChoices(field, value, common)
        case .textarea: return "<textarea \(common)>\n\(value)</textarea>"
        case .reference where !owners.isEmpty && field.references.contains("User"): return owner(field, value, common)
        case .date: return "<input \(common) type=\"date\" value=\"\(value)\">"
        case .datetime: return "<input \(common) type=\"datetime-local\" step=\"1\" value=\"\(value)\">"
        case .time: return "<input \(common) type=\"time\" step=\"1\" value=\"\(value)\">"
        case .email: return "<input \(common) inputmode=\"email\" autocapitalize=\"off\" value=\"\(value)\">"
        case .phone: return "<input \(common) inputmode=\"tel\" value=\"\(value)\">"
        case .int, .long: return "<input \(common) inputmode=\"numeric\" value=\"\(value)\">"
        case .double, .currency, .percent: return "<input \(common) inputmode=\"decimal\" value=\"\(value)\">"
        default: return "<input \(common) value=\"\(value)\">"
        }
    }

    private func hint(for field: Field) -> String? {
        switch field.type {
        case .reference where owners.isEmpty || !field.references.contains("User"):
            "The id of a record of \(field.references.joined(separator: " or "))"
        case .datetime: "In UTC"
        default: nil
        }
    }

    private func choice(_ field: Field, _ value: String, _ common: HTML) -> HTML {
        var options = (field.picklist?.values ?? []).filter(\.isActive).map { (value: $0.value, label: $0.label) }
        // A value that the list does not have stays what it is unless another one is chosen.
        if !value.isEmpty, !options.contains(where: { $0.value == value }) { options.insert((value, value), at: 0) }
        func line(_ entry: (value: String, label: String)) -> HTML { option(entry.value, entry.label, value) }
        return "<select \(common)><option value=\"\">None</option>\(each: options, line)</select>"
    }

    private func severalChoices(_ field: Field, _ value: String, _ common: HTML) -> HTML {
        let chosen = Set(value.split(separator: ";").map(String.init))
        let options = (field.picklist?.values ?? []).filter { $0.isActive || chosen.contains($0.value) }
        func line(_ entry: Picklist.Value) -> HTML {
            option(entry.value, entry.label, chosen.contains(entry.value) ? entry.value : "")
        }
        return """
            <select \(common) multiple size="\(min(max(options.count, 2), 6))">\(each: options, line)</select>
            """
    }

    private func owner(_ field: Field, _ value: String, _ common: HTML) -> HTML {
        var options = owners
        if !value.isEmpty, !options.contains(where: { $0.id == value }) { options.insert((value, value), at: 0) }
        let none: HTML = field.isNillable || value.isEmpty ? "<option value=\"\">None</option>" : ""
        func line(_ entry: (id: String, name: String)) -> HTML { option(entry.id, entry.name, value) }
        return "<select \(common)>\(none)\(each: options, line)</select>"
    }

    private func option(_ value: String, _ label: String, _ chosen: String) -> HTML {
        "<option value=\"\(value)\"\(attribute: "selected", when: !value.isEmpty && value == chosen)>\(label)</option>"
    }
}
