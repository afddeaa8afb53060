/// How the columns of a statement become an object of JSON, or a line of CSV.
struct RowShape: Sendable {
    /// Whose rows they are.
    enum Kind: Sendable {
        case object(String)
        /// Any of these, told apart by the first three characters of the id.
        case byPrefix([(prefix: String, object: String)])
        case aggregate
    }

    enum Member: Sendable {
        case value(Cell)
        /// A parent, `null` when there is none.
        indirect case parent(key: String, RowShape)
        /// A parent whose fields depend on what it is; `null` when no branch is for it.
        case typeOf(key: String, idColumn: Int, branches: [RowShape], otherwise: RowShape?)
        /// Several columns as one object, `null` when all are.
        case compound(key: String, [Cell])
        /// The rows of a child query, by its place among the child queries.
        case children(key: String, Int)
    }

    struct Cell: Sendable {
        let key: String
        let column: Int
        let form: ValueForm
    }

    var kind: Kind
    var idColumn: Int
    var members: [Member] = []
}

extension RowShape {
    /// A relationship on the way to a field.
    struct Step: Sendable {
        let key: String
        let kind: Kind
        let idColumn: Int
    }

    /// Puts a member at the end of a path of parents; a parent stands where its first field stood.
    mutating func insert(_ member: Member, below steps: ArraySlice<Step>) {
        guard let step = steps.first else {
            members.append(member)
            return
        }
        for index in members.indices {
            guard case .parent(step.key, var shape) = members[index] else { continue }
            shape.insert(member, below: steps.dropFirst())
            members[index] = .parent(key: step.key, shape)
            return
        }
        var shape = RowShape(kind: step.kind, idColumn: step.idColumn)
        shape.insert(member, below: steps.dropFirst())
        members.append(.parent(key: step.key, shape))
    }
}

/// How a value is written.
enum ValueForm: Sendable, Equatable {
    /// A text in which nothing needs escaping: an id, a date, a time.
    case plain
    case text
    case flag
    case integer
    case number
    case moment
    /// Not the bytes, but where they can be fetched.
    case blob(object: String, field: String)
    /// As people write it, by `FORMAT()`.
    case people(FieldType, scale: Int)

    init(_ field: Field, of object: ObjectType?) {
        switch field.type {
        case .id, .reference, .date, .time: self = .plain
        case .boolean: self = .flag
        case .int, .long: self = .integer
        case .double, .currency, .percent: self = .number
        case .datetime: self = .moment
        case .base64: self = .blob(object: object?.name ?? "", field: field.name)
        default: self = .text
        }
    }
}
