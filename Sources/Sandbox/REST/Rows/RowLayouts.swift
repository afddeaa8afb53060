import Synchronization

/// The layouts of whole rows, which are the same until the schema or the rights change.
final class RowLayouts: Sendable {
    private struct Key: Hashable {
        /// Each caller's view of an object is an instance of its own, which the layout keeps alive.
        let object: ObjectIdentifier
        let version: APIVersion
        let isBare: Bool
    }

    private let known = Mutex<[Key: RowLayout]>([:])

    /// More than any org has objects, and few enough to be built anew.
    private static let most = 2000

    /// With every field that the caller may see.
    func whole(_ object: ObjectType, _ call: Call) -> RowLayout { layout(object, call, isBare: false) }

    /// With nothing but what is to know before a change.
    func bare(_ object: ObjectType, _ call: Call) -> RowLayout { layout(object, call, isBare: true) }

    private func layout(_ object: ObjectType, _ call: Call, isBare: Bool) -> RowLayout {
        let key = Key(object: ObjectIdentifier(object), version: call.version, isBare: isBare)
        if let layout = known.withLock({ $0[key] }) { return layout }
        let layout = RowLayout(object, isBare ? [] : object.fields, call.version)
        known.withLock { known in
            if known.count >= RowLayouts.most { known = [:] }
            known[key] = layout
        }
        return layout
    }
}
