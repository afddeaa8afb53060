/// A kind of resource: its schemas, and how a path finds its attributes.
package struct ResourceType: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable { case user, group }

    package let kind: Kind
    package let core: ResourceSchema
    package let extensions: [ResourceSchema]
    /// All of them, the core schema first.
    package let schemas: [ResourceSchema]

    private init(kind: Kind, core: ResourceSchema, extensions: [ResourceSchema]) {
        self.kind = kind
        self.core = core
        self.extensions = extensions
        schemas = [core] + extensions
    }

    /// People; which products and roles there are is up to the organisation.
    package static func user(products: [String], roles: [String]) -> ResourceType {
        ResourceType(
            kind: .user,
            core: .user,
            extensions: [.enterprise, .loam(products: products, roles: roles)]
        )
    }

    package static let group = ResourceType(kind: .group, core: .group, extensions: [])

    package var name: String { core.name }
    package var endpoint: String { kind.endpoint }

    /// The attribute that is unique, and by which people know the resource.
    package var nameAttribute: String { kind.nameAttribute }
}

extension ResourceType.Kind {
    package var nameAttribute: String { self == .user ? "userName" : "displayName" }
    package var endpoint: String { self == .user ? "/Users" : "/Groups" }
    package var name: String { self == .user ? "User" : "Group" }
}

/// Where an attribute of a resource lies.
package struct ResolvedPath: Sendable, Equatable {
    package let schema: ResourceSchema
    /// Nil for a whole extension.
    package let attribute: Attribute?
    package let sub: Attribute?
    package let isCommon: Bool

    /// The name under which its values are kept.
    package var kept: String {
        guard let attribute else { return schema.mark }
        return schema.mark + attribute.name + (sub.map { "." + $0.name } ?? "")
    }

    /// What a comparison compares with.
    var compared: Attribute? { sub ?? attribute?.compared }
}

extension ResourceType {
    /// Attributes that every resource has, by RFC 7643, section 3.1.
    private static let common: [Attribute] = [
        Attribute("schemas", .reference, "") { $0.isMultiValued = true },
        Attribute("id", "") {
            $0.isCaseExact = true
            $0.mutability = .readOnly
            $0.returned = .always
        },
        Attribute("externalId", "") { $0.isCaseExact = true },
        .complex(
            "meta",
            "",
            [
                Attribute("resourceType", "") { $0.isCaseExact = true }, Attribute("created", .dateTime, ""),
                Attribute("lastModified", .dateTime, ""), Attribute("location", .reference, ""),
                Attribute("version", "") { $0.isCaseExact = true },
            ]
        ) { $0.mutability = .readOnly },
    ]

    static func common(_ name: some StringProtocol) -> Attribute? {
        common.first { Folding.isSame($0.name, name) }
    }

    /// What a path means, with or without the schema before it; nil when there is no such attribute.
    package func resolve(_ path: String) -> ResolvedPath? {
        let lowered = path.lowercased()
        for schema in schemas {
            let urn = schema.urn.lowercased()
            guard lowered.hasPrefix(urn) else { continue }
            let rest = path.dropFirst(urn.count)
            if rest.isEmpty {
                return schema.mark.isEmpty
                    ? nil : ResolvedPath(schema: schema, attribute: nil, sub: nil, isCommon: false)
            }
            guard rest.first == ":" else { continue }
            return resolve(rest.dropFirst(), in: schema)
        }
        guard !path.contains(":") else { return nil }
        if let found = resolve(path[...], in: core) { return found }
        // As Entra names the manager.
        for schema in extensions { if let found = resolve(path[...], in: schema) { return found } }
        return nil
    }

    private func resolve(_ path: Substring, in schema: ResourceSchema) -> ResolvedPath? {
        let parts = path.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first else { return nil }
        let own = schema.attribute(first)
        guard let attribute = own ?? (schema.mark.isEmpty ? ResourceType.common(first) : nil) else { return nil }
        guard parts.count == 2 else {
            return ResolvedPath(schema: schema, attribute: attribute, sub: nil, isCommon: own == nil)
        }
        guard let sub = attribute.sub(parts[1]) else { return nil }
        return ResolvedPath(schema: schema, attribute: attribute, sub: sub, isCommon: own == nil)
    }
}
