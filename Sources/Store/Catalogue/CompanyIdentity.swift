package import Database

/// By what a company of one source can be known again in another.
package struct CompanyIdentity: Sendable {
    package static let fields = ["name", "websites", "country", "lei", "registration"]

    package let number: Int64
    package let name: String
    package let websites: String
    package let country: String
    package let lei: String
    package let registration: String

    /// The values in the order of the fields.
    package init(number: Int64, values: [String]) {
        self.number = number
        (name, websites, country) = (values[0], values[1], values[2])
        (lei, registration) = (values[3], values[4])
    }

    /// The companies that a source has no word in yet, behind a number.
    package static func list(
        notOf source: Int64,
        after number: Int64,
        limit: Int,
        on db: isolated Connection
    ) throws -> [CompanyIdentity] {
        var companies: [CompanyIdentity] = []
        let statement: SQL = """
            SELECT number, name, websites, country, lei, registration FROM companies
            WHERE number > \(number) AND source <> \(source) ORDER BY number LIMIT \(limit)
            """
        try db.scan(statement) { row in
            companies.append(CompanyIdentity(number: row.integer(0), values: (1...5).map { text(row, $0) }))
            return .more
        }
        return companies
    }
}
