package import Enrichment
package import Salesforce

extension RecordFilter {
    /// What has to hold of a record, in Salesforce's language; nil where every record is looked at, or those of a list
    /// view, whose condition the org itself knows.
    package func condition(in schema: ObjectSchema) throws(CriterionFault) -> SOQL? {
        guard case .criteria(let criteria) = self, !criteria.isEmpty else { return nil }
        var conditions: [SOQL] = []
        for criterion in criteria { conditions.append(try criterion.condition(in: schema)) }
        return .all(conditions)
    }
}

extension Criterion {
    /// The row as a condition; its value stands there as a literal of the field's type.
    func condition(in schema: ObjectSchema) throws(CriterionFault) -> SOQL {
        let value = try value(in: schema)
        guard let name = APIName(field.rawValue) else { throw .unknownField }
        guard let value else { return comparison == .isBlank ? "\(name) = NULL" : "\(name) != NULL" }
        guard let content = FieldContent(value) else { throw .notComparable }
        switch comparison {
        case .equals: return "\(name) = \(content)"
        case .differs: return "\(name) != \(content)"
        case .less: return "\(name) < \(content)"
        case .greater: return "\(name) > \(content)"
        case .startsWith: return "\(name) LIKE \(like: .begins(with: value.text))"
        case .contains:
            return schema[field]?.type == .multipicklist
                ? "\(name) INCLUDES \(in: [content])" : "\(name) LIKE \(like: .contains(value.text))"
        case .isBlank: return "\(name) = NULL"
        case .isNotBlank: return "\(name) != NULL"
        }
    }
}

extension FieldContent {
    /// A value as Salesforce takes it, nil for one that it has no form for.
    package init?(_ value: FieldValue) {
        switch value {
        case .blank: self = .clear
        case .text(let text): self = .text(text)
        case .number(let number):
            guard let digits = DecimalText(number.description) else { return nil }
            self = .decimal(digits)
        case .flag(let flag): self = .flag(flag)
        case .date(let date): self = .date(date)
        case .moment(let moment): self = .moment(moment)
        case .list(let values): self = .text(values.joined(separator: ";"))
        }
    }
}

extension CRMObject {
    /// As Salesforce calls it in queries and addresses.
    package var name: APIName {
        switch self {
        case .account: "Account"
        case .contact: "Contact"
        case .lead: "Lead"
        }
    }
}
