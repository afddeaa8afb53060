import Database

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

    /// Gives the value to the rows that have none.
    func fill(_ ordinal: Int, with value: Scalar) {
        for place in stride(from: ordinal, to: values.count, by: width) {
            if case .null = values[place] { values[place] = value }
        }
        touched[ordinal] = true
    }

    /// Gives the value to all rows.
    func stamp(_ ordinal: Int, with value: Scalar) {
        for place in stride(from: ordinal, to: values.count, by: width) { values[place] = value }
        touched[ordinal] = true
    }

    /// Takes a value as it is in the database as the point of departure.
    func depart(_ row: Int, _ ordinal: Int, from stored: Scalar) {
        if befores.isEmpty { befores = Array(repeating: .null, count: values.count) }
        befores[row * width + ordinal] = stored
        values[row * width + ordinal] = stored
    }

    /// Writes the row's values of these columns.
    func write(_ row: Int, _ columns: [SavePlan.Stored], to writer: inout RowWriter) {
        values.withUnsafeBufferPointer { values in
            for column in columns {
                switch values[row * width + column.ordinal] {
                case .null: writer.null()
                case .text(let text): writer.text(text)
                case .integer(let number): writer.integer(number)
                case .number(let number): writer.real(number)
                case .flag(let flag): writer.flag(flag)
                }
            }
        }
    }
}
