import Capabilities
import HTTP
import Store
import Telemetry

extension API {
    var companies: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/companies",
                name: "searchCompanies",
                summary: "Search companies of the catalogue",
                needs: nil,
                query: companyParameters,
                answer: .init(
                    .object(
                        [
                            .init("companies", .list(.named("CompanySummary")), "The companies of the page.")
                        ] + SearchParts.properties
                    ),
                    "A page of what was found, the best answer first."
                ),
                run: searchCompanies
            ),
            Operation(
                method: .get,
                path: "/v1/companies/:company",
                name: "showCompany",
                summary: "Show all that the catalogue knows of a company",
                needs: nil,
                pathParameter: .catalogueID,
                answer: .init(.named("Company"), "The company; each fact with its source and date."),
                run: showCompany
            ),
        ]
    }

    private var companyParameters: [Operation.Parameter] {
        [
            .init(
                "q",
                .text,
                "Words of names, a town, a domain, an address or an LEI; the last word may be unfinished."
            ),
            .init("country", .list(.text), "Only of these countries, by code or name."),
            .init("industry", .list(.text), "Only of these industries, as a facet names them."),
            .init("size", .list(.words(CatalogueSearch.sizes)), "Only with so many employees."),
            .init("status", .list(.text), "Only in this state, as a facet names it."),
            SearchParts.order("with the most employees first"),
        ] + Page.numbered
    }

    private func searchCompanies(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        let wanted = try query.search(CompanyFacet.allCases.map(\.rawValue))
        let found = try await app.search.companies(wanted)
        return try Response.json(CompaniesBody(found)).linkingNext(
            request,
            "page",
            SearchParts.next(wanted, of: found.total)
        )
    }

    private func showCompany(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let number = try request.number("company", orElse: .companyUnknown)
        let body = CompanyBody(try await app.profiles.company(number))
        return try Response.json(body).tagged(try EntityTag(of: body))
    }
}

private struct CompaniesBody: Encodable {
    let companies: [CompanySummaryBody]
    let total: Int
    let isGuess: Bool
    let facets: [FacetBody]

    init(_ found: CatalogueSearch.Found<CompanySummary>) {
        companies = found.lines.map(CompanySummaryBody.init)
        (total, isGuess) = (found.total, found.isGuess)
        facets = found.facets.map(FacetBody.init)
    }
}

struct CompanySummaryBody: Encodable {
    let id: String
    let name: String
    let website: String
    let city: String
    let country: String
    let industry: String
    let employees: String
    let status: String
    let hasEnded: Bool

    init(_ company: CompanySummary) {
        id = String(company.number)
        (name, website) = (company.name, company.website)
        (city, country) = (company.city, company.country)
        (industry, employees) = (company.industry, company.employees)
        (status, hasEnded) = (company.status, company.hasEnded)
    }

    static let schema = Schema.object([
        .init("id", .catalogueID, "The company's id, which it keeps for ever."),
        .init("name", .text, "Its name."),
        .init("website", .text, "Its first website; empty when none is known."),
        .init("city", .text, "The town that it is in; empty when it is not known."),
        .init("country", .text, "The country that it is in; empty when it is not known."),
        .init("industry", .text, "What it does; empty when it is not known."),
        .init("employees", .text, "How many work there, as the source wrote it; empty when it is not known."),
        .init("status", .text, "Whether it is active, as the source wrote it; empty when it is not known."),
        .init("hasEnded", .flag, "Whether no source knows it any more."),
    ])
}

struct CompanyBody: Encodable {
    private struct OtherName: Encodable {
        let text: String
        let kind: String
    }

    private struct Word: Encodable {
        struct Value: Encodable {
            let field: String
            let value: String
        }

        let source: String
        let sourceID: String
        let asOf: Timestamp
        let endedAt: Timestamp?
        let values: [Value]
    }

    private struct Signal: Encodable {
        let topic: String
        let category: String
        let score: String
        let audienceStrength: String
        let location: String
        let observedOn: String
        let source: String
    }

    private struct Scoop: Encodable {
        let type: String
        let topics: String
        let departments: [String]
        let description: String
        let publishedOn: String
        let people: [String]
        let source: String
    }

    private let id: String
    private let name: String
    private let source: String
    private let sourceID: String
    private let endedAt: Timestamp?
    private let facts: [FactBody]
    private let otherNames: [OtherName]
    private let parents: [CompanySummaryBody]
    private let children: [CompanySummaryBody]
    private let childCount: Int
    private let people: [PersonSummaryBody]
    private let peopleCount: Int
    private let signals: [Signal]
    private let scoops: [Scoop]
    private let words: [Word]
    private let history: [ProfileEventBody]

