import Store

/// Guesses what a file holds and what its columns mean, by their names.
enum ColumnGuess {
    /// The names of columns that mean a field, in the letters and digits that are left of them.
    private static let names: [CatalogueKind: [String: [String]]] = [
        .companies: [
            "id": [
                "sourceid", "id", "companyid", "accountid", "uid", "recordid", "externalid", "key", "qid", "item",
                "organizationid", "orgid", "duns",
            ],
            "name": [
                "name", "companyname", "company", "accountname", "legalname", "organization", "organisation",
                "organizationname", "organisationname", "businessname", "itemlabel", "title",
            ],
            "other_names": [
                "othernames", "aliases", "alias", "aka", "alsoknownas", "tradingname", "dba", "formernames",
                "itemaltlabel", "alternativenames",
            ],
            "websites": [
                "website", "websites", "url", "homepage", "web", "domain", "domains", "companydomain",
                "companywebsite", "officialwebsite", "websiteurl",
            ],
            "email_domains": ["emaildomain", "emaildomains"],
            "phones": ["phone", "phones", "telephone", "phonenumber", "tel", "mainphone", "companyphone"],
            "street": ["street", "address", "address1", "addressline1", "billingstreet", "streetaddress", "address2"],
            "city": [
                "city", "town", "locality", "posttown", "billingcity", "headquarterslabel",
                "headquarterslocationlabel",
            ],
            "region": ["region", "state", "province", "county", "stateprovince", "billingstate"],
            "postcode": ["postcode", "zip", "zipcode", "postalcode", "billingpostalcode"],
            "country": ["country", "countrycode", "billingcountry", "countrylabel", "countryname"],
            "industry": ["industry", "sector", "industrylabel", "industryname"],
            "naics": ["naics", "naicscode", "naicscodes"],
            "sic": ["sic", "siccode", "siccodes"],
            "employees": [
                "employees", "numberofemployees", "employeecount", "headcount", "size", "sizerange", "companysize",
                "currentemployeeestimate",
            ],
            "revenue": ["revenue", "annualrevenue", "turnover", "sales"],
            "founded": [
                "founded", "yearfounded", "foundedyear", "inception", "incorporationdate", "foundingdate",
                "established",
            ],
            "ticker": ["ticker", "tickersymbol", "symbol", "stockticker"],
            "lei": ["lei", "leicode"],
            "registration": [
                "registration", "registrationnumber", "companynumber", "registernumber", "cik", "cikstr", "crn",
            ],
            "parent_id": ["parentsourceid", "parentid", "parentcompanyid", "parent"],
            "status": ["status", "companystatus", "state_of_business"],
            "technologies": ["technologies", "techstack", "technology"],
            "description": ["description", "about", "summary", "itemdescription"],
            "social": [
                "social", "linkedin", "linkedinurl", "linkedinprofile", "twitter", "facebook", "companylinkedinurl",
            ],
            "as_of": ["asof", "updated", "updatedat", "lastupdated", "lastupdatedate", "lastmodified"],
        ],
        .people: [
            "id": ["sourceid", "id", "personid", "contactid", "uid", "recordid", "externalid", "key"],
            "first_name": ["firstname", "givenname", "forename", "first"],
            "last_name": ["lastname", "surname", "familyname", "last"],
            "full_name": ["fullname", "name", "personname", "contactname"],
            "emails": ["email", "emails", "emailaddress", "workemail", "businessemail"],
            "email_status": ["emailstatus", "emailvalidation", "verifierstatus"],
            "direct_phone": ["directphone", "phone", "workphone", "directdial", "telephone", "phonenumber"],
            "mobile_phone": ["mobilephone", "mobile", "cellphone", "cell"],
            "title": ["title", "jobtitle", "position", "role"],
            "department": ["department", "function", "jobfunction"],
            "level": ["level", "managementlevel", "seniority", "joblevel"],
            "company_id": ["companysourceid", "companyid", "accountid", "organizationid", "employerid"],
            "company_name": ["companyname", "company", "employer", "organization", "organisation", "accountname"],
            "company_domain": ["companydomain", "companywebsite", "domain", "website"],
            "company_since": ["companysince", "since", "startdate", "jobstartdate"],
            "former_companies": ["formercompanies", "pastcompanies", "previouscompanies", "formeremployers"],
            "city": ["city", "town", "locality", "mailingcity"],
            "region": ["region", "state", "province", "county", "mailingstate"],
            "country": ["country", "countrycode", "mailingcountry"],
            "accuracy": ["accuracy", "accuracyscore", "confidence", "contactaccuracyscore"],
            "last_verified": ["lastverified", "verifiedat", "lastverifieddate"],
            "social": ["social", "linkedin", "linkedinurl", "linkedinprofile"],
            "as_of": ["asof", "updated", "updatedat", "lastupdated", "lastupdateddate"],
        ],
        .signals: [
            "id": ["sourceid", "id", "signalid", "uid", "key"],
            "company_id": ["companysourceid", "companyid", "accountid"],
            "company_name": ["companyname", "company"],
            "company_domain": ["companydomain", "domain", "website"],
            "topic": ["topic", "intenttopic", "signal"],
            "category": ["category", "topiccategory"],
            "score": ["score", "signalscore", "intentscore"],
            "audience_strength": ["audiencestrength", "strength", "audience"],
            "location": ["location", "city", "country"],
            "observed_on": ["observedon", "date", "signaldate", "observed", "week"],
            "as_of": ["asof", "updated", "updatedat"],
        ],
        .scoops: [
            "id": ["sourceid", "id", "scoopid", "uid", "key"],
            "company_id": ["companysourceid", "companyid", "accountid"],
            "company_name": ["companyname", "company"],
            "company_domain": ["companydomain", "domain", "website"],
            "type": ["type", "scooptype", "types"],
            "topics": ["topics", "topic", "scooptopics"],
            "departments": ["departments", "department"],
            "description": ["description", "scoop", "text", "summary"],
            "published_on": ["publishedon", "published", "date", "publisheddate", "originalpublisheddate"],
            "people": ["people", "contacts", "persons"],
            "as_of": ["asof", "updated", "updatedat"],
        ],
    ]

