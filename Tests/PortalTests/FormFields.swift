import HTTP
import Testing

/// What a browser without JavaScript sends of the editor's form when it was only looked at.
struct FormFields {
    var query = Query()

    init?(of page: String) {
        guard let start = page.firstRange(of: "<form method=\"post\" action=\"/enrich/jobs"),
            let end = page[start.upperBound...].firstRange(of: "</form>")
        else { return nil }
        let form = page[start.upperBound..<end.lowerBound]
        for match in form.matches(
            of: /<input([^>]*)>|<select([^>]*)>(.*?)<\/select>|<textarea([^>]*)>\n?([^<]*)<\/textarea>/
        ) {
            if let input = match.output.1 {
                let isChoice = ["checkbox", "radio"].contains(FormFields.attribute("type", in: input))
                guard !isChoice || input.contains(" checked") else { continue }
                append(input, FormFields.attribute("value", in: input) ?? "")
            } else if let select = match.output.2, let options = match.output.3 {
                append(select, FormFields.chosen(in: options))
            } else if let area = match.output.4, let text = match.output.5 {
                append(area, FormFields.plain(text))
            }
        }
    }

    private mutating func append(_ tag: Substring, _ value: String) {
        if let name = FormFields.attribute("name", in: tag) { query.append(name, value) }
    }

    /// The option that is selected, or else the first.
    private static func chosen(in options: Substring) -> String {
        let all = options.matches(of: /<option([^>]*)>/).map(\.output.1)
        return (all.first { $0.contains(" selected") } ?? all.first).flatMap { attribute("value", in: $0) } ?? ""
    }

    private static func attribute(_ name: String, in tag: Substring) -> String? {
        guard let start = tag.firstRange(of: " \(name)=\"") else { return nil }
        return plain(tag[start.upperBound...].prefix { $0 != "\"" })
    }

    private static func plain(_ text: Substring) -> String {
        let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        return marks.reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
    }
}
