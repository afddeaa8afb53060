import Enrichment
import HTML

/// The rows of a mapping: which Loam field goes into which Salesforce field, and when.
struct MappingEditor: Sendable {
    /// Of the names of its fields.
    let prefix: String
    let section: SettingsFault.Section
    let rows: MappingRows
    /// What the org says of the fields; nil while it cannot be asked.
    let schema: ObjectSchema?
    let topics: [String]
    let faults: EditorFaults
    /// The row that was added last, which gets the cursor.
    var fresh: Int?

    var html: HTML {
        """
        <input type="hidden" name="\(prefix).object" value="\(rows.object.rawValue)">
        \(faults.html(section))
        <table class="rows mapping"><caption class="visually-hidden">\(section.title)</caption>
        <thead><tr><th scope="col">Loam field</th><th scope="col">Salesforce field</th>\
        <th scope="col">Update option</th><th scope="col" class="is-actions">\
        <span class="visually-hidden">Order and removal</span></th></tr></thead>
        <tbody>
        \(each: rows.rows.indices, row)</tbody></table>
        <div class="mapping-foot"><button type="submit" class="button" name="act" value="\(prefix).add">\(Icon.plus.html)\
        Add field</button><button type="submit" class="button is-quiet" name="act" value="\(prefix).defaults">\
        \(Icon.again.html)Back to default preferences</button></div>
        """
    }

    /// Salesforce fields to choose from, once for all rows.
    static func fields(_ fields: [FieldSchema], id: String) -> HTML {
        """
        <datalist id="\(id)">\(each: fields, {
            "<option value=\"\($0.name.rawValue)\">\($0.label) · \($0.typeWords)</option>"
        })</datalist>
        """
    }

    private func row(_ place: Int) -> HTML {
        let row = rows.rows[place]
        let name = "\(prefix).\(place)"
        let source = LoamField(rawValue: row.source)
        return """
            <tr id="\(prefix)-\(place)"\(attribute: "class", faults.has(section, row: place) ? "is-wrong" : nil)>
            <td>\(sources(name, row.source, place))\
            <small\(attribute: "data-example-of", name)>\(source.map { "e.g. \($0.example)" } ?? "")</small></td>
            <td data-label="Salesforce field"><div>\(target(name, row, place))</div></td>
            <td data-label="Update option"><div>\(rule(name, row.rule))\(options(name, row, source))\
            \(faults.html(section, row: place))</div></td>
            <td class="is-actions"><div class="row">\(buttons(place))</div></td></tr>

            """
    }

    private func sources(_ name: String, _ chosen: String, _ place: Int) -> HTML {
        let offered = LoamField.catalogue(for: rows.object, topics: topics)
        // What is mapped stays to be seen, also where the catalogue has none of it now.
        let others = LoamField(rawValue: chosen).map { offered.contains($0) ? [] : [$0] } ?? []
        return """
            <select class="field-input" name="\(name).source" aria-label="Loam field of row \(place + 1)" \
            data-example="\(name)"\(attribute: "autofocus", when: fresh == place)>\
            <option value="">Choose a field</option>\(each: offered + others, { field in
                "<option value=\"\(field.rawValue)\"\(attribute: "selected", when: field.rawValue == chosen) data-text=\"e.g. \(field.example)\">\(field.label)</option>"
            })</select>
            """
    }

    private func target(_ name: String, _ row: MappingDraft.Row, _ place: Int) -> HTML {
        let field = schema?[CRMField(row.target)]
        let rank = rows.rank(of: place).map { "<span class=\"badge\">Choice \($0)</span> " as HTML }
        let required = rows.isRequired(place) ? "<span class=\"badge is-blue\">Required</span> " as HTML : .empty
        return """
            <input class="field-input" type="text" name="\(name).target" value="\(row.target)" \
            list="fields-\(rows.object.rawValue)" autocomplete="off" aria-label="Salesforce field of row \(place + 1)" placeholder="Type a name or a label">\
            <small>\(rank)\(required)\(field.map { "\($0.label) · \($0.typeWords)" as HTML })</small>
            """
    }

