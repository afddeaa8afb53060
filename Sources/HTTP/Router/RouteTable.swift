/// Finds the place of a path: a dictionary for paths without parameters, a tree for the others.
struct RouteTable: Sendable {
    /// What answers at one shape of path.
    struct Place: Sendable {
        var endpoints: [Endpoint] = []
        /// Answers a method that is not in the list.
        var refusal: Endpoint?
        /// Answers OPTIONS.
        var options: Endpoint?

        func endpoint(for method: Method) -> Endpoint? {
            for endpoint in endpoints where endpoint.method == method { return endpoint }
            switch method {
            case .head: return endpoints.first { $0.method == .get } ?? refusal
            case .options: return options
            default: return refusal
            }
        }

        /// The value of an Allow field.
        var allowed: String {
            var names = Set(endpoints.map(\.method.name) + ["OPTIONS"])
            if names.contains("GET") { names.insert("HEAD") }
            return names.sorted().joined(separator: ", ")
        }
    }

    private struct Node: Sendable {
        var literals: [String: Int] = [:]
        var parameter: Int?
        var rest: Int?
        var place: Int?
    }

    private(set) var places: [Place] = []
    private var nodes = [Node()]
    private var literalPaths: [String: Int] = [:]

    /// The index of the place for this pattern, made if need be.
    mutating func place(for pattern: RoutePattern) -> Int {
        var node = 0
        for part in pattern.parts { node = child(of: node, part) }
        if let place = nodes[node].place { return place }
        places.append(Place())
        nodes[node].place = places.count - 1
        if pattern.isLiteral { literalPaths[pattern.text] = places.count - 1 }
        return places.count - 1
    }

    mutating func update(_ place: Int, _ change: (inout Place) -> Void) { change(&places[place]) }

    func find(_ target: Target) -> (place: Place, values: [String])? {
        if let place = literalPaths[target.path] { return (places[place], []) }
        var values: [String] = []
        guard let place = walk(target.segments, 0, from: 0, &values) else { return nil }
        return (places[place], values)
    }

    private mutating func child(of node: Int, _ part: RoutePattern.Part) -> Int {
        let existing =
            switch part {
            case .literal(let text): nodes[node].literals[text]
            case .parameter: nodes[node].parameter
            case .rest: nodes[node].rest
            }
        if let existing { return existing }
        nodes.append(Node())
        let child = nodes.count - 1
        switch part {
        case .literal(let text): nodes[node].literals[text] = child
        case .parameter: nodes[node].parameter = child
        case .rest: nodes[node].rest = child
        }
        return child
    }

    /// A literal component wins over a parameter, a parameter over the rest; a way that ends nowhere is taken back.
    private func walk(_ segments: [String], _ position: Int, from node: Int, _ values: inout [String]) -> Int? {
        guard position < segments.count else { return nodes[node].place }
        let segment = segments[position]
        if let next = nodes[node].literals[segment], let place = walk(segments, position + 1, from: next, &values) {
            return place
        }
        if let next = nodes[node].parameter, !segment.isEmpty {
            values.append(segment)
            if let place = walk(segments, position + 1, from: next, &values) { return place }
            values.removeLast()
        }
        if let next = nodes[node].rest, let place = nodes[next].place {
            values.append(segments[position...].joined(separator: "/"))
            return place
        }
        return nil
    }
}
