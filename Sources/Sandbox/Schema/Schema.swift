import Telemetry

/// All objects of the org at one moment; a new one for every change.
package struct Schema: Sendable {
    let objects: [ObjectType]
    /// Grows with every change.
    let version: Int
    /// When it last changed.
    let modified: Timestamp

    private let positions: [String: Int]
    private let prefixes: [String: Int]

    /// Composes the drafts: gives them their system fields, and tells each object who refers to it.
    init(_ drafts: [ObjectDraft], version: Int, modified: Timestamp) {
        let composed = drafts.map { draft in
            var draft = draft
            draft.fields += PackageObjects.fields(on: draft.name)
            return (draft, SystemFields.compose(draft))
        }
        var children: [String: [ChildRelationship]] = [:]
        for (draft, fields) in composed {
            for field in fields {
                for parent in field.references {
                    children[parent, default: []].append(
                        ChildRelationship(
                            childObject: draft.name,
                            field: field.name,
                            name: field.childrenName,
                            cascadeDelete: field.cascadeDelete,
                            restrictedDelete: field.restrictedDelete
                        )
                    )
                }
            }
        }
        self.init(
            composed.map { draft, fields in
                ObjectType(draft, fields: fields, children: children[draft.name] ?? [])
            },
            version: version,
            modified: modified
        )
    }

    private init(_ objects: [ObjectType], version: Int, modified: Timestamp) {
        self.objects = objects
        self.version = version
        self.modified = modified
        var positions: [String: Int] = [:]
        var prefixes: [String: Int] = [:]
        for (position, object) in objects.enumerated() {
            positions[object.name.lowercased()] = position
            if let prefix = object.keyPrefix, prefixes[prefix] == nil { prefixes[prefix] = position }
        }
        self.positions = positions
        self.prefixes = prefixes
    }

    /// The object of this name, whatever the case of its letters; `nil` when there is none, or none that may be seen.
    func object(_ name: some StringProtocol) -> ObjectType? {
        positions[name.lowercased()].map { objects[$0] }
    }

    /// The object whose rows have ids that begin like this one.
    func object(ofID id: some StringProtocol) -> ObjectType? {
        prefixes[String(id.prefix(3))].map { objects[$0] }
    }

    /// What a user with these rights sees of it: hidden objects and fields are absent, and what may not be written is
    /// marked so.
    func visible(to rights: AccessRights) -> Schema {
        guard !rights.isAdmin else { return self }
        let seen = objects.compactMap { rights.narrow($0) }
        let names = Set(seen.map(\.name))
        return Schema(
            seen.map { object in
                ObjectType(
                    object,
                    traits: object.traits,
                    fields: object.fields,
                    children: object.children.filter { names.contains($0.childObject) }
                )
            },
            version: version,
            modified: modified
        )
    }
}
