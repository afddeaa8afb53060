/// The answers so far, from which later parts take values by `@{name.path}`.
struct CompositeReferences: Sendable {
    private enum Known: Sendable {
        case value(JSON)
        /// The part failed, and whoever needs it fails too.
        case failed
    }

    private var known: [String: Known] = [:]

    mutating func add(_ name: String, _ answer: Answer) {
        if answer.isFailure {
            known[name] = .failed
        } else {
            known[name] = .value((try? JSONReader.read(answer.body)) ?? .null)
        }
    }

    /// The text with its references replaced; throws `PROCESSING_HALTED` for one that leads nowhere.
    func resolve(_ text: String) throws(OrgError) -> String {
        guard text.contains("@{") else { return text }
        var resolved = ""
        var rest = Substring(text)
        while let start = rest.firstRange(of: "@{") {
            resolved += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
                throw OrgError("PROCESSING_HALTED", "Invalid reference specified. A reference is not closed: \(text)")
            }
            resolved += try value(String(rest[start.upperBound..<end]))
            rest = rest[rest.index(after: end)...]
        }
        return resolved + rest
    }

    func resolve(_ json: JSON) throws(OrgError) -> JSON {
        switch json {
        case .text(let text): return .text(try resolve(text))
        case .array(let values):
            var resolved: [JSON] = []
            for value in values { resolved.append(try resolve(value)) }
            return .array(resolved)
        case .object(var object):
            for index in object.members.indices {
                object.members[index].value = try resolve(object.members[index].value)
            }
            return .object(object)
        case .null, .flag, .integer, .number: return json
        }
    }

    private func value(_ path: String) throws(OrgError) -> String {
        var steps = CompositeReferences.steps(path)
        let name = steps.isEmpty ? path : steps.removeFirst()
        guard case .value(var value) = known[name] else {
            throw OrgError("PROCESSING_HALTED", "Invalid reference specified. No value for \(path) found in \(name)")
        }
        for step in steps {
            guard let next = CompositeReferences.step(step, from: value) else {
                throw OrgError(
                    "PROCESSING_HALTED",
                    "Invalid reference specified. No value for \(path) found in \(name)"
                )
            }
            value = next
        }
        switch value {
        case .text(let text): return text
        case .integer(let number): return String(number)
        case .number(let number): return String(number)
        case .flag(let flag): return String(flag)
        case .null, .array, .object:
            throw OrgError("PROCESSING_HALTED", "Invalid reference specified. No value for \(path) found in \(name)")
        }
    }

    /// `ref.records[0].Id` as `ref`, `records`, `[0]`, `Id`.
    private static func steps(_ path: String) -> [String] {
        path.split(separator: ".").flatMap { part -> [String] in
            let pieces = part.split(separator: "[")
            return pieces.enumerated().map {
                $0.offset == 0 && !part.hasPrefix("[") ? String($0.element) : "[" + $0.element
            }
        }
    }

    private static func step(_ step: String, from value: JSON) -> JSON? {
        guard step.hasPrefix("[") else { return value.object?[step] }
        guard let index = Int(step.dropFirst().dropLast()), let array = value.array, array.indices.contains(index)
        else {
            return nil
        }
        return array[index]
    }
}
