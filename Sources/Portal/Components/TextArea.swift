import HTML

/// A text of several lines with its label and its hint.
struct TextArea: Sendable {
    let name: String
    let label: String
    var value = ""
    var hint: String?
    var rows = 4
    var isRequired = true
    /// Where nothing is required, nothing needs to be called optional.
    var saysOptional = true
    var fault: String?

    var html: HTML {
        let describedBy = [hint.map { _ in id + "-hint" }, fault.map { _ in id + "-fault" }].compactMap { $0 }
        // A line break right behind the tag is not part of the text.
        return """
            <div class="field\(when: fault != nil, " is-wrong")"><label for="\(id)">\(label)\
            \(when: !isRequired && saysOptional, " <span class=\"optional\">optional</span>")</label>
            <textarea class="field-input" id="\(id)" name="\(name)" rows="\(rows)"\(attribute: "required", when: isRequired)\
            \(attribute: "aria-describedby", describedBy.isEmpty ? nil : describedBy.joined(separator: " "))>\n\(value)\
            </textarea>
            \(hint.map { "<p class=\"field-hint\" id=\"\(id)-hint\">\($0)</p>" as HTML })\
            \(fault.map { "<p class=\"field-error\" id=\"\(id)-fault\">\(Icon.alert.html)\($0)</p>" as HTML })</div>
            """
    }

    private var id: String { "field-" + name }
}
