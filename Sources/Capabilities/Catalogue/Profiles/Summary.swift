package import Store

/// A company in a line of a list.
package struct CompanySummary: Sendable, Equatable {
    package let number: Int64
    package let name: String
    package let website: String
    package let city: String
    package let country: String
    package let industry: String
    package let employees: String
    package let status: String
    /// Whether no source knows it any more.
    package let hasEnded: Bool

    package init(_ row: CatalogueRow) {
        number = row.number
        name = row["name"]
        website = row.list("websites").first ?? ""
        (city, country) = (row["city"], row["country"])
        (industry, employees, status) = (row["industry"], row["employees"], row["status"])
        hasEnded = row.endedAt != nil
    }
}

/// A person in a line of a list.
package struct PersonSummary: Sendable, Equatable {
    package let number: Int64
    package let name: String
    package let title: String
    package let level: String
    package let department: String
    package let company: Int64?
    package let companyName: String
    package let email: String
    package let emailStatus: String
    package let city: String
    package let country: String
    /// From 0 to 100, as the source says; empty when it does not.
    package let accuracy: String
    /// Whether the source knows the person no more.
    package let hasEnded: Bool

    package init(_ row: CatalogueRow) {
        number = row.number
        name = row.personName
        (title, level, department) = (row["title"], row["level"], row["department"])
        company = row.company
        companyName = row["company_name"]
        email = row.list("emails").first ?? ""
        emailStatus = row["email_status"]
        (city, country, accuracy) = (row["city"], row["country"], row["accuracy"])
        hasEnded = row.endedAt != nil
    }
}

extension CatalogueRow {
    /// What a person is called, by whatever is known.
    var personName: String {
        if !self["full_name"].isEmpty { return self["full_name"] }
        let name = [self["first_name"], self["last_name"]].filter { !$0.isEmpty }.joined(separator: " ")
        return name.isEmpty ? self.list("emails").first ?? "" : name
    }
}
