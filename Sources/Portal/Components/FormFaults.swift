import HTML

/// What was wrong with a form that was sent, field by field and as a whole.
struct FormFaults: Sendable {
    /// What the sender reads first.
    var summary: String
    /// By the name of the field.
    var fields: [String: String] = [:]

    subscript(name: String) -> String? { fields[name] }
}

extension FormFaults? {
    subscript(name: String) -> String? { flatMap { $0.fields[name] } }

    /// Stands above the form, is focused, and leads to each field that wants a change.
    func html(labels: [(name: String, label: String)]) -> HTML? {
        guard let faults = self else { return nil }
        let wrong = labels.filter { faults.fields[$0.name] != nil }
        return """
            <div class="notice is-red faults" role="alert" tabindex="-1">\(Icon.alert.html)<div>
            <p><strong>\(faults.summary)</strong></p>
            \(when: !wrong.isEmpty, "<ul>\(each: wrong, { Self.line($0, faults) })</ul>")</div></div>
            """
    }

    private static func line(_ field: (name: String, label: String), _ faults: FormFaults) -> HTML {
        "<li><a href=\"#field-\(field.name)\">\(field.label)</a>: \(faults.fields[field.name] ?? "")</li>"
    }
}
