/// What an element may hold, where it may stand, and which attributes it must and must not have.
enum MarkupRules {
    static func isEmpty(_ name: String) -> Bool { empty.contains(name) }

    static let fields: Set<String> = ["input", "select", "textarea", "meter", "progress"]
    static let needName: Set<String> = [
        "a", "button", "h1", "h2", "h3", "h4", "label", "legend", "summary", "title", "caption", "th", "option",
    ]
    static let holdsNoText: Set<String> = [
        "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "select", "head", "html",
    ]

    private static let empty: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]
    private static let blocks: Set<String> = [
        "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
    ]
    private static let onlyInlineInside: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "span", "a", "button", "label", "strong", "em", "b", "code", "small", "time", "dt",
    ]
    private static let mayHoldBlocks: Set<String> = ["a"]
    private static let interactive: Set<String> = ["a", "button", "input", "select", "textarea", "details", "label"]
    private static let parents: [String: Set<String>] = [
        "li": ["ul", "ol"], "dt": ["dl", "div"], "dd": ["dl", "div"], "tr": ["thead", "tbody", "tfoot"],
        "td": ["tr"], "th": ["tr"], "thead": ["table"], "tbody": ["table"], "tfoot": ["table"],
        "caption": ["table"], "option": ["select", "optgroup", "datalist"], "legend": ["fieldset"],
        "summary": ["details"], "figcaption": ["figure"],
    ]
    private static let required: [String: [String]] = [
        "img": ["alt"], "th": ["scope"], "form": ["method", "action"], "button": ["type"], "input": ["type"],
        "label": [], "html": ["lang"],
    ]

    static func faults(of element: MarkupElement, inside open: [MarkupElement]) -> [String] {
        var faults: [String] = []
        let name = element.name
        if let parent = open.last?.name {
            if let allowed = parents[name], !allowed.contains(parent) {
                faults.append("<\(name)> inside <\(parent)>")
            }
            if parent == "ul" || parent == "ol", name != "li" { faults.append("<\(name)> inside <\(parent)>") }
            if parent == "table", parents[name]?.contains("table") != true { faults.append("<\(name)> inside <table>") }
        }
        if blocks.contains(name),
            let outer = open.last(where: { onlyInlineInside.contains($0.name) && !mayHoldBlocks.contains($0.name) })
        {
            faults.append("<\(name)> inside <\(outer.name)>")
        }
        if name == "form", open.contains(where: { $0.name == "form" }) { faults.append("<form> inside <form>") }
        if interactive.contains(name), element["type"] != "hidden",
            let outer = open.last(where: { $0.name == "a" || $0.name == "button" })
        {
            faults.append("<\(name)> inside <\(outer.name)>: only one of the two can be pressed")
        }
        for attribute in required[name, default: []] where !element.has(attribute) {
            faults.append("<\(name)> without \(attribute)")
        }
        return faults + faultsOfPolicy(element) + faultsOfAttributes(element)
    }

    /// What the content security policy would block in silence.
    private static func faultsOfPolicy(_ element: MarkupElement) -> [String] {
        var faults: [String] = []
        if element.name == "style" { faults.append("<style> is blocked by the content security policy") }
        if element.name == "script", element["src"] == nil {
            faults.append("<script> without src is blocked by the content security policy")
        }
        for attribute in element.attributes {
            if attribute.name == "style" || attribute.name.hasPrefix("on") {
                faults.append("\(attribute.name)=… in <\(element.name)> is blocked by the content security policy")
            }
            let value = attribute.value ?? ""
            if ["href", "src", "action", "formaction"].contains(attribute.name), !isPlainAddress(value) {
                faults.append("\(attribute.name) of <\(element.name)> leads out of http, or nowhere")
            }
        }
        return faults
    }

    private static func isPlainAddress(_ value: String) -> Bool {
        guard !value.isEmpty else { return false }
        if let end = value.firstIndex(where: { ":/?#".contains($0) }), value[end] == ":" {
            return ["http", "https", "mailto"].contains(value[..<end])
        }
        return true
    }

    private static func faultsOfAttributes(_ element: MarkupElement) -> [String] {
        var faults: [String] = []
        if let scope = element["scope"], !["col", "row", "colgroup", "rowgroup"].contains(scope) {
            faults.append("scope=\"\(scope)\" in <\(element.name)>")
        }
        if let method = element["method"], !["get", "post"].contains(method), element.name == "form" {
            faults.append("a form is sent by get or post, not by \(method)")
        }
        if element["target"] == "_blank", element["rel"]?.contains("noopener") != true {
            faults.append("target=\"_blank\" without rel=\"noopener\"")
        }
        if let order = element["tabindex"], order != "0", order != "-1" {
            faults.append("tabindex=\"\(order)\" changes the order of the keyboard")
        }
        return faults
    }
}
