/// Which attributes an answer has, by RFC 7644, section 3.9.
package struct Projection: Sendable, Equatable {
    private let wanted: [String]
    private let excluded: [String]

    package static let all = Projection(wanted: [], excluded: [])

    private init(wanted: [String], excluded: [String]) {
        (self.wanted, self.excluded) = (wanted, excluded)
    }

    package init(attributes: [String], excluded: [String]) throws(DirectoryFault) {
        guard attributes.isEmpty || excluded.isEmpty else {
            throw DirectoryFault(.invalidValue, "Send attributes or excludedAttributes, not both.")
        }
        self.init(wanted: attributes, excluded: excluded)
    }

    package var isAll: Bool { wanted.isEmpty && excluded.isEmpty }

    /// Whether an answer may have anything of the attribute, so that it has to be read.
    package func includes(_ name: String, of type: ResourceType) -> Bool {
        if !wanted.isEmpty {
            return wanted.contains { type.resolve($0)?.attribute?.name == name }
        }
        return !excluded.contains { path in
            type.resolve(path).map { $0.attribute?.name == name && $0.sub == nil } ?? false
        }
    }

    /// Whether the attribute, or the part of it, is asked for by its own name, as those are that are told on request alone.
    package func names(_ name: String, _ sub: String? = nil, of type: ResourceType) -> Bool {
        wanted.contains { path in
            type.resolve(path).map { $0.attribute?.name == name && $0.sub?.name == sub } ?? false
        }
    }

    /// The whole answer without what was not asked for. Names that nobody knows mean nothing.
    package func apply(to whole: AttributeObject, of type: ResourceType) -> AttributeObject {
        if isAll { return whole }
        return wanted.isEmpty ? without(excluded, whole, type) : only(wanted, whole, type)
    }

    private func only(_ names: [String], _ whole: AttributeObject, _ type: ResourceType) -> AttributeObject {
        let paths = names.compactMap { type.resolve($0) }
        var kept = AttributeObject()
        for member in whole.members {
            if member.name == "schemas" || member.name == "id" {
                kept[member.name] = member.value
            } else if let schema = type.extensions.first(where: { $0.urn == member.name }) {
                let own = paths.filter { $0.schema == schema }
                if own.contains(where: { $0.attribute == nil }) {
                    kept[member.name] = member.value
                } else if let object = member.value.object {
                    let part = only(own, object)
                    if !part.members.isEmpty { kept[member.name] = .complex(part) }
                }
            } else {
                for part in only(paths.filter { $0.schema.mark.isEmpty }, [member]).members {
                    kept[part.name] = part.value
                }
            }
        }
        return kept
    }

    private func only(_ paths: [ResolvedPath], _ object: AttributeObject) -> AttributeObject {
        only(paths, object.members)
    }

    private func only(_ paths: [ResolvedPath], _ members: [AttributeObject.Member]) -> AttributeObject {
        var kept = AttributeObject()
        for member in members {
            let own = paths.filter { $0.attribute?.name == member.name }
            guard !own.isEmpty else { continue }
            if own.contains(where: { $0.sub == nil }) {
                kept[member.name] = member.value
                continue
            }
            let subs = Set(own.compactMap { $0.sub?.name })
            let part = member.value.picking { subs.contains($0) }
            if !part.isEmpty { kept[member.name] = part }
        }
        return kept
    }

    private func without(_ names: [String], _ whole: AttributeObject, _ type: ResourceType) -> AttributeObject {
        var kept = whole
        for path in names.compactMap({ type.resolve($0) }) {
            guard let attribute = path.attribute else {
                kept[path.schema.urn] = nil
                continue
            }
            guard !(path.isCommon && (attribute.name == "schemas" || attribute.name == "id")) else { continue }
            var object = path.schema.mark.isEmpty ? kept : kept[path.schema.urn]?.object ?? AttributeObject()
            if let sub = path.sub {
                let part = object[attribute.name]?.picking { $0 != sub.name }
                object[attribute.name] = part?.isEmpty == true ? nil : part
            } else {
                object[attribute.name] = nil
            }
            if path.schema.mark.isEmpty {
                kept = object
            } else {
                kept[path.schema.urn] = object.members.isEmpty ? nil : .complex(object)
            }
        }
        return kept
    }
}

extension AttributeValue {
    /// The object, or each object of the list, with the members that are wanted.
    fileprivate func picking(_ isWanted: (String) -> Bool) -> AttributeValue {
        switch self {
        case .complex(let object): .complex(AttributeObject(object.members.filter { isWanted($0.name) }))
        case .list(let elements): .list(elements.map { $0.picking(isWanted) }.filter { !$0.isEmpty })
        case .null, .flag, .integer, .real, .text: self
        }
    }
}
