package import Telemetry

/// A company or a person of the catalogue, with who says what.
package struct Profile: Sendable, Equatable {
    package let id: ProfileID
    package private(set) var facts: [LoamField: SourcedValue]

    /// Of the columns of the catalogue that say something; columns that are no field are left out.
    package init(_ id: ProfileID, columns: [(name: String, values: [String], provenance: Provenance)]) {
        self.id = id
        facts = [:]
        for (name, values, provenance) in columns {
            guard let field = Profile.field(id.kind, name), let value = Profile.value(values, of: field.kind) else {
                continue
            }
            facts[field] = SourcedValue(value, provenance)
        }
        let key: LoamField = id.kind == .company ? .company(.id) : .person(.id)
        facts[key] = SourcedValue(.number(DecimalNumber(id.number)), Provenance(source: "Loam", asOf: nil))
    }

    package subscript(field: LoamField) -> SourcedValue? { facts[field] }

    /// How sure the catalogue is of a person, 0…99; nil where it does not say.
    package var accuracy: Int? {
        guard case .number(let number)? = facts[.person(.accuracy)]?.value, number.isWhole else { return nil }
        return Int(number.digits)
    }

    private static func field(_ kind: ProfileID.Kind, _ column: String) -> LoamField? {
        switch kind {
        case .company: CompanyField(rawValue: column).map(LoamField.company)
        case .person: PersonField(rawValue: column).map(LoamField.person)
        }
    }

    /// The first of several values where the field has one; a text that is not of the field's kind is kept as it is.
    private static func value(_ values: [String], of kind: FieldKind) -> FieldValue? {
        let values = values.filter { !FieldValue.text($0).isBlank }
        guard let first = values.first else { return nil }
        switch kind {
        case .list: return .list(values)
        case .number: return DecimalNumber(first).map(FieldValue.number) ?? .text(first)
        case .date: return CivilDate(iso8601: first).map(FieldValue.date) ?? .text(first)
        case .moment: return Timestamp(iso8601: first).map(FieldValue.moment) ?? .text(first)
        case .text, .country, .state: return .text(first)
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
