extension LoamField {
    /// Whether it is worth telling which of its values is written most often: many records share a value, and none says who
    /// somebody is.
    package var hasTellingValues: Bool {
        switch self {
        case .company(let field):
            switch field {
            case .state, .country, .industry, .naics, .sic, .status: true
            case .id, .name, .otherNames, .website, .emailDomain, .phone, .street, .city, .postcode, .employees,
                .revenue,
                .founded, .ticker, .lei, .registration, .technologies, .description, .social:
                false
            }
        case .person(let field):
            switch field {
            case .emailStatus, .title, .department, .level, .state, .country: true
            case .id, .firstName, .lastName, .fullName, .email, .directPhone, .mobilePhone, .companySince, .city,
                .accuracy, .lastVerified, .social:
                false
            }
        case .run(let field): field != .now
        case .intent: false
        }
    }
}
