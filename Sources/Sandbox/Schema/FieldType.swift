/// What a field holds; the raw value is the `type` of a describe.
enum FieldType: String, Sendable, Codable, CaseIterable {
    case id, string, picklist, multipicklist, combobox, textarea, email, phone, url, reference, boolean, int, long
    case double, currency, percent, date, datetime, time, address, location, base64, encryptedstring, anyType
}

extension FieldType {
    /// The `soapType` of a describe.
    var soapType: String {
        switch self {
        case .id, .reference: "tns:ID"
        case .boolean: "xsd:boolean"
        case .int: "xsd:int"
        case .long: "xsd:long"
        case .double, .currency, .percent: "xsd:double"
        case .date: "xsd:date"
        case .datetime: "xsd:dateTime"
        case .time: "xsd:time"
        case .base64: "xsd:base64Binary"
        case .anyType: "xsd:anyType"
        case .address: "urn:address"
        case .location: "urn:location"
        case .string, .picklist, .multipicklist, .combobox, .textarea, .email, .phone, .url, .encryptedstring:
            "xsd:string"
        }
    }

    /// Whether its values are texts with a greatest length.
    var isText: Bool { soapType == "xsd:string" }

    /// Whether its values are numbers, whole or not.
    var isNumber: Bool {
        switch self {
        case .int, .long, .double, .currency, .percent: true
        default: false
        }
    }

    /// Whether it is put together from other fields, and so has no column of its own.
    var isCompound: Bool { self == .address || self == .location }
}
