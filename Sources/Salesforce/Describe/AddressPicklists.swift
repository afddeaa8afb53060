/// The state and country of an address where the org keeps them as picklists: codes beside the names.
///
/// Such an org refuses a country that is not in its list, and a state that is not one of its country.
package struct AddressPicklists: Hashable, Sendable {
    package let countryCode: FieldDescription
    package let stateCode: FieldDescription
    /// The fields with the names, which follow the codes.
    package let country: String
    package let state: String

    /// Nil where the address (`Billing`, `Mailing`, or nothing for a lead's own) is plain text.
    package init?(_ address: String, of object: ObjectDescription) {
        guard let countryCode = object.field(address + "CountryCode"), countryCode.type == .picklist,
            let stateCode = object.field(address + "StateCode"), stateCode.type == .picklist
        else { return nil }
        self.countryCode = countryCode
        self.stateCode = stateCode
        country = address + "Country"
        state = address + "State"
    }

    /// The country of this code or name.
    package func country(matching text: String) -> Picklist.Value? { countryCode.picklist?.value(matching: text) }

    /// The state of this code or name within the country of this code.
    package func state(matching text: String, in country: String) -> Picklist.Value? {
        let states = stateCode.picklist?.values(for: country, in: countryCode) ?? []
        let wanted = text.lowercased()
        return states.first { $0.value == text }
            ?? states.first { $0.value.lowercased() == wanted || $0.label.lowercased() == wanted }
    }
}
