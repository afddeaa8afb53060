import Database
import Telemetry

/// How rows of one object become JSON: the columns to select, and what to make of each.
///
/// Made once for a list of fields; a row then costs nothing but its bytes.
final class RowLayout: Sendable {
    let object: ObjectType
    /// What asks for the row's values, the id first; which row follows.
    private let selection: SQL
    /// The same for who asks on the thread at hand.
    let question: PointReader.Question
    /// Whether a field has no column, so that the row must be asked for by a query.
    let hasFormulas: Bool
    let names: [String]
    /// What every row begins with, up to the id in its address; and what the addresses of its files begin with.
    private let head: [UInt8]
    private let collection: [UInt8]
    /// The keys of all members in one text, each with the comma before it and the colon after it.
    private let keys: [UInt8]
    private let steps: [Step]
    /// Where the row says whether it is deleted, and when it last changed.
    private let deletedColumn: Int?
    private let modifiedColumn: Int?

    /// A member, or a part of the compound one before it. Plain numbers, so that going through them costs nothing.
    private struct Step: Sendable {
        let key: Range<Int>
        let column: Int
        let kind: Kind
        /// How many of the next steps are its parts.
        var parts = 0
    }

    private enum Kind: Sendable {
        case text
        /// Letters, digits and marks that need no escape.
        case plain
        case moment, flag, integer, number
        /// A file, of which the row tells only the address.
        case file
        case compound
    }

    /// Lays out these fields of the object.
    init(_ object: ObjectType, _ fields: [Field], _ version: APIVersion) {
        var columns = Columns()
        var keys: [UInt8] = []
        var steps: [Step] = []
        func add(_ text: String, _ column: Int, _ kind: Kind, parts: Int = 0) {
            let start = keys.count
            keys += Array(text.utf8)
            steps.append(Step(key: start..<keys.count, column: column, kind: kind, parts: parts))
        }
        for field in fields {
            guard field.type.isCompound else {
                add(",\"\(field.name)\":", columns.place(of: field.name), RowLayout.kind(of: field))
                continue
            }
            let parts = object.fields.filter { $0.compound == field.name }
                .map { (key: RowLayout.key(of: $0, in: field), field: $0) }
                .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            add(",\"\(field.name)\":", 0, .compound, parts: parts.count)
            for (position, part) in parts.enumerated() {
                let comma = position == 0 ? "" : ","
                add(comma + part.key, columns.place(of: part.field.name), RowLayout.kind(of: part.field))
            }
        }
        self.object = object
        self.keys = keys
        self.steps = steps
        hasFormulas = fields.contains(where: \.isFormula)
        names = fields.map(\.name)
        let collection = version.path + "/sobjects/" + object.name + "/"
        self.collection = Array(collection.utf8)
        head = Array("{\"attributes\":{\"type\":\"\(object.name)\",\"url\":\"\(collection)".utf8)
        deletedColumn = object.field("IsDeleted").map { columns.place(of: $0.name) }
        let modified = object.field("LastModifiedDate") ?? object.field("SystemModstamp")
        modifiedColumn = modified.map { columns.place(of: $0.name) }
        let rows: SQL =
            "SELECT \(sql: columns.selected.joined(separator: ", ")) FROM \(identifier: object.name) WHERE \"Id\" = "
        selection = rows.settled
        question = PointReader.Question("\(sql: rows)\("")")
    }

    /// The columns of a selection, each once, the id first.
    private struct Columns {
        var selected: [SQL] = ["\(identifier: "Id")"]
        private var places = ["Id": 0]

        mutating func place(of name: String) -> Int {
            if let place = places[name] { return place }
            places[name] = selected.count
            selected.append("\(identifier: name)")
            return selected.count - 1
        }
    }

    /// The statement that finds the row of this id, deleted or not.
    func selection(of id: String) -> SQL {
        "\(sql: selection)\(id)"
    }

    func isDeleted(_ row: borrowing ScannedRow) -> Bool {
        deletedColumn.map { row.integer($0) != 0 } ?? false
    }

    /// When the row last changed; `nil` for rows that do not say.
    func modified(_ row: borrowing ScannedRow) -> Timestamp? {
        modifiedColumn.flatMap { Timestamp(stored: row.text($0)) }
    }

