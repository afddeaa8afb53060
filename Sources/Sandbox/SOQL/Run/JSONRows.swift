import Database

/// Writes rows as JSON, straight from the database's memory into bytes.
struct JSONRows {
    /// As in `v60.0`.
    let version: String
    private(set) var bytes: [UInt8] = []

    init(version: String) { self.version = version }

    mutating func comma() { bytes.append(UInt8(ascii: ",")) }

    /// Writes a row; the closure writes the children of a child query.
    mutating func write(
        _ row: borrowing ScannedRow,
        _ shape: RowShape,
        children: (Int, inout [UInt8]) -> Void
    ) {
        raw("{\"attributes\":{\"type\":\"")
        switch shape.kind {
        case .aggregate: raw("AggregateResult\"}")
        case .object(let name): attributes(name, row.text(shape.idColumn))
        case .byPrefix(let kinds):
            let id = row.text(shape.idColumn)
            attributes(kinds.first { id.starts(with: $0.prefix.utf8) }?.object ?? "Name", id)
        }
        for member in shape.members {
            bytes.append(UInt8(ascii: ","))
            write(row, member, children)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func attributes(_ object: String, _ id: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: object.utf8)
        raw("\",\"url\":\"/services/data/")
        bytes.append(contentsOf: version.utf8)
        raw("/sobjects/")
        bytes.append(contentsOf: object.utf8)
        bytes.append(UInt8(ascii: "/"))
        bytes.append(contentsOf: id)
        raw("\"}")
    }

    private mutating func write(
        _ row: borrowing ScannedRow,
        _ member: RowShape.Member,
        _ children: (Int, inout [UInt8]) -> Void
    ) {
        switch member {
        case .value(let cell): write(row, cell)
        case .parent(let key, let shape):
            name(key)
            if row.isNull(shape.idColumn) { raw("null") } else { write(row, shape, children: children) }
        case .typeOf(let key, let idColumn, let branches, let otherwise):
            name(key)
            let id = row.text(idColumn)
            let branch = branches.first { branch in
                guard case .byPrefix(let kinds) = branch.kind else { return false }
                return kinds.contains { id.starts(with: $0.prefix.utf8) }
            }
            if !id.isEmpty, let shape = branch ?? otherwise {
                write(row, shape, children: children)
            } else {
                raw("null")
            }
        case .compound(let key, let cells):
            name(key)
            if cells.allSatisfy({ row.isNull($0.column) }) { return raw("null") }
            for (position, cell) in cells.enumerated() {
                bytes.append(UInt8(ascii: position == 0 ? "{" : ","))
                write(row, cell)
            }
            bytes.append(UInt8(ascii: "}"))
        case .children(let key, let place):
            name(key)
            children(place, &bytes)
        }
    }

    private mutating func write(_ row: borrowing ScannedRow, _ cell: RowShape.Cell) {
        name(cell.key)
        if row.isNull(cell.column) { return raw("null") }
        switch cell.form {
        case .flag, .integer, .number: _ = ValueText.append(row, cell, to: &bytes)
        case .plain, .people:
            bytes.append(UInt8(ascii: "\""))
            _ = ValueText.append(row, cell, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        case .text: string(row.text(cell.column))
        case .moment:
            // `2024-05-01T12:34:56.000+0000` where the database has a Z.
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: row.text(cell.column))
            if bytes.last == UInt8(ascii: "Z") { bytes.removeLast() }
            raw("+0000\"")
        case .blob(let object, let field):
            raw("\"/services/data/")
            bytes.append(contentsOf: version.utf8)
            raw("/sobjects/")
            bytes.append(contentsOf: object.utf8)
            bytes.append(UInt8(ascii: "/"))
            bytes.append(contentsOf: row.text(0))
            bytes.append(UInt8(ascii: "/"))
            bytes.append(contentsOf: field.utf8)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// A key and its colon; keys are names of fields, which hold nothing to escape.
    private mutating func name(_ key: String) {
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: key.utf8)
        raw("\":")
    }

    mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        var plain = 0
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F else { continue }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[plain..<index]))
            plain = index + 1
            switch byte {
            case 0x22: raw("\\\"")
            case 0x5C: raw("\\\\")
            case 0x0A: raw("\\n")
            case 0x0D: raw("\\r")
            case 0x09: raw("\\t")
            default:
                raw("\\u00")
                bytes.append(JSONRows.digits[Int(byte >> 4)])
                bytes.append(JSONRows.digits[Int(byte & 0xF)])
            }
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[plain...]))
        bytes.append(UInt8(ascii: "\""))
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private mutating func raw(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
