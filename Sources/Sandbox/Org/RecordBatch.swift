/// Rows of one object that are to be saved: columns found once, then values without names.
struct RecordBatch: Sendable {
    enum Operation: Sendable {
        case insert
        case update
        /// By the field whose values tell which rows exist: an external id, a key of the object, or `Id`.
        case upsert(Field)
    }

    /// Where a column's values go.
    enum Column: Sendable {
        case field(Field)
        /// The parent is named by a key of its own rather than by its id, as in `Account.Ext__c`.
        case parent(Field, object: ObjectType, key: Field)

        var field: Field {
            switch self {
            case .field(let field), .parent(let field, object: _, key: _): field
            }
        }
    }

    let object: ObjectType
    let operation: Operation
    let columns: [Column]
    /// A value for each column: `nil` where none is given, `.null` to empty the field. Texts are read as the field's type.
    var rows: [[Scalar?]]
}

extension ObjectType {
    /// The column for a name in a request: `LastName`, or `Account.Ext__c` for a parent by its key.
    func column(_ name: String, in schema: Schema) throws(OrgError) -> RecordBatch.Column {
        if let field = field(name) { return .field(field) }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 2, let reference = parent(typeless(parts[0])) {
            let named = parts[0].split(separator: ":").first.map(String.init)
            let candidates = parts[0].contains(":") ? named.map { [$0] } ?? [] : reference.references
            for candidate in candidates
            where reference.references.contains(where: { $0.lowercased() == candidate.lowercased() }) {
                guard let parent = schema.object(candidate), let key = parent.field(parts[1]), key.canBeKey else {
                    continue
                }
                return .parent(reference, object: parent, key: key)
            }
        }
        throw OrgError("INVALID_FIELD", "No such column '\(name)' on sobject of type \(self.name)")
    }

    /// A polymorphic parent may be given with its type, as in `User:Owner.Username`.
    private func typeless(_ relationship: Substring) -> String {
        relationship.split(separator: ":").last.map(String.init) ?? String(relationship)
    }
}
