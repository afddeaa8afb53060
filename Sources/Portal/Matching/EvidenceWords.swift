import Matching

/// How pages call what was compared, and how the two agree.
enum EvidenceWords {
    static func title(_ comparison: Comparison) -> String {
        switch comparison {
        case .name: "Name"
        case .legalForm: "Legal form"
        case .domain: "Website"
        case .phone: "Telephone"
        case .place: "Place"
        case .size: "Employees"
        case .ticker: "Ticker"
        case .givenName: "First name"
        case .familyName: "Last name"
        case .email: "E-mail"
        case .personPhone: "Telephone"
        case .company: "Company"
        case .title: "Job title"
        case .birthDate: "Date of birth"
        case .identity: "Number of identity"
        case .home: "Home"
        }
    }

    static func words(_ level: Level) -> String {
        switch level {
        case .blank: "nothing to compare"
        case .same: "the same"
        case .reordered: "the same in another order"
        case .otherName: "another name that it has or had"
        case .domainName: "the name that the domain spells"
        case .acronym: "its initials"
        case .partial: "some of the words"
        case .alike: "nearly the same"
        case .different: "another"
        case .stem: "the same under another ending"
        case .spellsName: "a domain that spells the name"
        case .near: "near it"
        case .address: "the same address"
        case .postcode: "the same postcode"
        case .street: "the same street"
        case .house: "the same house elsewhere"
        case .city: "the same town"
        case .cityAlike: "a town spelled nearly so"
        case .area: "the same area"
        case .region: "the same region"
        case .country: "the same country"
        case .otherCity: "another town"
        case .otherRegion: "another region"
        case .otherCountry: "another country"
        case .sameLine: "another extension of one line"
        case .initial: "its initial"
        case .nickname: "a short form of it"
        case .swapped: "first and last name swapped"
        case .contained: "a part of it"
        }
    }

    static func words(_ reason: Reason) -> String {
        switch reason {
        case .nothingToMatchBy: "There is nothing in the record to match by."
        case .noCandidate: "Nothing in the catalogue has enough in common with it."
        case .belowThreshold: "The likeliest candidate is not likely enough."
        case .ambiguous: "Two candidates are about as likely as each other."
        case .belowAccuracy: "The person is known, but not surely enough for the accuracy that was asked for."
        }
    }
}
