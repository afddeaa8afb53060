import Matching

/// What the values of a record are called that is asked about one by one: as Salesforce calls them, or plainly. Case is no
/// matter.
enum RecordFields {
    static let companies: [String: Question.Field] = MatchColumns.names(of: .account).merging(plainCompany) { $1 }

    static let people: [String: Question.Field] =
        MatchColumns.names(of: .contact).merging(MatchColumns.names(of: .lead)) { $1 }.merging(plainPerson) { $1 }

    static func names(of object: MatchObject) -> [String: Question.Field] {
        object == .account ? companies : people
    }

    private static let plainCompany: [String: Question.Field] = [
        "othername": .otherName, "street": .street, "city": .city, "region": .region, "postcode": .postcode,
        "country": .country, "employees": .employees, "ticker": .ticker,
    ]

    private static let plainPerson: [String: Question.Field] = [
        "fullname": .fullName, "region": .region, "postcode": .postcode, "companyname": .name,
        "companywebsite": .website, "companyphone": .companyPhone, "companystreet": .companyStreet,
        "companycity": .companyCity, "companyregion": .companyRegion, "companypostcode": .companyPostcode,
        "companycountry": .companyCountry, "employees": .employees, "ticker": .ticker,
    ]
}
