import Tabular

extension SampleRecord {
    private static let truth = "truth_company_source_id,truth_person_source_id,truth_dirt"
    static let accountHeader = """
        Id,Name,Website,Phone,Fax,BillingStreet,BillingCity,BillingState,BillingPostalCode,BillingCountry,NumberOfEmployees,\
        TickerSymbol,\(truth)
        """
    static let contactHeader = """
        Id,FirstName,LastName,Email,Phone,MobilePhone,Title,MailingStreet,MailingCity,MailingState,MailingPostalCode,\
        MailingCountry,Account.Name,Account.Website,Account.Phone,\(truth)
        """
    static let leadHeader = """
        Id,FirstName,LastName,Company,Website,Email,Phone,MobilePhone,Title,Street,City,State,PostalCode,Country,\
        NumberOfEmployees,\(truth)
        """

    func write(_ number: Int, of table: SampleTable, to row: inout CSVWriter) {
        switch table {
        case .contacts:
            row.cells(SampleRecord.id("003", number), firstName, lastName, email, phone, mobile, title)
            writeAddress(to: &row)
            row.cells(companyName, website, companyPhone)
        case .leads:
            row.cells(SampleRecord.id("00Q", number), firstName, lastName, companyName, website, email)
            row.cells(phone.isEmpty ? companyPhone : phone, mobile, title)
            writeAddress(to: &row)
            row.cell(employees)
        default:
            row.cells(SampleRecord.id("001", number), companyName, website, companyPhone, "")
            writeAddress(to: &row)
            row.cells(employees, ticker)
        }
        row.cells(company.map(SampleCompany.sourceID) ?? "", person.map(SamplePerson.sourceID) ?? "")
        row.cell(dirt.map(\.rawValue).joined(separator: " "))
        row.endRow()
    }

    private func writeAddress(to row: inout CSVWriter) {
        row.cells(address.street, address.city, address.state, address.postcode, address.country)
    }

    /// Eighteen letters and digits, as Salesforce's are.
    private static func id(_ prefix: String, _ number: Int) -> String {
        let digits = String(number + 1)
        return prefix + "AA" + String(repeating: "0", count: max(0, 10 - digits.utf8.count)) + digits + "AAA"
    }
}
