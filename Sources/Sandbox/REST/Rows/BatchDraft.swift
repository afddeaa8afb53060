/// Rows with fields of their own, put together to a batch in which all have the same columns.
struct BatchDraft: Sendable {
    private let object: ObjectType
    private var columns: [RecordBatch.Column] = []
    private var positions: [String: Int] = [:]
    private var rows: [RowBody] = []
    private var places: [[Int]] = []

    init(object: ObjectType) {
        self.object = object
    }

    mutating func add(_ row: RowBody) {
        places.append(row.columns.map { place(of: $0) })
        rows.append(row)
    }

    func batch(_ operation: RecordBatch.Operation) -> RecordBatch {
        let filled = zip(rows, places).map { row, places -> [Scalar?] in
            var values = [Scalar?](repeating: nil, count: columns.count)
            for (place, value) in zip(places, row.values) { values[place] = value }
            return values
        }
        return RecordBatch(object: object, operation: operation, columns: columns, rows: filled)
    }

    private mutating func place(of column: RecordBatch.Column) -> Int {
        let name =
            switch column {
            case .field(let field): field.name
            case .parent(let field, object: let parent, key: let key): "\(field.name) \(parent.name) \(key.name)"
            }
        if let place = positions[name] { return place }
        columns.append(column)
        positions[name] = columns.count - 1
        return columns.count - 1
    }
}
