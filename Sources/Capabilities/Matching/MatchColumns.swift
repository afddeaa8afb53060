import Matching

/// Which kind of record a file holds.
package enum MatchObject: String, Sendable, CaseIterable {
    case account, contact, lead
}

/// Which column of a file is which input of a match, by Salesforce's names of the fields; others are left alone.
struct MatchColumns: Sendable {
    /// For each column its input, nil for those that are none.
    private(set) var fields: [Question.Field?]
    private(set) var id: Int?
    /// Columns of a file that knows the truth.
    private(set) var companyTruth: Int?
    private(set) var personTruth: Int?

    init(_ columns: [String], of object: MatchObject) {
        let names = MatchColumns.names(of: object)
        let lower = columns.map { $0.lowercased() }
        fields = lower.map { names[$0] }
        id = lower.firstIndex(of: "id")
        companyTruth = lower.firstIndex(of: "truth_company_source_id")
        personTruth = lower.firstIndex(of: "truth_person_source_id")
    }

    var hasInput: Bool { fields.contains { $0 != nil } }

    static func names(of object: MatchObject) -> [String: Question.Field] {
        switch object {
        case .account:
            [
                "name": .name, "website": .website, "phone": .phone, "fax": .phone, "email": .email,
                "billingstreet": .street, "billingcity": .city, "billingstate": .region,
                "billingpostalcode": .postcode, "billingcountry": .country, "billingstatecode": .region,
                "billingcountrycode": .country, "numberofemployees": .employees, "tickersymbol": .ticker,
            ]
        case .contact:
            [
                "firstname": .first, "lastname": .last, "name": .fullName, "email": .email, "phone": .phone,
                "mobilephone": .phone, "title": .title, "birthdate": .birthDate,
                "soc_sec_id": .identity, "ssn__c": .identity, "nationalid__c": .identity,
                "mailingstreet": .street, "mailingcity": .city, "mailingstate": .region,
                "mailingpostalcode": .postcode, "mailingcountry": .country, "mailingstatecode": .region,
                "mailingcountrycode": .country, "account.name": .name, "account.website": .website,
                "account.phone": .companyPhone, "account.billingstreet": .companyStreet,
                "account.billingcity": .companyCity, "account.billingstate": .companyRegion,
                "account.billingpostalcode": .companyPostcode, "account.billingcountry": .companyCountry,
                "account.numberofemployees": .employees, "account.tickersymbol": .ticker,
            ]
        case .lead:
            [
                "firstname": .first, "lastname": .last, "name": .fullName, "email": .email, "phone": .phone,
                "mobilephone": .phone, "title": .title, "company": .name, "website": .website,
                "street": .street, "city": .city, "state": .region, "postalcode": .postcode, "country": .country,
                "statecode": .region, "countrycode": .country, "numberofemployees": .employees,
            ]
        }
    }
}