    init(_ company: CompanyProfile) {
        id = String(company.number)
        name = company.name
        (source, sourceID, endedAt) = (company.source, company.sourceID, company.endedAt)
        facts = company.facts.map(FactBody.init)
        otherNames = company.otherNames.map { OtherName(text: $0.text, kind: $0.kind.rawValue) }
        parents = company.parents.map(CompanySummaryBody.init)
        children = company.children.map(CompanySummaryBody.init)
        childCount = company.childCount
        people = company.people.map(PersonSummaryBody.init)
        peopleCount = company.peopleCount
        signals = company.signals.map { signal in
            Signal(
                topic: signal.topic,
                category: signal.category,
                score: signal.score,
                audienceStrength: signal.audienceStrength,
                location: signal.location,
                observedOn: signal.observedOn,
                source: signal.source
            )
        }
        scoops = company.scoops.map { scoop in
            Scoop(
                type: scoop.type,
                topics: scoop.topics,
                departments: scoop.departments,
                description: scoop.description,
                publishedOn: scoop.publishedOn,
                people: scoop.people,
                source: scoop.source
            )
        }
        words = company.words.map { word in
            Word(
                source: word.source,
                sourceID: word.sourceID,
                asOf: word.asOf,
                endedAt: word.endedAt,
                values: word.facts.map { Word.Value(field: $0.field, value: $0.value) }
            )
        }
        history = company.history.events.map(ProfileEventBody.init)
    }
}

extension CompanyBody {
    static let schema = Schema.object([
        .init("id", .catalogueID, "The company's id, which it keeps for ever."),
        .init("name", .text, "Its name."),
        .init("source", .text, "Whose row it is, where no other source says otherwise."),
        .init("sourceID", .text, "The id that it has in that source's file."),
        .init("endedAt", .time, optional: true, "Since when no source knows it any more."),
        .init("facts", .list(.named("Fact")), "What is known, each value with its source and date."),
        .init("otherNames", .list(otherName), "Former names, trading names and others."),
        .init(
            "parents",
            .list(.named("CompanySummary")),
            "Who owns it, the nearest first; the last is the ultimate parent."
        ),
        .init("children", .list(.named("CompanySummary")), "What it owns, \(CompanyProfile.most) at most."),
        .init("childCount", .integer(0...Int.max), "How many companies it owns."),
        .init("people", .list(.named("PersonSummary")), "Who works there, \(CompanyProfile.most) at most."),
        .init("peopleCount", .integer(0...Int.max), "How many people of it are known."),
        .init("signals", .list(signal), "Signs that it looks into something, the newest first."),
        .init("scoops", .list(scoop), "News of it, the newest first."),
        .init("words", .list(word), "What each source says, where several know it."),
        .init("history", .list(.named("ProfileEvent")), "What loads did to it, the newest first."),
    ])

    private static let otherName = Schema.object([
        .init("text", .text, "The name."),
        .init("kind", .words(CompanyTexts.OtherName.Kind.allCases.map(\.rawValue)), "What kind of name it is."),
    ])

    private static let word = Schema.object([
        .init("source", .text, "The source."), .init("sourceID", .text, "The id that the company has in its file."),
        .init("asOf", .time, "When it said so."),
        .init("endedAt", .time, optional: true, "Since when it does not know the company any more."),
        .init(
            "values",
            .list(.object([.init("field", .text, "The field."), .init("value", .text, "What it says.")])),
            "What it says."
        ),
    ])

    private static let signal = Schema.object([
        .init("topic", .text, "What the company looks into."), .init("category", .text, "The topic's category."),
        .init("score", .text, "How strong the sign is."), .init("audienceStrength", .text, "How many look into it."),
        .init("location", .text, "Where they do."), .init("observedOn", .text, "On which day it was seen."),
        .init("source", .text, "Who says so."),
    ])

    private static let scoop = Schema.object([
        .init("type", .text, "What kind of news it is."), .init("topics", .text, "What it is about."),
        .init("departments", .list(.text), "Whom it concerns."), .init("description", .text, "What happened."),
        .init("publishedOn", .text, "On which day it was told."), .init("people", .list(.text), "Who is named in it."),
        .init("source", .text, "Who says so."),
    ])
}
