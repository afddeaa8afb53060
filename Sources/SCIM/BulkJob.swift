import Directory

/// One operation of a bulk request.
struct BulkOperation: Sendable, Equatable {
    let method: String
    let path: String
    let bulkID: String?
    let version: String?
    let data: AttributeObject?
    /// The operations that it refers to, by their own ids.
    let references: Set<String>

    init(_ value: AttributeValue) {
        let object = value.object ?? [:]
        method = object.value(of: "method")?.text?.uppercased() ?? ""
        path = object.value(of: "path")?.text ?? ""
        bulkID = object.value(of: "bulkId")?.text
        version = object.value(of: "version")?.text
        data = object.value(of: "data")?.object
        references = BulkOperation.references(in: data, path)
    }

    /// The user name or the group's name, where it says one.
    var subject: String? { data?.value(of: "userName")?.text ?? data?.value(of: "displayName")?.text }

    /// Whether it adds a person.
    var isNewcomer: Bool { method == "POST" && path == ResourceType.Kind.user.endpoint && bulkID != nil }

    static let mark = "bulkId:"

    private static func references(in data: AttributeObject?, _ path: String) -> Set<String> {
        var found: Set<String> = []
        func look(_ value: AttributeValue) {
            switch value {
            case .text(let text): if text.hasPrefix(BulkOperation.mark) { found.insert(String(text.dropFirst(7))) }
            case .list(let elements): elements.forEach(look)
            case .complex(let object): object.members.forEach { look($0.value) }
            case .null, .flag, .integer, .real: break
            }
        }
        if let data { look(.complex(data)) }
        for part in path.split(separator: "/") { look(.text(String(part))) }
        return found
    }

    /// What it sends, with the ids of what was made in the place of references.
    func resolved(_ made: [String: String]) throws(DirectoryFault) -> AttributeObject {
        references.isEmpty ? data ?? [:] : try BulkOperation.resolve(.complex(data ?? [:]), made).object ?? [:]
    }

    /// The value with the ids of what was made in the place of references.
    static func resolve(_ value: AttributeValue, _ made: [String: String]) throws(DirectoryFault) -> AttributeValue {
        switch value {
        case .text(let text) where text.hasPrefix(mark):
            guard let id = made[String(text.dropFirst(mark.count))] else {
                throw DirectoryFault(.unresolved, "\"\(text.prefix(80))\" was not made, so nothing can refer to it.")
            }
            return .text(id)
        case .list(let elements):
            var resolved: [AttributeValue] = []
            for element in elements { resolved.append(try resolve(element, made)) }
            return .list(resolved)
        case .complex(let object):
            var resolved = object
            for member in object.members { resolved[member.name] = try resolve(member.value, made) }
            return .complex(resolved)
        case .text, .null, .flag, .integer, .real: return value
        }
    }
}

/// Puts what is referred to before what refers to it; otherwise the order stays.
struct BulkJob: Sendable {
    let operations: [BulkOperation]
    /// In which order to do them.
    let order: [Int]
    private let circular: Set<Int>
    private let repeated: Set<Int>

    init(_ operations: [BulkOperation]) {
        self.operations = operations
        var makers: [String: Int] = [:]
        var repeated: Set<Int> = []
        for (place, operation) in operations.enumerated() {
            guard operation.method == "POST", let bulkID = operation.bulkID else { continue }
            if makers[bulkID] == nil { makers[bulkID] = place } else { repeated.insert(place) }
        }
        var order: [Int] = []
        var done: Set<Int> = []
        var waiting = Array(operations.indices)
        while true {
            let ready = waiting.filter { place in
                operations[place].references.allSatisfy { makers[$0].map { done.contains($0) } ?? true }
            }
            guard !ready.isEmpty else { break }
            order += ready
            done.formUnion(ready)
            waiting.removeAll { done.contains($0) }
        }
        self.order = order + waiting
        circular = Set(waiting)
        self.repeated = repeated
    }

    /// How many people are added with one commit at most, so that others who write need not wait long.
    static let usualPortion = 250

    /// All operations in their order, each by itself; people who are added one after the other, and do not refer to one
    /// another, come together.
    func portions(of most: Int) -> [[Int]] {
        var portions: [[Int]] = []
        var beside: Set<String> = []
        for place in order {
            let operation = operations[place]
            let goesAlong = operation.isNewcomer && fault(of: place) == nil
            if goesAlong, !beside.isEmpty, portions[portions.count - 1].count < most,
                beside.isDisjoint(with: operation.references)
            {
                portions[portions.count - 1].append(place)
            } else {
                portions.append([place])
                beside = []
            }
            if goesAlong, let bulkID = operation.bulkID { beside.insert(bulkID) }
        }
        return portions
    }

    /// Why the operation cannot be done, whatever came of the others.
    func fault(of place: Int) -> DirectoryFault? {
        if repeated.contains(place) {
            return DirectoryFault(.invalidValue, "Another operation of this request has the same bulkId.")
        }
        if circular.contains(place) {
            return DirectoryFault(
                .unresolved,
                "Operations refer to one another in a circle; make one first, then change it."
            )
        }
        return nil
    }
}
