/// What must hold over a page as a whole: ids and their users, names of fields, headings, landmarks.
struct MarkupDocument {
    var hasDoctype = false
    private(set) var targets: [WellFormed.Target] = []
    private var ids: Set<String> = []
    private var uses: [(id: String, attribute: String, line: Int)] = []
    private var labelled: Set<String> = []
    private var unnamed: [(id: String?, name: String, line: Int)] = []
    private var headings: [(level: Int, line: Int)] = []
    private var counts: [String: Int] = [:]

    /// Takes the element in, which may be part of a drawing; the answer is what can be told to be wrong at once.
    mutating func note(_ element: MarkupElement, line: Int, isDrawing: Bool) -> [String] {
        var faults: [String] = []
        if !isDrawing { counts[element.name, default: 0] += 1 }
        if let id = element["id"], !ids.insert(id).inserted { faults.append("the id \(id) stands twice") }
        for attribute in Self.idUsers {
            for id in (element[attribute] ?? "").split(separator: " ") {
                uses.append((String(id), attribute, line))
            }
        }
        if let href = element["href"], href.hasPrefix("#"), href.count > 1 {
            uses.append((String(href.dropFirst()), "href", line))
        }
        if element.name == "label", let field = element["for"] { labelled.insert(field) }
        if element.name.count == 2, element.name.hasPrefix("h"), let level = Int(element.name.dropFirst()) {
            headings.append((level, line))
        }
        if element.name == "a", let href = element["href"] { targets.append(.init(method: "GET", address: href)) }
        if element.name == "form", let action = element["action"] {
            targets.append(.init(method: element["method"] == "post" ? "POST" : "GET", address: action))
        }
        if let action = element["formaction"] { targets.append(.init(method: "POST", address: action)) }
        if let source = element["data-live"] { targets.append(.init(method: "GET", address: source)) }
        return faults
    }

    mutating func noteField(_ element: MarkupElement, line: Int, isInsideLabel: Bool) {
        guard !["hidden", "submit", "button", "reset"].contains(element["type"] ?? ""),
            !isInsideLabel, !element.has("aria-label"), !element.has("aria-labelledby")
        else { return }
        unnamed.append((element["id"], element["name"] ?? element.name, line))
    }

    func faultsOfPage() -> [WellFormed.Fault] {
        var faults: [WellFormed.Fault] = []
        func fault(_ line: Int, _ message: String) { faults.append(.init(line: line, message: message)) }

        if !hasDoctype { fault(1, "no <!doctype html>") }
        for name in ["html", "head", "body", "title", "main", "h1"] where counts[name] != 1 {
            fault(1, "\(counts[name, default: 0]) × <\(name)>, exactly one is wanted")
        }
        for use in uses where !ids.contains(use.id) {
            fault(use.line, "\(use.attribute)=\"\(use.id)\" names an id that is not on the page")
        }
        for field in unnamed where field.id.map(labelled.contains) != true {
            fault(field.line, "the field \(field.name) has no label")
        }
        var previous = 0
        for heading in headings {
            if heading.level > previous + 1 { fault(heading.line, "<h\(heading.level)> after <h\(previous)>") }
            previous = heading.level
        }
        return faults
    }

    private static let idUsers = [
        "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-errormessage", "popovertarget", "form",
        "list", "data-dialog", "data-copy",
    ]
}
