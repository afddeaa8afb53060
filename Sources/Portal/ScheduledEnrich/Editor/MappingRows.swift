import Enrichment
import HTTP

/// The rows of a mapping as they stand in a form, under a prefix of their own.
struct MappingRows: Sendable, Equatable {
    let object: CRMObject
    var rows: [MappingDraft.Row]

    init(_ mapping: Mapping) {
        object = mapping.object
        rows = mapping.rows.map {
            MappingDraft.Row(
                source: $0.source.rawValue,
                target: $0.target.rawValue,
                rule: $0.rule,
                options: $0.options
            )
        }
    }

    /// Reads `m.0.source`, `m.0.target` and so on, in the order of their numbers.
    init(_ prefix: String, of object: CRMObject, in form: Query, _ schema: ObjectSchema?) {
        self.object = object
        rows = MappingRows.numbers(prefix, "source", in: form).map { number in
            func value(_ name: String) -> String { form["\(prefix).\(number).\(name)"] ?? "" }
            var options = MappingRow.Options()
            options.truncates = value("truncates") == "on"
            options.clearsUnknown = value("clears") == "on"
            options.place = PlaceForm(rawValue: value("place"))
            if form.contains("\(prefix).\(number).separator") { options.separator = value("separator") }
            let most = value("most").trimmed
            // What is no number is a fault, which a number below the least is too.
            options.mostValues = most.isEmpty ? nil : Int(most) ?? 0
            return MappingDraft.Row(
                source: value("source"),
                target: MappingRows.field(value("target").trimmed, in: schema),
                rule: UpdateRule(rawValue: value("rule")) ?? .completeIfMissing,
                options: options
            )
        }
    }

    /// A field by its name in any case, or by its label where only one has it.
    static func field(_ text: String, in schema: ObjectSchema?) -> String {
        guard let schema, schema[CRMField(text)] == nil else { return text }
        let wanted = text.lowercased()
        if let named = schema.fields.keys.first(where: { $0.rawValue.lowercased() == wanted }) { return named.rawValue }
        let labelled = schema.writable.filter { $0.label.lowercased() == wanted }
        return labelled.count == 1 ? labelled[0].name.rawValue : text
    }

    /// The numbers that have such a field, in their order.
    static func numbers(_ prefix: String, _ name: String, in form: Query) -> [Int] {
        form.pairs.compactMap { pair in
            let parts = pair.name.split(separator: ".")
            guard parts.count == 3, parts[0] == prefix, parts[2] == name else { return nil }
            return Int(parts[1])
        }.sorted()
    }

    /// The rows that are complete, and where each of them stands in the form.
    var complete: (mapping: Mapping, places: [Int]) {
        var (mapping, places) = (Mapping(object, []), [Int]())
        for (place, row) in rows.enumerated() {
            guard let source = LoamField(rawValue: row.source), !row.target.isEmpty else { continue }
            mapping.rows.append(MappingRow(source, CRMField(row.target), row.rule, row.options))
            places.append(place)
        }
        return (mapping, places)
    }

    /// What the complete rows cannot tell: a blank half of a row, or a field that Loam does not have.
    var faultsOfBlanks: [MappingFault] {
        rows.enumerated().flatMap { place, row -> [MappingFault] in
            var faults: [MappingFault] = []
            if row.source.isEmpty {
                faults.append(MappingFault(row: place, .blankSource))
            } else if LoamField(rawValue: row.source) == nil {
                faults.append(MappingFault(row: place, .unknownSource))
            }
            if row.target.isEmpty { faults.append(MappingFault(row: place, .blankTarget)) }
            return faults
        }
    }

    /// The place of a row in the hierarchy of its field, from 1; nil where the field has no other row.
    func rank(of place: Int) -> Int? {
        let target = rows[place].target
        guard !target.isEmpty, rows.count(where: { $0.target == target }) > 1 else { return nil }
        return rows[...place].count { $0.target == target }
    }

    /// Whether it may not be removed: the only one that fills a field without which there is no record.
    func isRequired(_ place: Int) -> Bool {
        let target = rows[place].target
        return object.requiredFields.contains(CRMField(target)) && rows.count(where: { $0.target == target }) == 1
    }
}

extension MappingRows {
    /// Adds, removes and moves rows; false for what is none of these.
    mutating func perform(_ act: String, _ place: Int?) -> Bool {
        switch (act, place) {
        case ("add", _): rows.append(MappingDraft.Row(source: "", target: ""))
        case ("remove", let place?) where rows.indices.contains(place):
            if !isRequired(place) { rows.remove(at: place) }
        case ("up", let place?) where rows.indices.contains(place) && place > 0: rows.swapAt(place, place - 1)
        case ("down", let place?) where rows.indices.contains(place) && place + 1 < rows.count:
            rows.swapAt(place, place + 1)
        case ("up", _), ("down", _), ("remove", _): break
        default: return false
        }
        return true
    }
}
