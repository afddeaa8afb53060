package import Telemetry

/// A company or a person of the catalogue, with who says what.
package struct Profile: Sendable, Equatable {
    package let id: ProfileID
    /// By the places of the fields of its kind.
    private var facts: [SourcedValue?]

    /// Of which nothing is known but that it is there.
    package init(_ id: ProfileID) {
        self.id = id
        let (count, key) =
            switch id.kind {
            case .company: (CompanyField.count, CompanyField.id.place)
            case .person: (PersonField.count, PersonField.id.place)
            }
        facts = Array(repeating: nil, count: count)
        facts[key] = SourcedValue(.number(DecimalNumber(id.number)), .run)
    }

    /// Of the columns of the catalogue that say something; columns that are no field are left out.
    package init(_ id: ProfileID, columns: [(name: String, values: [String], provenance: Provenance)]) {
        self.init(id)
        for (name, values, provenance) in columns {
            if let column = Column(id.kind, name) { note(values, of: column, provenance) }
        }
    }

    /// A column of the catalogue that is a field; the id is none, as it is Loam's own.
    package struct Column: Sendable {
        fileprivate let place: Int
        fileprivate let kind: FieldKind

        package init?(_ kind: ProfileID.Kind, _ name: String) {
            switch kind {
            case .company:
                guard let field = CompanyField(rawValue: name), field != .id else { return nil }
                (place, self.kind) = (field.place, field.kind)
            case .person:
                guard let field = PersonField(rawValue: name), field != .id else { return nil }
                (place, self.kind) = (field.place, field.kind)
            }
        }
    }

    /// Notes what a column says; nothing where all of it is blank.
    package mutating func note(_ values: [String], of column: Column, _ provenance: Provenance) {
        if let value = Profile.value(values, of: column.kind) { facts[column.place] = SourcedValue(value, provenance) }
    }

    /// Notes what a column of one value says.
    package mutating func note(_ text: String, of column: Column, _ provenance: Provenance) {
        if let value = Profile.value(text, of: column.kind) { facts[column.place] = SourcedValue(value, provenance) }
    }

    package subscript(field: LoamField) -> SourcedValue? {
        switch (field, id.kind) {
        case (.company(let field), .company): facts[field.place]
        case (.person(let field), .person): facts[field.place]
        default: nil
        }
    }

    /// How sure the catalogue is of a person, 0…99; nil where it does not say.
    package var accuracy: Int? {
        guard case .number(let number)? = self[.person(.accuracy)]?.value, number.isWhole else { return nil }
        return Int(number.digits)
    }

    /// The first of several values where the field has one; a text that is not of the field's kind is kept as it is.
    private static func value(_ values: [String], of kind: FieldKind) -> FieldValue? {
        if case .list = kind {
            let values = values.filter { !FieldValue.text($0).isBlank }
            return values.isEmpty ? nil : .list(values)
        }
        return values.first { !FieldValue.text($0).isBlank }.flatMap { value($0, of: kind) }
    }

    private static func value(_ text: String, of kind: FieldKind) -> FieldValue? {
        if FieldValue.text(text).isBlank { return nil }
        switch kind {
        case .list: return .list([text])
        case .number: return DecimalNumber(text).map(FieldValue.number) ?? .text(text)
        case .date: return CivilDate(iso8601: text).map(FieldValue.date) ?? .text(text)
        case .moment: return Timestamp(iso8601: text).map(FieldValue.moment) ?? .text(text)
        case .text, .country, .state: return .text(text)
        }
    }
}

/// A value and who says so.
package struct SourcedValue: Sendable, Equatable {
    package var value: FieldValue
    package var provenance: Provenance

    package init(_ value: FieldValue, _ provenance: Provenance) { (self.value, self.provenance) = (value, provenance) }
}

/// Which source says something, and of when that is.
package struct Provenance: Sendable, Hashable {
    package var source: String
    package var asOf: Timestamp?

    package init(source: String, asOf: Timestamp?) { (self.source, self.asOf) = (source, asOf) }

    /// What the run itself found.
    package static let run = Provenance(source: "Loam", asOf: nil)
}
