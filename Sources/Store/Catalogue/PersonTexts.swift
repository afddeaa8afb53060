import Database

/// A person as the source wrote it, for those who compare.
package struct PersonTexts: Sendable, Equatable {
    package let number: Int64
    /// The id that the row had in its file.
    package let sourceID: String
    /// Whether the source knows the person no more.
    package let hasEnded: Bool
    package let company: Int64?
    package let firstName: String
    package let lastName: String
    package let fullName: String
    package let emails: [String]
    package let phones: [String]
    package let title: String
    package let companyName: String
    package let companyDomain: String
    package let formerCompanies: [String]
    package let city: String
    package let region: String
    package let country: String
    package let emailStatus: String
    package let department: String
    package let level: String
    package let accuracy: String

    static let columns: SQL = """
        number, source_id, ended_at, company, first_name, last_name, full_name, emails, direct_phone, mobile_phone,
        title, company_name, company_domain, former_companies, city, region, country,
        email_status, department, level, accuracy
        """

    init(_ row: borrowing ScannedRow) {
        number = row.integer(0)
        sourceID = text(row, 1)
        hasEnded = !row.isNull(2)
        company = row.isNull(3) ? nil : row.integer(3)
        firstName = text(row, 4)
        lastName = text(row, 5)
        fullName = text(row, 6)
        emails = list(row, 7)
        phones = list(row, 8) + list(row, 9)
        title = text(row, 10)
        companyName = text(row, 11)
        companyDomain = text(row, 12)
        formerCompanies = list(row, 13)
        city = text(row, 14)
        region = text(row, 15)
        country = text(row, 16)
        emailStatus = text(row, 17)
        department = text(row, 18)
        level = text(row, 19)
        accuracy = text(row, 20)
    }
}