    /// Writes the row, `attributes` first.
    func write(_ row: borrowing ScannedRow, to json: inout JSONWriter) {
        json.compose { bytes in
            // Most rows fit at once; of the others it is known after the first try how much they take.
            var room = 4000
            while true {
                var needed = 0
                let written = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                    var ink = RowInk(buffer)
                    write(row, with: &ink)
                    needed = ink.needed
                    count = min(needed, room)
                }
                if needed <= room {
                    if bytes.isEmpty { bytes = written } else { bytes.append(contentsOf: written) }
                    return
                }
                room = needed
            }
        }
    }

    private func write(_ row: borrowing ScannedRow, with ink: inout RowInk) {
        ink.put(head)
        ink.put(row.text(0))
        ink.put("\"}")
        keys.withUnsafeBufferPointer { keys in
            steps.withUnsafeBufferPointer { steps in
                var place = 0
                while place < steps.count {
                    let step = steps[place]
                    place += 1
                    ink.put(UnsafeBufferPointer(rebasing: keys[step.key]))
                    guard step.kind == .compound else {
                        write(step, keys, of: row, with: &ink)
                        continue
                    }
                    let parts = UnsafeBufferPointer(rebasing: steps[place..<place + step.parts])
                    place += step.parts
                    write(parts, keys, of: row, with: &ink)
                }
            }
        }
        ink.put("}")
    }

    private func write(
        _ step: Step,
        _ keys: UnsafeBufferPointer<UInt8>,
        of row: borrowing ScannedRow,
        with ink: inout RowInk
    ) {
        switch step.kind {
        case .text, .plain, .moment:
            let text = row.text(step.column)
            // Asked for as a text, a blank column has no place in memory, where an empty text has one.
            guard text.baseAddress != nil else { return ink.put("null") }
            switch step.kind {
            case .text: ink.put(quoting: text)
            case .moment: ink.put(storedMoment: text)
            default: ink.put(quoted: text)
            }
            return
        case .flag, .integer, .number, .file, .compound: break
        }
        if row.isNull(step.column) { return ink.put("null") }
        switch step.kind {
        case .flag: ink.put(row.integer(step.column) != 0 ? "true" : "false")
        case .integer: ink.put(String(row.integer(step.column)))
        case .number:
            var digits: [UInt8] = []
            row.real(step.column).appendJavaText(to: &digits)
            ink.put(digits)
        case .text, .plain, .moment, .file, .compound:
            ink.put("\"")
            ink.put(collection)
            ink.put(row.text(0))
            ink.put("/")
            // The key without its comma, its quotes and its colon is the field's name.
            ink.put(UnsafeBufferPointer(rebasing: keys[step.key].dropFirst(2).dropLast(2)))
            ink.put("\"")
        }
    }

    /// An address without any part is null.
    private func write(
        _ parts: UnsafeBufferPointer<Step>,
        _ keys: UnsafeBufferPointer<UInt8>,
        of row: borrowing ScannedRow,
        with ink: inout RowInk
    ) {
        var isEmpty = true
        for part in parts where !row.isNull(part.column) { isEmpty = false }
        if isEmpty { return ink.put("null") }
        ink.put("{")
        for part in parts {
            ink.put(UnsafeBufferPointer(rebasing: keys[part.key]))
            write(part, keys, of: row, with: &ink)
        }
        ink.put("}")
    }

    private static func kind(of field: Field) -> Kind {
        switch field.type {
        case .id, .reference, .date, .time: .plain
        case .datetime: .moment
        case .boolean: .flag
        case .int, .long: .integer
        case .double, .currency, .percent: .number
        case .base64: .file
        default: .text
        }
    }

    /// `"postalCode":` for `BillingPostalCode` in `BillingAddress`.
    private static func key(of part: Field, in compound: Field) -> String {
        let prefix = compound.name.hasSuffix("Address") ? compound.name.dropLast("Address".count) : ""
        let name = part.name.hasPrefix(prefix) ? part.name.dropFirst(prefix.count) : Substring(part.name)
        return "\"\(name.prefix(1).lowercased())\(name.dropFirst())\":"
    }
}

extension Timestamp {
    /// Reads a datetime, which rows have as `2024-05-01T12:30:00.000Z`; other forms take longer.
    fileprivate init?(stored text: UnsafeBufferPointer<UInt8>) {
        if text.count == 24, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            text[10] == UInt8(ascii: "T"), text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
            text[19] == UInt8(ascii: "."), text[23] == UInt8(ascii: "Z"),
            let year = text.number(0..<4), let month = text.number(5..<7), let day = text.number(8..<10),
            let hour = text.number(11..<13), let minute = text.number(14..<16), let second = text.number(17..<19),
            let fraction = text.number(20..<23), hour < 24, minute < 60, second < 60,
            let date = CivilDate(year: year, month: month, day: day)
        {
            let seconds = date.daysSince1970 * 86400 + Int64(hour * 3600 + minute * 60 + second)
            self.init(microseconds: seconds * 1_000_000 + Int64(fraction) * 1000)
        } else {
            self.init(iso8601: String(decoding: text, as: UTF8.self))
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The number that these digits mean; `nil` when one is none.
    fileprivate func number(_ digits: Range<Int>) -> Int? {
        var number = 0
        for place in digits {
            guard (48...57).contains(self[place]) else { return nil }
            number = number * 10 + Int(self[place] - 48)
        }
        return number
    }
}
