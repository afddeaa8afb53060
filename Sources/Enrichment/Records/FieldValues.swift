/// What a record holds, by its fields. Records that were read together share what their fields are, so that each of them
/// keeps its values alone.
package struct FieldValues: Sendable {
    /// The fields of many records, in the order in which their values lie.
    package final class Shape: Sendable {
        package let fields: [CRMField]
        private let places: [CRMField: Int]

        /// Of fields of which none is there twice.
        package init(_ fields: [CRMField]) {
            self.fields = fields
            places = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1, $0) })
        }

        package func place(of field: CRMField) -> Int? { places[field] }

        fileprivate static let empty = Shape([])
    }

    package private(set) var shape: Shape
    /// By the places of the fields; nil for a field that is not known.
    private var cells: [FieldValue?]

    package init(_ shape: Shape, _ cells: [FieldValue?]) {
        precondition(shape.fields.count == cells.count, "Each field has a place for its value.")
        (self.shape, self.cells) = (shape, cells)
    }

    package init(_ values: [CRMField: FieldValue] = [:]) {
        let fields = values.keys.sorted()
        self.init(fields.isEmpty ? .empty : Shape(fields), fields.map { values[$0] })
    }

    package subscript(field: CRMField) -> FieldValue? {
        get { shape.place(of: field).flatMap { cells[$0] } }
        set {
            if let place = shape.place(of: field) {
                cells[place] = newValue
            } else if let newValue {
                shape = Shape(shape.fields + [field])
                cells.append(newValue)
            }
        }
    }

    /// The value at a place of the shape.
    package subscript(place place: Int) -> FieldValue? { cells[place] }
}

extension FieldValues: Equatable {
    /// Whether the same is known, in whatever order.
    package static func == (one: FieldValues, other: FieldValues) -> Bool {
        if one.shape === other.shape { return one.cells == other.cells }
        return one.count(where: { _ in true }) == other.count(where: { _ in true })
            && one.allSatisfy { other[$0.field] == $0.value }
    }
}

extension FieldValues: Sequence {
    /// The fields of which something is known.
    package func makeIterator() -> some IteratorProtocol<(field: CRMField, value: FieldValue)> {
        zip(shape.fields, cells).lazy.compactMap { field, value in value.map { (field: field, value: $0) } }
            .makeIterator()
    }
}

extension FieldValues: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral values: (CRMField, FieldValue)...) {
        self.init(Dictionary(values) { $1 })
    }
}
