/// What kind of values a field takes, by the names that Salesforce gives them.
package struct FieldType: Hashable, Sendable, CustomStringConvertible {
    package let name: String

    package init(_ name: String) { self.name = name }

    package var description: String { name }
}

extension FieldType {
    package static let id = FieldType("id")
    package static let string = FieldType("string")
    package static let textarea = FieldType("textarea")
    package static let email = FieldType("email")
    package static let phone = FieldType("phone")
    package static let url = FieldType("url")
    package static let picklist = FieldType("picklist")
    package static let multipicklist = FieldType("multipicklist")
    package static let combobox = FieldType("combobox")
    package static let reference = FieldType("reference")
    package static let boolean = FieldType("boolean")
    package static let int = FieldType("int")
    package static let long = FieldType("long")
    package static let double = FieldType("double")
    package static let currency = FieldType("currency")
    package static let percent = FieldType("percent")
    package static let date = FieldType("date")
    package static let datetime = FieldType("datetime")
    package static let time = FieldType("time")
    package static let address = FieldType("address")
    package static let location = FieldType("location")
    package static let base64 = FieldType("base64")
    package static let encryptedstring = FieldType("encryptedstring")

    /// Whether Bulk refuses to give it.
    package var isCompound: Bool { self == .address || self == .location }
    package var isText: Bool {
        [.string, .textarea, .email, .phone, .url, .combobox, .encryptedstring].contains(self)
    }
    package var isNumber: Bool { [.int, .long, .double, .currency, .percent].contains(self) }
    package var isPicklist: Bool { self == .picklist || self == .multipicklist }
}
