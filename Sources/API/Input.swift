import FoundationEssentials
import HTTP
import Store
import Telemetry

/// The body of a request, read strictly: a key that is not known is a mistake that its sender wants to hear of.
extension Request {
    func input<Input: Decodable>(_ type: Input.Type = Input.self, by schema: Schema, upTo limit: Int = 1 << 20)
        async throws -> Input
    {
        guard case .object(let properties) = schema else {
            preconditionFailure("An operation reads a body that it does not describe.")
        }
        // Twice, because a decoder that reads the keys it knows does not tell of the others.
        var request = self
        let bytes = try await body.collect(upTo: limit)
        request.body = .bytes(bytes)
        let given = try await request.decode([String: Presence].self, upTo: limit)
        request.body = .bytes(bytes)
        let known = Set(properties.map(\.name))
        var faults: [String: String] = [:]
        for (key, presence) in given {
            if !known.contains(key) {
                faults[key] = "This key is not known here; known are \(known.sorted().joined(separator: ", "))."
            } else if presence == .null {
                faults[key] = "This may not be null; leave it out instead."
            }
        }
        guard faults.isEmpty else {
            throw Problem(
                .badRequest,
                code: "request.invalid-body",
                title: "The body of the request is wrong at \(faults.keys.sorted().joined(separator: ", ")).",
                fields: faults
            )
        }
        return try await request.decode(type, upTo: limit)
    }
}

/// Whether a key has a value, whatever it is.
private enum Presence: Decodable {
    case null, value

    init(from decoder: any Decoder) throws {
        self = try decoder.singleValueContainer().decodeNil() ? .null : .value
    }
}

/// The query of a request, read strictly.
struct QueryInput: Sendable {
    private var values: [String: [String]] = [:]
    private var faults: [String: String] = [:]

    /// Throws for a name that the operation does not know.
    init(_ request: Request, _ known: [Operation.Parameter]) throws {
        let names = Set(known.map(\.name))
        for (name, value) in request.query.pairs {
            if !names.contains(name) {
                faults[name] =
                    names.isEmpty
                    ? "Nothing can be asked for here."
                    : "This is not known here; known are \(names.sorted().joined(separator: ", "))."
            } else if value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
                faults[name] = "This has a control character; leave it out."
            }
            values[name, default: []].append(value)
        }
        for parameter in known where (values[parameter.name]?.count ?? 0) > 1 {
            if case .list = parameter.schema { continue }
            faults[parameter.name] = "This is given more than once."
        }
        try check()
    }

    mutating func text(_ name: String) -> String? { values[name]?.first }

    mutating func word<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type = Word.self) -> Word?
    where Word.RawValue == String {
        words(name, type).first
    }

    mutating func words<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type = Word.self) -> [Word]
    where Word.RawValue == String {
        (values[name] ?? []).compactMap { text in
            if let word = Word(rawValue: text) { return word }
            faults[name] = "Expected one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))."
            return nil
        }
    }

    /// The values that are not empty.
    func texts(_ name: String) -> Set<String> { Set((values[name] ?? []).filter { !$0.isEmpty }) }

    mutating func number(_ name: String, in range: ClosedRange<Int>, default usual: Int) -> Int {
        guard let text = values[name]?.first else { return usual }
        if let number = Int(text), range.contains(number) { return number }
        faults[name] = "Expected a whole number from \(range.lowerBound) to \(range.upperBound)."
        return usual
    }

    mutating func id<Entity>(_ name: String, of type: Entity.Type) -> ID<Entity>? {
        read(name, "Expected an id.") { ID(parsing: $0) }
    }

    mutating func time(_ name: String) -> Timestamp? {
        read(name, "Expected a time such as 2026-03-08T04:59:00Z.") { Timestamp(iso8601: $0) }
    }

    /// Whatever else the value has to be; nil from the body is a fault.
    mutating func read<Value>(_ name: String, _ fault: String, _ body: (String) -> Value?) -> Value? {
        guard let text = values[name]?.first else { return nil }
        let value = body(text)
        if value == nil { faults[name] = fault }
        return value
    }

    /// Throws when anything was wrong, with all of it.
    func check() throws(Problem) {
        guard !faults.isEmpty else { return }
        throw Problem(
            .badRequest,
            code: "request.invalid-query",
            title: "The query of the request is wrong at \(faults.keys.sorted().joined(separator: ", ")).",
            fields: faults
        )
    }
}

extension Request {
    /// The id in the path; what cannot be one is found nowhere.
    func id<Entity>(_ name: String, of type: Entity.Type = Entity.self, orElse unknown: Problem) throws(Problem)
        -> ID<Entity>
    {
        guard let id = parameters[name].flatMap({ ID<Entity>(parsing: $0) }) else { throw unknown }
        return id
    }
}