    private func rule(_ name: String, _ rule: UpdateRule) -> HTML {
        """
        <select class="field-input" name="\(name).rule" aria-label="Update option">\
        \(each: UpdateRule.allCases, {
            "<option value=\"\($0.rawValue)\"\(attribute: "selected", when: $0 == rule)>\($0.label)</option>"
        })</select>
        """
    }

    private func options(_ name: String, _ row: MappingDraft.Row, _ source: LoamField?) -> HTML {
        let options = row.options
        let isPlace = source?.kind == .country || source?.kind == .state
        let isList = source?.kind == .list
        let isOpen = options != MappingRow.Options() && !isPlace
        return """
            \(when: isPlace, place(name, options.place))\
            <details class="mapping-options"\(attribute: "open", when: isOpen)><summary>Options</summary><div class="stack">\
            \(Toggle(
                name: "\(name).truncates",
                label: "Cut off what is too long",
                detail: "Otherwise such a value is reported and left out.",
                isOn: options.truncates
            ).html)\
            \(Toggle(
                name: "\(name).clears",
                label: "Empty the field when nothing is known",
                detail: "As far as the update option allows it.",
                isOn: options.clearsUnknown
            ).html)\
            \(when: isList, list(name, options), else: kept(name, options))</div></details>
            """
    }

    private func place(_ name: String, _ form: PlaceForm?) -> HTML {
        """
        <label class="mapping-place"><span>Write it as</span><select class="field-input" name="\(name).place">\
        <option value="">the catalogue has it</option>\(each: PlaceForm.allCases, {
            "<option value=\"\($0.rawValue)\"\(attribute: "selected", when: $0 == form)>\($0 == .code ? "a code" : "a name")</option>"
        })</select></label>
        """
    }

    private func list(_ name: String, _ options: MappingRow.Options) -> HTML {
        """
        <label class="mapping-place"><span>Between values</span><input class="field-input" type="text" \
        name="\(name).separator" value="\(options.separator)" maxlength="5"></label>\
        <label class="mapping-place"><span>Values at most</span><input class="field-input" type="text" \
        inputmode="numeric" name="\(name).most" value="\(options.mostValues.map(String.init) ?? "")" placeholder="all"></label>
        """
    }

    /// What concerns lists only is not lost while a row holds another field for a moment.
    private func kept(_ name: String, _ options: MappingRow.Options) -> HTML {
        """
        <input type="hidden" name="\(name).separator" value="\(options.separator)">\
        <input type="hidden" name="\(name).most" value="\(options.mostValues.map(String.init) ?? "")">
        """
    }

    private func buttons(_ place: Int) -> HTML {
        let isLast = place == rows.rows.count - 1
        return """
            \(button("up", place, .up, "Move up", isOff: place == 0))\
            \(button("down", place, .down, "Move down", isOff: isLast))\
            \(button("remove", place, .trash, "Remove", isOff: rows.isRequired(place)))
            """
    }

    private func button(_ act: String, _ place: Int, _ icon: Icon, _ words: String, isOff: Bool) -> HTML {
        """
        <button type="submit" class="button is-quiet is-small" name="act" value="\(prefix).\(act).\(place)" \
        title="\(words)"\(attribute: "disabled", when: isOff)>\(icon.html)\
        <span class="visually-hidden">\(words) row \(place + 1)</span></button>
        """
    }
}

extension FieldSchema {
    /// "text, at most 255 characters"
    var typeWords: String {
        switch type {
        case .string, .textarea, .encryptedstring, .email, .phone, .url, .combobox:
            length > 0 ? "\(type.label), at most \(length) characters" : type.label
        case .int, .long, .double, .currency, .percent:
            precision > 0 ? "\(type.label), at most \(precision) digits" : type.label
        case .reference: references.isEmpty ? type.label : "\(type.label) of \(references.joined(separator: ", "))"
        default: type.label
        }
    }
}
