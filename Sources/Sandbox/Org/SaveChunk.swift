/// Up to 200 rows of one object in the middle of a save: what they were, what they shall be, and what is wrong with them.
///
/// Values are found by the field's place (`Field.ordinal`), so that no rule looks up names row by row.
final class SaveChunk {
    enum Operation: Sendable { case insert, update }

    let object: ObjectType
    let operation: Operation
    let caller: OrgCaller
    let options: SaveOptions
    /// The org's whole schema, whatever the caller sees of it.
    let schema: Schema
    /// The moment of the save, as it is stored: `2024-05-01T12:30:00.000Z`.
    let moment: String
    let switches: OrgSwitches

    let width: Int
    private(set) var ids: [String]
    private var values: [Scalar]
    private var befores: [Scalar]
    private(set) var errors: [[OrgError]]
    private var touched: [Bool]

    init(
        object: ObjectType,
        operation: Operation,
        rows: Int,
        caller: OrgCaller,
        options: SaveOptions,
        schema: Schema,
        moment: String,
        switches: OrgSwitches
    ) {
        self.object = object
        self.operation = operation
        self.caller = caller
        self.options = options
        self.schema = schema
        self.moment = moment
        self.switches = switches
        width = (object.fields.last?.ordinal ?? -1) + 1
        ids = Array(repeating: "", count: rows)
        values = Array(repeating: .null, count: rows * width)
        befores = []
        errors = Array(repeating: [], count: rows)
        touched = Array(repeating: false, count: width)
    }

    var count: Int { ids.count }
    var rows: Range<Int> { ids.indices }
    /// The rows that nothing is wrong with so far.
    var soundRows: [Int] { ids.indices.filter { errors[$0].isEmpty } }

    func isSound(_ row: Int) -> Bool { errors[row].isEmpty }
    func id(_ row: Int) -> String { ids[row] }

    /// The value that the field shall have.
    func value(_ row: Int, _ field: Field) -> Scalar { values[row * width + field.ordinal] }

    /// The value that the field had; null in a row that is new.
    func before(_ row: Int, _ field: Field) -> Scalar {
        befores.isEmpty ? .null : befores[row * width + field.ordinal]
    }

    func isChanged(_ row: Int, _ field: Field) -> Bool { isChanged(row, field.ordinal) }

    /// Whether any row was given a value for the field, by the caller or by the org.
    func isTouched(_ field: Field) -> Bool { touched[field.ordinal] }

    func set(_ row: Int, _ field: Field, _ value: Scalar) { set(row, field.ordinal, value) }

    func refuse(_ row: Int, with error: OrgError) { errors[row].append(error) }
}

// MARK: - By place, for the pipeline

extension SaveChunk {
    func value(_ row: Int, _ ordinal: Int) -> Scalar { values[row * width + ordinal] }

    func isChanged(_ row: Int, _ ordinal: Int) -> Bool {
        let place = row * width + ordinal
        return values[place] != (befores.isEmpty ? .null : befores[place])
    }

    func set(_ row: Int, _ ordinal: Int, _ value: Scalar) {
        values[row * width + ordinal] = value
        touched[ordinal] = true
    }

    func isTouched(_ ordinal: Int) -> Bool { touched[ordinal] }

    func setID(_ row: Int, _ id: String) { ids[row] = id }

    /// The fields to write, which are the same for all rows.
    var writtenFields: [Field] { object.fields.filter { touched[$0.ordinal] && $0.isStored } }

    /// Takes the row as it is in the database as the point of departure.
    func depart(_ row: Int, _ fields: [Field], from stored: some Sequence<Scalar>) {
        if befores.isEmpty { befores = Array(repeating: .null, count: values.count) }
        for (field, value) in zip(fields, stored) {
            befores[row * width + field.ordinal] = value
            values[row * width + field.ordinal] = value
        }
    }
}
