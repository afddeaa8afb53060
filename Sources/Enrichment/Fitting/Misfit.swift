/// Why a value cannot be written into a field.
package enum Misfit: Error, Sendable, Hashable {
    case tooLong(Int)
    case notANumber, tooManyDigits(Int)
    case notADate, notAMoment, notAFlag
    case notAnEmail, notAURL, notAPhone, notAReference
    case notAChoice, choiceInactive, choiceNotAllowed
    case unknownCountry, unknownState, stateOfAnotherCountry, countryMissing
    case cannotBeEmptied
    case neverFits

    /// What it means and what to do; it never repeats the value.
    package var sentence: String {
        switch self {
        case .tooLong(let limit):
            "The value is longer than the \(limit) characters of the field; let the row cut it off, or widen the field."
        case .notANumber: "The value is not one exact number; map it to a text field."
        case .tooManyDigits(let limit): "The number has more than the \(limit) digits of the field; widen the field."
        case .notADate: "The value is not a day of the calendar; map it to a text field."
        case .notAMoment: "The value is not a point in time; map it to a text field."
        case .notAFlag: "The value is neither yes nor no; map it to a text field."
        case .notAnEmail: "The value is not an e-mail address; map it to a text field."
        case .notAURL: "The value is not a web address; map it to a text field."
        case .notAPhone: "The value has no digits, so it is not a phone number; map it to a text field."
        case .notAReference: "The value is not the id of a Salesforce record; map it to a text field."
        case .notAChoice: "The picklist has no such value; add it in Salesforce, or map it to a text field."
        case .choiceInactive: "The picklist's value is not active; activate it in Salesforce."
        case .choiceNotAllowed:
            "The picklist's value may not stand with the value of the field that controls it; allow it in Salesforce."
        case .unknownCountry: "The value names no country that is known; correct it in the catalogue."
        case .unknownState: "The value names no state of its country that is known; correct it in the catalogue."
        case .stateOfAnotherCountry:
            "The state lies in another country than the one that the record keeps; map the country with the same rule."
        case .countryMissing: "Salesforce takes a state only with its country; map the country too."
        case .cannotBeEmptied: "The field cannot be empty; let the row leave it when nothing is known."
        case .neverFits: "A value of this kind never fits a field of this type; choose another field."
        }
    }
}
