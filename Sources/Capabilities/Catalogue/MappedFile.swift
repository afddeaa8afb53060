import Store
import Tabular

/// Turns the rows of a file into batches for the catalogue, piece by piece, beside whoever writes the piece before.
actor MappedFile {
    /// Some rows, and where in the file they lie.
    struct Piece: Sendable {
        var batch: CatalogueBatch
        var rejects: [CatalogueReject] = []
        var extent: CatalogueWriter.Extent
        /// How much of the file is read, in bytes on the disk.
        var progress: (done: Int, whole: Int)
    }

    private let rowsAtOnce: Int
    private let table: TableReader
    private let fields: [FieldSource]
    private let id: FieldSource
    private let asOf: Int?
    /// The columns of which one at least must hold something.
    private let essential: [Int]
    /// The fields that tell one row from another where there is no id.
    private let telling: [FieldSource]
    private let kind: CatalogueKind
    /// Where values of one field are put together.
    private var joined: [UInt8] = []

    /// Where a field's value comes from.
    private struct FieldSource {
        var columns: [(index: Int, prefix: OtherNameKind?)] = []
        var constant: [UInt8] = []
        var isList = false
        var isStreet = false
        var isReference = false
    }

    private static let tellingFields = [
        "name", "country", "postcode", "websites", "first_name", "last_name", "full_name", "emails", "company_name",
        "company_domain", "topic", "observed_on", "description", "published_on",
    ]

    private enum OtherNameKind {
        case always(String)
        /// Another column tells.
        case told(by: Int)
    }

    init(path: String, mapping: ColumnMapping, rowsAtOnce: Int, from position: TableReader.Position?) throws {
        self.rowsAtOnce = rowsAtOnce
        table = try TableReader(path: path, from: position)
        kind = mapping.kind
        let columns = table.columns
        func source(of field: String) -> FieldSource {
            var source = FieldSource()
            for (index, column) in columns.enumerated() {
                guard let target = mapping[column], target.field == field else { continue }
                var prefix = target.qualifier.map(OtherNameKind.always)
                if target.qualifier != nil, let type = columns.firstIndex(of: column + ".type") {
                    prefix = .told(by: type)
                }
                source.columns.append((index, prefix))
            }
            source.constant = Array((mapping.constants[field] ?? "").utf8)
            source.isList = CatalogueKind.lists.contains(field)
            source.isStreet = field == "street"
            source.isReference = field == "id" || field == mapping.kind.reference.id
            return source
        }
        fields = mapping.kind.fields.map(source)
        id = source(of: "id")
        let needed = mapping.kind.essentials.map(source)
        essential = needed.flatMap { $0.columns.map(\.index) }
        telling = MappedFile.tellingFields.filter(mapping.kind.fields.contains).map(source)
        asOf = columns.firstIndex { mapping[$0]?.field == "as_of" }
    }

    /// The next rows; nil when there are no more.
    func next() throws -> Piece? {
        let start = table.position
        var batch = CatalogueBatch(kind, capacity: rowsAtOnce)
        var rejects: [CatalogueReject] = []
        let count = try table.read(upTo: rowsAtOnce) { row in
            if let reject = add(row, to: &batch) { rejects.append(reject) }
        } refused: { row in
            rejects.append(CatalogueReject(row: row.number, column: row.column, reason: row.reason))
        }
        if count == 0 { return nil }
        let end = table.position
        return Piece(
            batch: batch,
            rejects: rejects,
            extent: CatalogueWriter.Extent(from: (start.offset, start.row), to: (end.offset, end.row)),
            progress: table.progress
        )
    }

    // MARK: - A row

    private static let longest = 64 * 1024

    private func add(_ row: TableRow, to batch: inout CatalogueBatch) -> CatalogueReject? {
        for index in 0..<row.count where row[index].count > MappedFile.longest && isUsed(index) {
            let reason = "the value is longer than 64 KB"
            return CatalogueReject(row: row.number, column: table.columns[index], reason: reason)
        }
        if let reject = missing(row) { return reject }
        let id = value(of: id, in: row)
        if self.id.columns.isEmpty {
            batch.add(derivedID(row))
        } else if id.isEmpty {
            let column = self.id.columns.first.map { table.columns[$0.index] }
            return CatalogueReject(row: row.number, column: column, reason: "the id is empty")
        } else {
            batch.add(id)
        }
        for field in fields {
            let value = value(of: field, in: row)
            if value.isEmpty, !field.constant.isEmpty {
                if field.constant.elementsEqual("{id}".utf8) {
                    batch.add(self.value(of: self.id, in: row))
                } else {
                    batch.add(field.constant)
                }
            } else {
                batch.add(value)
            }
        }
        batch.endRow(fileRow: row.number, asOf: asOf.flatMap { MappedDate.microseconds(of: row[$0]) })
        return nil
    }

    private func isUsed(_ column: Int) -> Bool {
        fields.contains { $0.columns.contains { $0.index == column } } || id.columns.contains { $0.index == column }
    }

    /// Why the row is of no use, when nothing stands in any of the columns that make it so.
    private func missing(_ row: TableRow) -> CatalogueReject? {
        for column in essential where !trimmed(row[column]).isEmpty { return nil }
        let reason =
            switch kind {
            case .companies: "the company has no name"
            case .people: "the person has no name and no e-mail"
            case .signals: "the signal has no topic"
            case .scoops: "the scoop says nothing"
            }
        return CatalogueReject(row: row.number, column: essential.first.map { table.columns[$0] }, reason: reason)
    }

    /// The value as it lies in the row, or put together from several columns; valid until the next one is asked for.
    @inline(__always)
    private func value(of source: FieldSource, in row: TableRow) -> UnsafeBufferPointer<UInt8> {
        if source.columns.count == 1, source.columns[0].prefix == nil {
            let value = trimmed(row[source.columns[0].index])
            return source.isReference ? withoutAddress(value) : value
        }
        if source.columns.isEmpty { return UnsafeBufferPointer(start: nil, count: 0) }
        return put(source, together: row)
    }

    private func put(_ source: FieldSource, together row: TableRow) -> UnsafeBufferPointer<UInt8> {
        joined.removeAll(keepingCapacity: true)
        for (index, prefix) in source.columns {
            let value = trimmed(row[index])
            if value.isEmpty { continue }
            if !joined.isEmpty {
                guard source.isList || source.isStreet else { break }
                joined.append(contentsOf: source.isStreet ? Array(", ".utf8) : [UInt8(ascii: ";")])
            }
            if let prefix {
                joined.append(contentsOf: word(of: prefix, in: row).utf8)
                joined.append(UInt8(ascii: ":"))
            }
            for byte in value {
                // A semicolon within a value would make two of it.
                joined.append(prefix != nil && byte == UInt8(ascii: ";") ? UInt8(ascii: ",") : byte)
            }
        }
        return joined.withUnsafeBufferPointer { $0 }
    }

    private func word(of kind: OtherNameKind, in row: TableRow) -> String {
        switch kind {
        case .always(let word): return word
        case .told(let column):
            let type = row.text(column).uppercased()
            return type.contains("PREVIOUS") ? "former" : type.contains("TRADING") ? "trading" : "alias"
        }
    }

    /// The id of a row whose file has none: the same for the same name and place.
    private func derivedID(_ row: TableRow) -> String.UTF8View {
        var digest = RowDigest()
        for source in telling { digest.add(UnsafeRawBufferPointer(value(of: source, in: row))) }
        return ("row-" + String(UInt64(bitPattern: digest.value), radix: 16)).utf8
    }
}

/// Wikidata names things by addresses, of which the last part is the id.
private func withoutAddress(_ value: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard value.count > 30, value.starts(with: "http".utf8),
        let slash = value.lastIndex(of: UInt8(ascii: "/")), slash + 1 < value.count,
        String(decoding: value[..<slash], as: UTF8.self).hasSuffix("wikidata.org/entity")
    else { return value }
    return UnsafeBufferPointer(rebasing: value[(slash + 1)...])
}

@inline(__always)
private func trimmed(_ value: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = value.count
    while start < end, value[start] <= 32 { start += 1 }
    while end > start, value[end - 1] <= 32 { end -= 1 }
    return start == 0 && end == value.count ? value : UnsafeBufferPointer(rebasing: value[start..<end])
}
