import Database

/// What the catalogue holds: each kind is a table with the columns that any source may fill.
package enum CatalogueKind: String, Sendable, CaseIterable, SQLConvertible, SQLReadable, RowDecodable {
    case companies, people, signals, scoops

    /// The columns that come from files, in their order in a batch. All are texts; what is empty is `NULL`.
    package var fields: [String] {
        switch self {
        case .companies: CatalogueKind.companyFields
        case .people: CatalogueKind.personFields
        case .signals: CatalogueKind.signalFields
        case .scoops: CatalogueKind.scoopFields
        }
    }

    // Each list is there once: rows are read by the million.
    private static let companyFields = [
        "name", "other_names", "websites", "email_domains", "phones", "street", "city", "region", "postcode",
        "country", "industry", "naics", "sic", "employees", "revenue", "founded", "ticker", "lei",
        "registration", "parent_id", "status", "technologies", "description", "social",
    ]
    private static let personFields = [
        "first_name", "last_name", "full_name", "emails", "email_status", "direct_phone", "mobile_phone",
        "title", "department", "level", "company_id", "company_name", "company_domain", "company_since",
        "former_companies", "city", "region", "country", "accuracy", "last_verified", "social",
    ]
    private static let signalFields = [
        "company_id", "company_name", "company_domain", "topic", "category", "score", "audience_strength",
        "location", "observed_on",
    ]
    private static let scoopFields = [
        "company_id", "company_name", "company_domain", "type", "topics", "departments", "description",
        "published_on", "people",
    ]

    /// The columns that hold several values, which semicolons separate.
    package static let lists: Set<String> = [
        "other_names", "websites", "email_domains", "phones", "naics", "sic", "technologies", "social", "emails",
        "former_companies", "departments", "people",
    ]

    /// The column that names a company by the id it has in a file, and the one that holds its number once it is known.
    package var reference: (id: String, number: String) {
        self == .companies ? ("parent_id", "parent") : ("company_id", "company")
    }
}
