import HTML

/// What is known, line by line, with who says so since when.
struct FactTable: Sendable {
    struct Line: Sendable {
        let field: String
        let values: [String]
        let source: String
        /// "8 Mar 2026"
        let date: String
    }

    let lines: [Line]

    var html: HTML { "<dl class=\"facts\">\(each: lines, line)</dl>" }

    private func line(_ line: Line) -> HTML {
        """
        <div><dt>\(FieldTitles.title(line.field))</dt><dd>\(FactTable.values(line.values, of: line.field))</dd>\
        <dd class="fact-source">\(line.source) · \(line.date)</dd></div>
        """
    }

    /// Websites and addresses lead where they say; what is no such address stays a text.
    static func values(_ values: [String], of field: String) -> HTML {
        let marked = values.map { value -> HTML in
            switch field {
            case "websites", "social": website(value)
            case "emails": "<a href=\"mailto:\(value)\">\(value)</a>"
            default: "\(value)"
            }
        }
        if marked.count == 1 { return marked[0] }
        return "<ul class=\"plain-list\">\(each: marked, { "<li>\($0)</li>" })</ul>"
    }

    static func website(_ text: String) -> HTML {
        let lower = text.lowercased()
        let isWhole = lower.hasPrefix("https://") || lower.hasPrefix("http://")
        let isBare = !text.contains(":") && text.contains(".") && !text.contains(where: \.isWhitespace)
        guard isWhole || isBare else { return "\(text)" }
        return """
            <a href="\(isWhole ? text : "https://" + text)" rel="noopener noreferrer nofollow">\(shown(text))</a>
            """
    }

    /// Without what every address has.
    static func shown(_ website: String) -> String {
        var text = website[...]
        for start in ["https://", "http://", "www."] where text.lowercased().hasPrefix(start) {
            text = text.dropFirst(start.count)
        }
        if text.hasSuffix("/") { text = text.dropLast() }
        return String(text)
    }
}
