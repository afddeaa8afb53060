import Database
import HTTP

/// An address of the REST API below its version, and what each method does there.
struct Resource: Sendable {
    /// How a call is answered: inside a transaction that other calls may share, or by itself.
    enum Action: Sendable {
        case read(@Sendable (Call, isolated Connection) throws -> Answer)
        case write(@Sendable (Call, isolated Connection) throws -> Answer)
        case alone(@Sendable (Call) async throws -> Answer)
        /// More by itself than inside a transaction.
        case either(
            alone: @Sendable (Call) async throws -> Answer,
            inside: @Sendable (Call, isolated Connection) throws -> Answer
        )
    }

    /// As in `sobjects/:object/:id`.
    let pattern: String
    let actions: [(method: Method, action: Action)]
    /// How GET is answered without waiting, where that is possible; nil, and nothing done, where it is not.
    let answerAtOnce: (@Sendable (Call) throws -> Answer?)?
    /// How many components its pattern leaves open.
    let arguments: Int
    private let parts: [Part]

    private enum Part: Sendable {
        case literal(String)
        case argument
    }

    init(
        _ pattern: String,
        atOnce answer: (@Sendable (Call) throws -> Answer?)? = nil,
        _ actions: (Method, Action)...
    ) {
        self.pattern = pattern
        answerAtOnce = answer
        self.actions = actions.map { (method: $0.0, action: $0.1) }
        let parts: [Part] = pattern.split(separator: "/").map {
            $0.hasPrefix(":") ? .argument : .literal(String($0))
        }
        self.parts = parts
        arguments = parts.count { if case .argument = $0 { true } else { false } }
    }

    /// The arguments, when the components of a path fit.
    func match(_ components: ArraySlice<String>) -> [String]? {
        guard components.count == parts.count else { return nil }
        var arguments: [String] = []
        for (part, component) in zip(parts, components) {
            switch part {
            case .literal(let text): guard component == text else { return nil }
            case .argument:
                guard !component.isEmpty else { return nil }
                arguments.append(component)
            }
        }
        return arguments
    }

    /// What the method does here; HEAD does what GET does. Throws for a method that is not taken.
    func action(for method: Method) throws(OrgError) -> Action {
        let wanted = method == .head ? .get : method
        for (taken, action) in actions where taken == wanted { return action }
        throw OrgError(
            "METHOD_NOT_ALLOWED",
            "HTTP Method '\(method.name)' not allowed. Allowed are \(allowed)",
            status: 405
        )
    }

    /// The methods that it takes, in the order in which Salesforce lists them.
    var allowed: String {
        let order: [Method] = [.head, .get, .post, .put, .patch, .delete]
        let taken = actions.map(\.method)
        return order.filter { taken.contains($0) || $0 == .head && taken.contains(.get) }.map(\.name)
            .joined(separator: ",")
    }

    /// How many components are fixed: of two resources that fit, the one with more is meant.
    var literals: Int { parts.count - arguments }
}
