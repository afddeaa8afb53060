/// A country as far as its companies need one: how they are registered, where they sit, how they are called.
final class Nation: Sendable {
    let code: String
    let name: String
    /// What people write for it: its own name, short forms, other codes.
    let otherNames: [String]
    /// How many of a thousand companies sit there.
    let weight: Int
    let culture: Culture
    let domains: [String]
    let calling: String
    let trunk: String
    let legalForms: [LegalForm]
    let places: [Place]
    let mobile: String

    /// A town, and what a letter or a call to it begins with.
    struct Place: Sendable {
        let city: String
        let regionCode: String
        let region: String
        let postcode: String
        let phone: String
    }

    /// A legal form as registers write it, and as people do.
    struct LegalForm: Sendable {
        let written: String
        let variants: [String]
    }

    /// Lists are texts, a line an entry: `written|variant|variant` for forms, `city|code|region|postcode|phone` for places.
    init(
        _ code: String,
        _ name: String,
        or otherNames: String,
        weight: Int,
        culture: Culture,
        domains: String,
        calling: String,
        trunk: String,
        mobile: String,
        forms: String,
        places: String
    ) {
        self.code = code
        self.name = name
        self.otherNames = otherNames.parts("|")
        self.weight = weight
        self.culture = culture
        self.domains = domains.parts(" ")
        self.calling = calling
        self.trunk = trunk
        self.mobile = mobile
        legalForms = forms.parts("\n").map { line in
            let parts = line.parts("|")
            return LegalForm(written: parts[0], variants: Array(parts.dropFirst()))
        }
        self.places = places.parts("\n").map { line in
            let parts = line.parts("|")
            return Place(city: parts[0], regionCode: parts[1], region: parts[2], postcode: parts[3], phone: parts[4])
        }
    }
}

extension Nation {
    static let all: [Nation] =
        [unitedStates, canada, unitedKingdom, ireland, australia, newZealand, southAfrica]
        + [germany, austria, switzerland, netherlands, belgium, sweden, norway, denmark, finland]
        + [france, italy, spain, mexico, portugal, brazil, poland, czechia, turkey, greece, ukraine]
        + [india, japan, china, korea, emirates]

    static let weights: [Int] = all.reduce(into: []) { $0.append(($0.last ?? 0) + $1.weight) }
}

extension String {
    /// What stands between the separators, in the order it stands there; nothing of an empty text.
    func parts(_ separator: Character) -> [String] {
        split(separator: separator, omittingEmptySubsequences: separator != "|").map(String.init)
    }
}
