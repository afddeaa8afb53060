/// What the catalogue knows of a person, by the names of its columns.
package enum PersonField: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
    case id
    case firstName = "first_name"
    case lastName = "last_name"
    case fullName = "full_name"
    case email = "emails"
    case emailStatus = "email_status"
    case directPhone = "direct_phone"
    case mobilePhone = "mobile_phone"
    case title, department, level
    case companySince = "company_since"
    case city
    case state = "region"
    case country, accuracy
    case lastVerified = "last_verified"
    case social

    package var label: String {
        switch self {
        case .id: "Loam Contact ID"
        case .firstName: "First Name"
        case .lastName: "Last Name"
        case .fullName: "Full Name"
        case .email: "E-mail"
        case .emailStatus: "E-mail Status"
        case .directPhone: "Direct Phone"
        case .mobilePhone: "Mobile Phone"
        case .title: "Job Title"
        case .department: "Job Function"
        case .level: "Management Level"
        case .companySince: "At the Company since"
        case .city: "Contact City"
        case .state: "Contact State"
        case .country: "Contact Country"
        case .accuracy: "Accuracy Score"
        case .lastVerified: "Last Verified"
        case .social: "Contact Social Page"
        }
    }

    package var example: String {
        switch self {
        case .id: "1645938489"
        case .firstName: "Hila"
        case .lastName: "Navarro"
        case .fullName: "Hila Navarro"
        case .email: "hila.navarro@brightwater.example"
        case .emailStatus: "Valid"
        case .directPhone: "+1 781 555 0142"
        case .mobilePhone: "+1 617 555 0187"
        case .title: "Vice President of Marketing"
        case .department: "Marketing"
        case .level: "VP"
        case .companySince: "2021-04-01"
        case .city: "Waltham"
        case .state: "Massachusetts"
        case .country: "United States"
        case .accuracy: "92"
        case .lastVerified: "2026-01-15"
        case .social: "https://social.example/in/hila-navarro"
        }
    }

    package var kind: FieldKind {
        switch self {
        case .id, .accuracy: .number
        case .companySince, .lastVerified: .date
        case .state: .state
        case .country: .country
        default: .text
        }
    }
}
