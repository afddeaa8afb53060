/// What a user may see and do, from the profile and the permission sets together.
struct AccessRights: Sendable, Equatable {
    struct OnObject: OptionSet, Sendable {
        let rawValue: UInt8

        static let read = OnObject(rawValue: 1)
        static let create = OnObject(rawValue: 1 << 1)
        static let edit = OnObject(rawValue: 1 << 2)
        static let delete = OnObject(rawValue: 1 << 3)
        static let viewAll = OnObject(rawValue: 1 << 4)
        static let modifyAll = OnObject(rawValue: 1 << 5)
    }

    struct OnField: OptionSet, Sendable {
        let rawValue: UInt8

        static let read = OnField(rawValue: 1)
        static let edit = OnField(rawValue: 1 << 1)
    }

    /// Sees and changes everything, as a system administrator does.
    var isAdmin = false
    /// By the object's name in lower case.
    var objects: [String: OnObject] = [:]
    /// By `account.phone`, in lower case.
    var fields: [String: OnField] = [:]
    /// The names of user permissions, as `ApiEnabled`.
    var permissions: Set<String> = []

    static let admin = AccessRights(isAdmin: true, permissions: ["ApiEnabled", "ModifyAllData", "ViewAllData"])

    func may(_ right: OnObject, _ object: ObjectType) -> Bool {
        if isAdmin { return true }
        return rights(on: object).contains(right)
    }

    /// The rights on an object, its parent's where they decide; what is not under permissions can only be read.
    private func rights(on object: ObjectType) -> OnObject {
        if let parent = object.accessParent {
            let rights = objects[parent.lowercased()] ?? []
            // Whoever edits an opportunity may add to its team and its roles.
            return rights.contains(.edit) ? rights.union([.create, .edit, .delete]) : rights
        }
        guard object.traits.contains(.permissioned) else {
            // Activities are everybody's; of the settings there is only reading.
            return object.traits.contains(.createable) ? [.read, .create, .edit, .delete] : .read
        }
        return objects[object.name.lowercased()] ?? []
    }

    /// The object as this user sees it; `nil` when it is hidden.
    func narrow(_ object: ObjectType) -> ObjectType? {
        let rights = rights(on: object)
        guard rights.contains(.read) else { return nil }
        var traits = object.traits
        if !rights.contains(.create) { traits.remove(.createable) }
        if !rights.contains(.edit) { traits.remove(.updateable) }
        if !rights.contains(.delete) { traits.subtract([.deletable, .undeletable]) }
        let prefix = object.name.lowercased() + "."
        let fields = object.fields.compactMap { field in
            narrow(field, of: object, key: prefix + (field.compound ?? field.name).lowercased())
        }
        return ObjectType(object, traits: traits, fields: fields, children: object.children)
    }

    private func narrow(_ field: Field, of object: ObjectType, key: String) -> Field? {
        let decisive = field.compound.flatMap { object.field($0) } ?? field
        guard object.traits.contains(.permissioned), decisive.isPermissionable else { return field }
        let rights = fields[key] ?? []
        guard rights.contains(.read) else { return nil }
        guard !rights.contains(.edit) else { return field }
        var narrowed = field
        narrowed.isCreateable = false
        narrowed.isUpdateable = false
        return narrowed
    }
}
