package import Matching

/// Which fields of a record are its match inputs: those of every job, and those that the organisation added.
package struct MatchInputs: Sendable, Hashable, Codable {
    /// An added input: what the catalogue knows, and the CRM field that holds the same.
    package struct Added: Sendable, Hashable, Codable {
        package var source: LoamField
        package var field: CRMField

        package init(_ source: LoamField, _ field: CRMField) { (self.source, self.field) = (source, field) }
    }

    package var object: CRMObject
    package private(set) var added: [Added]

    /// The default inputs alone.
    package init(_ object: CRMObject) { (self.object, added) = (object, []) }

    /// Adds an input; one that is there already is not added again.
    package mutating func add(_ input: Added) {
        if !added.contains(input) { added.append(input) }
    }

    package mutating func remove(_ input: Added) { added.removeAll { $0 == input } }

    package mutating func resetAll() { added = [] }

    /// All inputs in their order: the default ones, then the added ones.
    package var all: [(input: Question.Field, field: CRMField)] {
        MatchInputs.defaults(of: object)
            + added.compactMap { one in one.source.question(of: object).map { ($0, one.field) } }
    }

    /// The fields that have to be read.
    package var fields: Set<CRMField> { Set(all.map(\.field)) }

    /// Asks about one record after the other. Where the inputs lie is looked up once for all that have the same fields.
    package struct Asking {
        private let inputs: [(input: Question.Field, field: CRMField)]
        private var shape: FieldValues.Shape?
        private var places: [(input: Question.Field, place: Int)] = []

        package init(_ inputs: MatchInputs) { self.inputs = inputs.all }

        /// Fields that were not read and blank ones are passed over.
        package mutating func ask(_ question: inout Question, about record: Record) {
            let values = record.values
            if values.shape !== shape {
                shape = values.shape
                places = inputs.compactMap { one in values.shape.place(of: one.field).map { (one.input, $0) } }
            }
            question.clear()
            for (input, place) in places {
                guard let value = values[place: place], !value.isBlank else { continue }
                question.add(input, value.text)
            }
        }
    }

    /// What is wrong with the added ones, by their place.
    package func faults(in schema: ObjectSchema) -> [(place: Int, sentence: String)] {
        added.enumerated().compactMap { place, one in
            if !one.source.isOffered(for: object) || one.source.question(of: object) == nil {
                (place, "Records are not matched by this Loam field; choose another.")
            } else if schema[one.field] == nil {
                (place, "The Salesforce field does not exist or the connected user may not see it; choose another.")
            } else {
                nil
            }
        }
    }

    /// The inputs that no one can remove.
    package static func defaults(of object: CRMObject) -> [(input: Question.Field, field: CRMField)] {
        switch object {
        case .account:
            [
                (.name, "Name"), (.website, "Website"), (.phone, "Phone"), (.street, "BillingStreet"),
                (.city, "BillingCity"), (.region, "BillingState"), (.postcode, "BillingPostalCode"),
                (.country, "BillingCountry"), (.employees, "NumberOfEmployees"), (.ticker, "TickerSymbol"),
            ]
        case .contact:
            [
                (.first, "FirstName"), (.last, "LastName"), (.email, "Email"), (.phone, "Phone"),
                (.phone, "MobilePhone"), (.title, "Title"), (.street, "MailingStreet"), (.city, "MailingCity"),
                (.region, "MailingState"), (.postcode, "MailingPostalCode"), (.country, "MailingCountry"),
                (.name, "Account.Name"), (.website, "Account.Website"), (.companyPhone, "Account.Phone"),
                (.companyStreet, "Account.BillingStreet"), (.companyCity, "Account.BillingCity"),
                (.companyRegion, "Account.BillingState"), (.companyPostcode, "Account.BillingPostalCode"),
                (.companyCountry, "Account.BillingCountry"),
            ]
        case .lead:
            [
                (.first, "FirstName"), (.last, "LastName"), (.email, "Email"), (.phone, "Phone"),
                (.phone, "MobilePhone"), (.title, "Title"), (.name, "Company"), (.website, "Website"),
                (.street, "Street"), (.city, "City"), (.region, "State"), (.postcode, "PostalCode"),
                (.country, "Country"), (.employees, "NumberOfEmployees"),
            ]
        }
    }
}

extension LoamField {
    /// The input of a match that holds the same, nil for fields by which no such record is matched.
    package func question(of object: CRMObject) -> Question.Field? {
        switch self {
        case .company(let field): object.isPerson ? field.questionBesidePerson : field.question
        case .person(let field): field.question
        case .run, .intent: nil
        }
    }
}

extension CompanyField {
    fileprivate var question: Question.Field? {
        switch self {
        case .name: .name
        case .otherNames: .otherName
        case .website, .emailDomain: .website
        case .phone: .phone
        case .street: .street
        case .city: .city
        case .state: .region
        case .postcode: .postcode
        case .country: .country
        case .employees: .employees
        case .ticker: .ticker
        case .id, .industry, .naics, .sic, .revenue, .founded, .lei, .registration, .status, .technologies,
            .description, .social:
            nil
        }
    }
}

extension CompanyField {
    /// In a record of a person, whose own phone and address are others.
    fileprivate var questionBesidePerson: Question.Field? {
        switch self {
        case .phone: .companyPhone
        case .street: .companyStreet
        case .city: .companyCity
        case .state: .companyRegion
        case .postcode: .companyPostcode
        case .country: .companyCountry
        default: question
        }
    }
}

extension PersonField {
    fileprivate var question: Question.Field? {
        switch self {
        case .firstName: .first
        case .lastName: .last
        case .fullName: .fullName
        case .email: .email
        case .directPhone, .mobilePhone: .phone
        case .title: .title
        case .city: .city
        case .state: .region
        case .country: .country
        case .id, .emailStatus, .department, .level, .companySince, .accuracy, .lastVerified, .social: nil
        }
    }
}
