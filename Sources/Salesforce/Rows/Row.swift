package import Telemetry

/// A record as REST gave it.
package struct Row: Equatable, Sendable {
    /// The object that it is of; nil for a row of an aggregate.
    package let object: String?
    private let values: JSONObject

    init?(_ json: JSON) {
        guard case .object(let values) = json else { return nil }
        object = json["attributes"]?["type"]?.text
        self.values = values
    }

    /// Which record it is, also where its id was not asked for: its address ends with it.
    package var id: RecordID? {
        let text = text("Id") ?? values["attributes"]?["url"]?.text?.split(separator: "/").last.map(String.init)
        return text.flatMap { RecordID($0) }
    }

    /// The names of the values at hand, in the order in which they were asked for.
    package var names: [String] { values.members.map(\.name).filter { $0 != "attributes" } }

    /// Whether a value was asked for and is empty.
    package func isNull(_ path: String) -> Bool { value(path) == .null }

    /// A value as text, whatever it is; nil where it is empty or was not asked for. A path leads over parents.
    package func text(_ path: String) -> String? {
        switch value(path) {
        case .text(let text): text
        case .number(let digits): digits
        case .flag(let flag): flag ? "true" : "false"
        case .null, .list, .object, nil: nil
        }
    }

    package func integer(_ path: String) -> Int? { value(path)?.integer }
    package func flag(_ path: String) -> Bool? { value(path)?.flag }
    package func moment(_ path: String) -> Timestamp? { text(path).flatMap { Timestamp(salesforce: $0) } }

    /// The records of a query within the query.
    package func children(_ name: String) -> [Row] { (values[name]?["records"]?.list ?? []).compactMap { Row($0) } }

    private func value(_ path: String) -> JSON? {
        var object = values
        let steps = path.split(separator: ".")
        for step in steps.dropLast() {
            guard let next = object[String(step)]?.object else { return nil }
            object = next
        }
        return steps.last.flatMap { object[String($0)] }
    }
}
