/// Which records a job looks at.
package enum RecordFilter: Sendable, Hashable {
    case all
    /// Those of a list view of the org, by its id.
    case listView(CRMID)
    /// Those that meet every one.
    case criteria([Criterion])
}

/// One row of a filter: a field, how it is compared, and with what.
package struct Criterion: Sendable, Hashable, Codable {
    package enum Comparison: String, Sendable, Hashable, Codable, CaseIterable {
        case equals
        case differs
        case contains
        case startsWith = "starts_with"
        case less
        case greater
        case isBlank = "is_blank"
        case isNotBlank = "is_not_blank"

        package var label: String {
            switch self {
            case .equals: "equals"
            case .differs: "does not equal"
            case .contains: "contains"
            case .startsWith: "starts with"
            case .less: "is less than"
            case .greater: "is greater than"
            case .isBlank: "is blank"
            case .isNotBlank: "is not blank"
            }
        }

        package var takesValue: Bool { self != .isBlank && self != .isNotBlank }

        /// How fields of a type can be compared.
        package static func offered(for type: TargetType) -> [Comparison] {
            switch type {
            case .string, .email, .phone, .url, .combobox, .picklist:
                [.equals, .differs, .contains, .startsWith, .isBlank, .isNotBlank]
            case .int, .long, .double, .currency, .percent, .date, .datetime:
                [.equals, .differs, .less, .greater, .isBlank, .isNotBlank]
            case .reference: [.equals, .differs, .isBlank, .isNotBlank]
            case .boolean: [.equals, .differs]
            case .multipicklist: [.contains, .isBlank, .isNotBlank]
            // Salesforce filters by neither.
            case .textarea, .encryptedstring, .other: []
            }
        }
    }

    package var field: CRMField
    package var comparison: Comparison
    package var text: String

    package init(_ field: CRMField, _ comparison: Comparison, _ text: String = "") {
        (self.field, self.comparison, self.text) = (field, comparison, text)
    }

    /// The text fields that Salesforce compares have no more characters.
    package static let longestValue = 255

    /// What is compared with, of the type of the field; nil where nothing is.
    package func value(in schema: ObjectSchema) throws(CriterionFault) -> FieldValue? {
        guard let field = schema[field] else { throw .unknownField }
        guard Comparison.offered(for: field.type).contains(comparison) else { throw .notComparable }
        guard comparison.takesValue else { return nil }
        guard !FieldValue.text(text).isBlank else { throw .blankValue }
        guard text.count <= Criterion.longestValue else { throw .tooLong }
        do throws(Misfit) {
            switch field.type {
            case .int, .long, .double, .currency, .percent:
                guard let number = DecimalNumber(text) else { throw .notANumber }
                return .number(number)
            case .boolean: return .flag(try Fitting.flag(.text(text)))
            case .date: return .date(try Fitting.date(.text(text)))
            case .datetime: return .moment(try Fitting.moment(.text(text)))
            case .reference:
                guard let id = CRMID(text) else { throw .notAReference }
                return .text(id.text)
            default: return .text(text)
            }
        } catch {
            throw .wrongType(field.type)
        }
    }
}

/// Why a row of a filter cannot be used.
package enum CriterionFault: Error, Sendable, Hashable {
    case unknownField, notComparable, blankValue, tooLong
    case wrongType(TargetType)

    package var sentence: String {
        switch self {
        case .unknownField:
            "The Salesforce field does not exist or the connected user may not see it; choose another or give access."
        case .notComparable: "Salesforce cannot compare this field in this way; choose another comparison."
        case .blankValue: "Enter a value to compare with, or compare with blank."
        case .tooLong: "Compare with at most \(Criterion.longestValue) characters."
        case .wrongType(let type): "The field is of the type \(type.label); enter such a value."
        }
    }
}

extension RecordFilter: Codable {
    private enum Key: String, CodingKey {
        case records, criteria
        case listView = "list_view"
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        switch try values.decode(String.self, forKey: .records) {
        case "all": self = .all
        case "list_view":
            guard let id = CRMID(try values.decode(String.self, forKey: .listView)) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .listView,
                    in: values,
                    debugDescription: "A list view is named by its id of 15 or 18 characters."
                )
            }
            self = .listView(id)
        case "criteria": self = .criteria(try values.decode([Criterion].self, forKey: .criteria))
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .records,
                in: values,
                debugDescription: "The records are all, list_view or criteria."
            )
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        switch self {
        case .all: try values.encode("all", forKey: .records)
        case .listView(let id):
            try values.encode("list_view", forKey: .records)
            try values.encode(id.text, forKey: .listView)
        case .criteria(let criteria):
            try values.encode("criteria", forKey: .records)
            try values.encode(criteria, forKey: .criteria)
        }
    }
}
