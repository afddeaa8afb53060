import Matching
import Store

/// What a table can be compared by, and what can be fetched of an entity.
package struct ReconciliationProperty: Sendable {
    package let id: String
    package let name: String
    /// What it is to the matcher; nil for what is only fetched.
    let field: Question.Field?
    /// The columns of the catalogue that hold it; none for what is only compared.
    private let columns: [String]

    /// Whether its value is a company.
    package var isCompany: Bool { id == "parent" || id == "company" }
    /// Whether it can be fetched.
    package var isFetched: Bool { !columns.isEmpty || isCompany }

    package static func all(of kind: Reconciliation.Kind) -> [ReconciliationProperty] {
        kind == .company ? companies : people
    }

    package static func find(_ id: String, of kind: Reconciliation.Kind) -> ReconciliationProperty? {
        all(of: kind).first { $0.id == id }
    }

    private init(_ id: String, _ name: String, _ field: Question.Field?, _ columns: String...) {
        (self.id, self.name, self.field, self.columns) = (id, name, field, columns)
    }

    func values(
        of row: CatalogueRow,
        companies: [Reconciliation.EntityID: Reconciliation.Entity]
    ) -> [Reconciliation.Value] {
        if isCompany, let company = row.company.flatMap({ companies[Reconciliation.EntityID(.company, $0)] }) {
            return [.entity(company)]
        }
        return columns.flatMap { row.list($0) }.map { .text($0) }
    }

    private static let companies: [ReconciliationProperty] = [
        .init("website", "Website", .website, "websites"),
        .init("email", "E-mail address", .email),
        .init("emailDomain", "E-mail domain", nil, "email_domains"),
        .init("phone", "Telephone", .phone, "phones"),
        .init("street", "Street", .street, "street"),
        .init("city", "City", .city, "city"),
        .init("region", "Region", .region, "region"),
        .init("postcode", "Postcode", .postcode, "postcode"),
        .init("country", "Country", .country, "country"),
        .init("otherName", "Other name", .otherName, "other_names"),
        .init("industry", "Industry", nil, "industry"),
        .init("naics", "NAICS", nil, "naics"),
        .init("sic", "SIC", nil, "sic"),
        .init("employees", "Employees", .employees, "employees"),
        .init("revenue", "Revenue", nil, "revenue"),
        .init("founded", "Founded", nil, "founded"),
        .init("ticker", "Ticker", .ticker, "ticker"),
        .init("lei", "LEI", nil, "lei"),
        .init("registration", "Registration", nil, "registration"),
        .init("status", "Status", nil, "status"),
        .init("technologies", "Technologies", nil, "technologies"),
        .init("description", "Description", nil, "description"),
        .init("parent", "Parent company", nil),
    ]

    private static let people: [ReconciliationProperty] = [
        .init("email", "E-mail address", .email, "emails"),
        .init("emailStatus", "E-mail status", nil, "email_status"),
        .init("phone", "Telephone", .phone, "direct_phone", "mobile_phone"),
        .init("title", "Job title", .title, "title"),
        .init("department", "Department", nil, "department"),
        .init("level", "Level", nil, "level"),
        .init("company", "Company", .name, "company_name"),
        .init("companyWebsite", "Company's website", .website, "company_domain"),
        .init("city", "City", .city, "city"),
        .init("region", "Region", .region, "region"),
        .init("country", "Country", .country, "country"),
        .init("accuracy", "Accuracy score", nil, "accuracy"),
        .init("lastVerified", "Last verified", nil, "last_verified"),
    ]
}
