import HTML

/// A value as a person reads it.
struct ValueView: Sendable {
    let schema: Schema
    /// The names of records, by id.
    var names: [String: String] = [:]

    func html(_ value: Scalar, _ field: Field) -> HTML {
        switch value {
        case .null: ""
        case .flag(let flag): flag ? "Yes" : "<span class=\"quiet\">No</span>"
        case .integer(let number): "\(number.formatted)"
        case .number(let number): "\(number.shown(scale: field.scale, type: field.type))"
        case .text(let text): html(text, field)
        }
    }

    private func html(_ text: String, _ field: Field) -> HTML {
        switch field.type {
        case .reference: record(text)
        case .id: "<code>\(text)</code>"
        case .email: "<a href=\"mailto:\(text)\">\(text)</a>"
        case .url where text.hasPrefix("https://") || text.hasPrefix("http://"):
            "<a href=\"\(text)\" rel=\"noreferrer\">\(text)</a>"
        case .datetime: "\(text.replacing("T", with: " ").prefix(19).description)"
        case .multipicklist: "\(text.replacing(";", with: "; "))"
        default: "\(text)"
        }
    }

    /// A link to a record by its name, or by its id where it has none.
    func record(_ id: String) -> HTML {
        guard let object = schema.object(ofID: id) else { return "<code>\(id)</code>" }
        return "<a href=\"\(Paths.record(object, id))\">\(names[id] ?? id)</a>"
    }
}

enum Paths {
    static func list(_ object: ObjectType) -> String { "/records/" + object.name }

    static func record(_ object: ObjectType, _ id: String) -> String { "/records/\(object.name)/\(id)" }
}

extension Field {
    /// Whether its values stand at the right edge of their column.
    var isNumber: Bool {
        switch type {
        case .int, .long, .double, .currency, .percent: true
        default: false
        }
    }
}

extension Double {
    fileprivate func shown(scale: Int, type: FieldType) -> String {
        var text = String(self)
        if text.hasSuffix(".0") { text.removeLast(2) }
        if let whole = Int64(exactly: self) { text = whole.formatted }
        return type == .percent ? text + " %" : text
    }
}

extension Int64 {
    /// With a comma between each three digits.
    var formatted: String {
        let digits = String(magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return self < 0 ? "-" + text : text
    }
}

extension Int {
    var formatted: String { Int64(self).formatted }
}
