/// A filter whose fields are found, ready to be asked about a chunk's rows.
struct ChunkFilter {
    private let filter: RecordFilter
    private let logic: FilterLogic
    private let reader: ChunkReader
    private let types: [FieldType]

    /// The reader reads the fields of the conditions, in their order.
    init(_ filter: RecordFilter, _ reader: ChunkReader, types: [FieldType]) throws {
        guard let logic = FilterLogic(filter.logic, count: filter.conditions.count) else {
            throw RecordFilter.faultyLogic
        }
        self.filter = filter
        self.logic = logic
        self.reader = reader
        self.types = types
    }

    func holds(for row: Int) -> Bool {
        logic.holds { index in
            let condition = filter.conditions[index]
            return condition.holds(for: reader.value(row, index), types[index])
        }
    }
}

extension RecordFilter.Condition {
    /// Whether a value meets the condition; texts are compared without regard to case, as in a query.
    func holds(for value: Scalar, _ type: FieldType) -> Bool {
        let wanted = values.isEmpty ? [""] : values
        switch comparison {
        case .equals: return wanted.contains { isEqual(value, $0, type) }
        case .notEqual: return !wanted.contains { isEqual(value, $0, type) }
        case .lessThan: return wanted.contains { order(value, $0, type).map { $0 < 0 } ?? false }
        case .greaterThan: return wanted.contains { order(value, $0, type).map { $0 > 0 } ?? false }
        case .lessOrEqual: return wanted.contains { order(value, $0, type).map { $0 <= 0 } ?? false }
        case .greaterOrEqual: return wanted.contains { order(value, $0, type).map { $0 >= 0 } ?? false }
        case .contains: return wanted.contains { folded(value).contains($0.lowercased()) }
        case .doesNotContain: return !wanted.contains { folded(value).contains($0.lowercased()) }
        case .startsWith: return wanted.contains { folded(value).hasPrefix($0.lowercased()) }
        case .includes, .excludes:
            let parts = folded(value).split(separator: ";").map(String.init)
            return wanted.contains { parts.contains($0.lowercased()) } == (comparison == .includes)
        }
    }

    private func folded(_ value: Scalar) -> String { value.text?.lowercased() ?? "" }

    private func isEqual(_ value: Scalar, _ wanted: String, _ type: FieldType) -> Bool {
        if value == .null { return wanted.isEmpty }
        return order(value, wanted, type) == 0
    }

    /// Below zero when the value comes before the wanted one, above when it comes after; nothing when they cannot be compared.
    private func order(_ value: Scalar, _ wanted: String, _ type: FieldType) -> Int? {
        switch value {
        case .null: return nil
        case .flag(let flag):
            let isTrue = wanted.lowercased() == "true" || wanted == "1"
            return flag == isTrue ? 0 : flag ? 1 : -1
        case .integer, .number:
            guard let number = value.double, let other = Double(wanted) else { return nil }
            return number == other ? 0 : number < other ? -1 : 1
        case .text(let text):
            let isID = type == .reference || type == .id
            let left = isID ? text : text.lowercased()
            let right = isID ? RecordID.canonical(wanted) ?? wanted : wanted.lowercased()
            return left == right ? 0 : left < right ? -1 : 1
        }
    }
}
