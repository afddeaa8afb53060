import Store
import Telemetry

// What people enter, checked and brought into one form. Each adds its fault to the others and gives nil for it.

extension Faults {
    /// A name that people read: of a person, an organisation, a key.
    mutating func name(_ text: String, field: String = "name") -> String? {
        let name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if name.isEmpty {
            add(field, "Enter a name.")
        } else if name.count > 100 {
            add(field, "Use at most 100 characters.")
        } else if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            add(field, "Leave out characters that cannot be seen.")
        } else {
            return name
        }
        return nil
    }

    mutating func email(_ text: String, field: String = "email") -> EmailAddress? {
        let email = EmailAddress(rawValue: text)
        if email == nil { add(field, "Enter an e-mail address, such as ada@example.org.") }
        return email
    }

    mutating func timeZone(_ text: String, field: String = "timeZone") -> String? {
        do throws(ZoneError) {
            return try Zone(named: text).name
        } catch {
            add(field, "Choose a time zone, such as Europe/Berlin.")
            return nil
        }
    }
}