    /// What the file holds, by the columns that only one kind has; nil when they tell nothing.
    static func kind(of columns: [String]) -> CatalogueKind? {
        func fields(_ kind: CatalogueKind) -> Set<String> {
            Set(mapping(of: columns, as: kind).targets.values.map(\.field))
        }
        if fields(.signals).isSuperset(of: ["topic", "score"]) { return .signals }
        let scoops = fields(.scoops)
        if scoops.isSuperset(of: ["description", "type", "published_on"])
            || scoops.isSuperset(of: ["description", "topics", "published_on"])
        {
            return .scoops
        }
        let people = fields(.people)
        if !people.isDisjoint(with: ["first_name", "last_name"])
            || people.isSuperset(of: ["full_name", "emails", "title"])
        {
            return .people
        }
        if fields(.companies).contains("name") { return .companies }
        return people.contains("emails") ? .people : nil
    }

    /// The columns whose names we know; of several for one value, the one whose name is listed first.
    static func mapping(of columns: [String], as kind: CatalogueKind) -> ColumnMapping {
        var mapping = ColumnMapping(kind)
        let plain = columns.map { (column: $0, name: letters(of: $0)) }
        for (field, names) in names[kind] ?? [:] {
            let found = names.compactMap { name in plain.first { $0.name == name }?.column }
            // Of a street each line counts, of a list each value.
            let all = field == "street" || CatalogueKind.lists.contains(field)
            for column in all ? found[...] : found.prefix(1) {
                // A more telling name of another field comes first: `company_domain` is no website of a person.
                if let other = mapping[column], !isBetter(field, than: other.field, for: column, in: kind) { continue }
                mapping[column] = ColumnMapping.Target(field)
            }
        }
        return mapping
    }

    private static func isBetter(_ field: String, than other: String, for column: String, in kind: CatalogueKind)
        -> Bool
    {
        let name = letters(of: column)
        let place = { (field: String) in names[kind]?[field]?.firstIndex(of: name) ?? .max }
        return (place(field), field) < (place(other), other)
    }

    /// Small letters and digits alone.
    private static func letters(of column: String) -> String {
        String(decoding: column.lowercased().utf8.filter { 48...57 ~= $0 || 97...122 ~= $0 }, as: UTF8.self)
    }
}
