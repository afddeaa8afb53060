import Matching
import Store

/// Makes of companies and people what can be found.
struct SearchEntries {
    static let companies = SearchSchema(facets: CompanyFacet.allCases.map(\.rawValue), orders: [employees])
    static let people = SearchSchema(facets: PersonFacet.allCases.map(\.rawValue), orders: [accuracy])

    static let employees = "employees"
    static let accuracy = "accuracy"

    private var facets = FacetReader()
    private var marks = SearchMarks()

    mutating func entry(_ company: CompanyTexts) -> SearchEntry {
        let domains = Set((company.websites + company.emailDomains).compactMap { marks.domain($0) })
        return SearchEntry(
            number: company.number,
            names: [company.name] + company.otherNames.map(\.text),
            words: [company.city, company.ticker] + domains.sorted(),
            marks: domains.sorted() + [SearchMarks.lei(company.lei)].compactMap { $0 },
            facets: CompanyFacet.allCases.map { facet in
                switch facet {
                case .country: facets.country(company.country)
                case .industry: company.industry
                case .size: facets.size(company.employees)
                case .status: facets.word(company.status)
                }
            },
            orders: [facets.count(company.employees)]
        )
    }

    mutating func entry(_ person: PersonTexts) -> SearchEntry {
        let name = person.fullName.isEmpty ? "\(person.firstName) \(person.lastName)" : person.fullName
        let job = facets.job(title: person.title, level: person.level, department: person.department)
        var all = person.emails.compactMap { marks.email($0) }
        if let domain = marks.domain(person.companyDomain) { all.append(domain) }
        if let company = person.company { all.append(SearchMarks.company(company)) }
        return SearchEntry(
            number: person.number,
            names: [name],
            words: [person.title, person.companyName, person.city],
            marks: all,
            facets: PersonFacet.allCases.map { facet in
                switch facet {
                case .function: job.function
                case .level: job.level
                case .country: facets.country(person.country)
                case .emailStatus: facets.word(person.emailStatus)
                }
            },
            orders: [facets.count(person.accuracy)]
        )
    }
}
