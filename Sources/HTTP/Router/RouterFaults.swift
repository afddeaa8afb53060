/// Everything that is wrong with a table of routes, so that it can be mended at once.
package struct RouterFaults: Error, Sendable, CustomStringConvertible {
    package let faults: [String]

    init(_ faults: [String]) {
        self.faults = faults
    }

    package var description: String {
        "The table of routes cannot be used: " + faults.joined(separator: "; ") + "."
    }

    static func all(in doors: [Door]) -> [String] {
        var faults: [String] = []
        var seen: [Shape: [(route: Route, door: Door)]] = [:]
        var prefixes: [String: String] = [:]
        for door in doors {
            if let other = prefixes.updateValue(door.name, forKey: door.prefix) {
                faults.append("the doors \(other) and \(door.name) are both at \(door.prefix)")
            }
            if !door.prefix.hasPrefix("/") || (door.prefix.count > 1 && door.prefix.hasSuffix("/")) {
                faults.append("the door \(door.name) is at \(door.prefix), which is not a path")
            }
            for route in door.routes {
                let name = "\(route.method) \(route.pattern)"
                faults += route.pattern.faults.map { "\(name) \($0)" }
                if !door.owns(route.pattern.text) {
                    faults.append("\(name) is not below \(door.prefix), where the door \(door.name) is")
                }
                let shape = Shape(route.pattern)
                for (other, otherDoor) in seen[shape, default: []] {
                    if other.method == route.method {
                        faults.append(
                            other.pattern == route.pattern
                                ? "\(name) is there twice, in \(otherDoor.name) and \(door.name)"
                                : "\(name) is hidden by \(other.method) \(other.pattern)"
                        )
                    } else if other.pattern != route.pattern {
                        faults.append(
                            "\(name) and \(other.method) \(other.pattern) name the same parameter differently"
                        )
                    }
                }
                seen[shape, default: []].append((route, door))
            }
        }
        return faults
    }

    /// A pattern without the names of its parameters: two patterns of one shape answer the same paths.
    private struct Shape: Hashable {
        let parts: [String]

        init(_ pattern: RoutePattern) {
            parts = pattern.parts.map { part in
                switch part {
                case .literal(let text): text
                case .parameter: ":"
                case .rest: "*"
                }
            }
        }
    }
}
