/// What the catalogue knows of a company, by the names of its columns.
package enum CompanyField: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
    case id
    case name
    case otherNames = "other_names"
    case website = "websites"
    case emailDomain = "email_domains"
    case phone = "phones"
    case street, city
    case state = "region"
    case postcode, country, industry, naics, sic, employees, revenue, founded, ticker, lei, registration, status
    case technologies, description
    case social

    package var label: String {
        switch self {
        case .id: "Loam Company ID"
        case .name: "Company Name"
        case .otherNames: "Other Company Names"
        case .website: "Website"
        case .emailDomain: "E-mail Domain"
        case .phone: "Company Phone"
        case .street: "Company Street"
        case .city: "Company City"
        case .state: "Company State"
        case .postcode: "Company Zip Code"
        case .country: "Company Country"
        case .industry: "Industry"
        case .naics: "NAICS Code"
        case .sic: "SIC Code"
        case .employees: "Employees"
        case .revenue: "Revenue"
        case .founded: "Year Founded"
        case .ticker: "Ticker"
        case .lei: "Legal Entity Identifier"
        case .registration: "Registration Number"
        case .status: "Company Status"
        case .technologies: "Technologies"
        case .description: "Company Description"
        case .social: "Company Social Page"
        }
    }

    package var example: String {
        switch self {
        case .id: "344589814"
        case .name: "Brightwater Instruments, Inc."
        case .otherNames: "Brightwater; BWI"
        case .website: "www.brightwater.example"
        case .emailDomain: "brightwater.example"
        case .phone: "+1 781 555 0100"
        case .street: "307 Waverley Oaks Road, Suite 405"
        case .city: "Waltham"
        case .state: "Massachusetts"
        case .postcode: "02452"
        case .country: "United States"
        case .industry: "Scientific Instruments"
        case .naics: "334516"
        case .sic: "3826"
        case .employees: "1200"
        case .revenue: "250000000"
        case .founded: "1987"
        case .ticker: "NASDAQ: BWIN"
        case .lei: "5493001KJTIIGC8Y1R12"
        case .registration: "HRB 86891"
        case .status: "Active"
        case .technologies: "PostgreSQL; Kubernetes"
        case .description: "Makes instruments that measure water."
        case .social: "https://social.example/company/brightwater"
        }
    }

    package var kind: FieldKind {
        switch self {
        case .id, .employees, .revenue: .number
        case .otherNames, .technologies, .naics, .sic: .list
        case .state: .state
        case .country: .country
        default: .text
        }
    }
}
