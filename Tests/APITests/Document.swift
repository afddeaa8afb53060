import Foundation
import HTTP

/// The OpenAPI document as a stranger reads it: from its text alone.
struct Document: Sendable {
    private let root: [String: any Sendable]

    init(_ text: String) {
        let json = try? JSONSerialization.jsonObject(with: Data(text.utf8))
        root = json as? [String: any Sendable] ?? [:]
    }

    /// Method and path template of every operation.
    var operations: [String] {
        paths.flatMap { path, operations in operations.keys.map { "\($0.uppercased()) \(path)" } }.sorted()
    }

    /// What the answer has that the document does not allow.
    func faults(of answer: Answer, to method: HTTP.Method, _ target: String) -> [String] {
        let path = target.split(separator: "?")[0]
        guard let operation = operation(method, String(path)) else {
            return answer.status < 400 ? ["not described"] : []
        }
        let responses = operation["responses"] as? [String: Any] ?? [:]
        guard let found = responses[String(answer.status)] ?? (answer.status >= 400 ? responses["default"] : nil),
            let response = resolved(found)
        else { return ["status \(answer.status) is not described"] }
        guard let content = response["content"] as? [String: Any] else {
            return answer.text.isEmpty ? [] : ["a body where none is described"]
        }
        let type = answer.fields[.contentType] ?? ""
        guard let schema = (content[type] as? [String: Any])?["schema"] as? [String: Any] else {
            return ["the type \(type) is not described"]
        }
        return faults(of: answer.json, schema, at: "$")
    }

    private var paths: [String: [String: Any]] { root["paths"] as? [String: [String: Any]] ?? [:] }

    private func operation(_ method: HTTP.Method, _ path: String) -> [String: Any]? {
        let parts = path.split(separator: "/")
        let match = paths.first { template, _ in
            let pattern = template.split(separator: "/")
            return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        return match?.value[method.name.lowercased()] as? [String: Any]
    }

    private func resolved(_ value: Any) -> [String: Any]? {
        guard let object = value as? [String: Any] else { return nil }
        guard let reference = object["$ref"] as? String else { return object }
        var node: Any = root
        for key in reference.split(separator: "/").dropFirst() { node = (node as? [String: Any])?[String(key)] ?? [:] }
        return node as? [String: Any]
    }

    private func faults(of value: Any, _ schema: [String: Any], at path: String) -> [String] {
        guard let schema = resolved(schema) else { return ["\(path): the schema is not there"] }
        switch schema["type"] as? String {
        case "object":
            guard let object = value as? [String: Any] else { return ["\(path) is no object"] }
            return objectFaults(object, schema, at: path)
        case "array":
            guard let array = value as? [Any], let items = schema["items"] as? [String: Any] else {
                return ["\(path) is no list"]
            }
            return array.enumerated().flatMap { faults(of: $1, items, at: "\(path)[\($0)]") }
        case "boolean": return value is Bool ? [] : ["\(path) is neither true nor false"]
        case "string":
            guard let text = value as? String else { return ["\(path) is no text"] }
            return textFaults(text, schema, at: path)
        case "integer":
            guard let number = value as? Int, number >= schema["minimum"] as? Int ?? .min,
                number <= schema["maximum"] as? Int ?? .max
            else { return ["\(path) is no whole number in its range"] }
            return []
        case "number": return value is Double ? [] : ["\(path) is no number"]
        default: return []
        }
    }

    private func objectFaults(_ object: [String: Any], _ schema: [String: Any], at path: String) -> [String] {
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        let required = schema["required"] as? [String] ?? []
        let missing = required.filter { object[$0] == nil }.map { "\(path).\($0) is missing" }
        return missing
            + object.flatMap { key, value in
                if let property = properties[key] { return faults(of: value, property, at: "\(path).\(key)") }
                if let other = schema["additionalProperties"] as? [String: Any] {
                    return faults(of: value, other, at: "\(path).\(key)")
                }
                return ["\(path).\(key) is not described"]
            }
    }

    private func textFaults(_ text: String, _ schema: [String: Any], at path: String) -> [String] {
        if let words = schema["enum"] as? [String], !words.contains(text) { return ["\(path) is none of its words"] }
        let isWellFormed =
            switch schema["format"] as? String {
            case "uuid": UUID(uuidString: text) != nil
            case "date-time": (try? Date(text, strategy: .iso8601)) != nil || text.contains(".")
            case "email": text.contains("@")
            default: true
            }
        return isWellFormed ? [] : ["\(path) has not the form that its format asks for"]
    }
}
