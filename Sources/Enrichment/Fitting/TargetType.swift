/// The type of a CRM field, by the word that describes it.
package enum TargetType: String, Sendable, Hashable, Codable, CaseIterable {
    case string, textarea, encryptedstring, combobox, picklist, multipicklist, email, phone, url
    case int, long, double, currency, percent
    case boolean, date, datetime, reference
    /// One that is never written.
    case other

    package init(describing word: String) { self = TargetType(rawValue: word) ?? .other }

    /// As people call it.
    package var label: String {
        switch self {
        case .string, .encryptedstring: "text"
        case .textarea: "long text"
        case .combobox, .picklist: "picklist"
        case .multipicklist: "multi-select picklist"
        case .email: "e-mail"
        case .phone: "phone"
        case .url: "URL"
        case .int, .long, .double: "number"
        case .currency: "currency"
        case .percent: "percent"
        case .boolean: "checkbox"
        case .date: "date"
        case .datetime: "date and time"
        case .reference: "lookup"
        case .other: "other"
        }
    }
}
