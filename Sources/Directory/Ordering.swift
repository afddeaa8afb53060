/// By what a list is sorted.
package struct Ordering: Sendable, Equatable {
    package enum Key: Sendable, Equatable {
        case id, name, created, changed
        /// A kept value of this name.
        case kept(String, isNumber: Bool)
    }

    package let key: Key
    package let isDescending: Bool

    package init(key: Key = .id, isDescending: Bool = false) {
        self.key = key
        self.isDescending = isDescending
    }
}

extension ResourceType {
    /// What `sortBy` means; nil for an attribute that this kind does not have.
    package func orderingKey(_ name: String) throws(DirectoryFault) -> Ordering.Key? {
        guard let path = resolve(name) else { return nil }
        guard let attribute = path.attribute, let compared = path.compared, attribute.name != "password" else {
            throw DirectoryFault(
                .invalidPath,
                "Nothing can be sorted by \"\(name)\"; name an attribute with one value."
            )
        }
        guard path.schema.mark.isEmpty else { return kept(path, compared) }
        switch (attribute.name, path.sub?.name) {
        case ("id", _): return .id
        case (nameAttribute, _): return .name
        case ("meta", "created"): return .created
        case ("meta", "lastModified"): return .changed
        case ("meta", _), ("schemas", _), ("members", _), ("groups", _): return .id
        default: return kept(path, compared)
        }
    }

    private func kept(_ path: ResolvedPath, _ compared: Attribute) -> Ordering.Key {
        let isWhole = path.sub == nil && path.attribute?.kind == .complex
        return .kept(isWhole ? path.kept + "." + compared.name : path.kept, isNumber: compared.kind == .integer)
    }
}
