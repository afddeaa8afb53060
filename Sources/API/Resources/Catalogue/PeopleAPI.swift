import Capabilities
import HTTP
import Telemetry

extension API {
    var people: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/people",
                name: "searchPeople",
                summary: "Search people of the catalogue",
                needs: nil,
                query: personParameters,
                answer: .init(
                    .object(
                        [
                            .init("people", .list(.named("PersonSummary")), "The people of the page.")
                        ] + SearchParts.properties
                    ),
                    "A page of who was found, the best answer first."
                ),
                run: searchPeople
            ),
            Operation(
                method: .get,
                path: "/v1/people/:person",
                name: "showPerson",
                summary: "Show all that the catalogue knows of a person",
                needs: nil,
                pathParameter: .catalogueID,
                answer: .init(.named("Person"), "The person; each fact with its source and date."),
                run: showPerson
            ),
        ]
    }

    private var personParameters: [Operation.Parameter] {
        [
            .init("q", .text, "Words of a name, title, employer or town, an e-mail address or its domain."),
            .init("company", .catalogueID, "Only who works for the company of this id."),
            .init("function", .list(.text), "Only who does this, as a facet names it."),
            .init("level", .list(.text), "Only who stands so high, as a facet names it."),
            .init("country", .list(.text), "Only of these countries, by code or name."),
            .init("emailStatus", .list(.text), "Only with an e-mail address of this state, as a facet names it."),
            SearchParts.order("whom the catalogue is surest of first"),
        ] + Page.numbered
    }

    private func searchPeople(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        let company = query.read("company", "Expected the id of a company.") { Int64($0) }
        var wanted = try query.search(PersonFacet.allCases.map(\.rawValue))
        wanted.company = company
        let found = try await app.search.people(wanted)
        return try Response.json(PeopleBody(found)).linkingNext(
            request,
            "page",
            SearchParts.next(wanted, of: found.total)
        )
    }

    private func showPerson(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let number = try request.number("person", orElse: .personUnknown)
        let body = PersonBody(try await app.profiles.person(number))
        return try Response.json(body).tagged(try EntityTag(of: body))
    }
}

private struct PeopleBody: Encodable {
    let people: [PersonSummaryBody]
    let total: Int
    let isGuess: Bool
    let facets: [FacetBody]

    init(_ found: CatalogueSearch.Found<PersonSummary>) {
        people = found.lines.map(PersonSummaryBody.init)
        (total, isGuess) = (found.total, found.isGuess)
        facets = found.facets.map(FacetBody.init)
    }
}

struct PersonSummaryBody: Encodable {
    let id: String
    let name: String
    let title: String
    let level: String
    let department: String
    let company: String?
    let companyName: String
    let email: String
    let emailStatus: String
    let city: String
    let country: String
    let hasEnded: Bool

    init(_ person: PersonSummary) {
        id = String(person.number)
        (name, title) = (person.name, person.title)
        (level, department) = (person.level, person.department)
        company = person.company.map { String($0) }
        companyName = person.companyName
        (email, emailStatus) = (person.email, person.emailStatus)
        (city, country) = (person.city, person.country)
        hasEnded = person.hasEnded
    }

    static let schema = Schema.object([
        .init("id", .catalogueID, "The person's id, which they keep for ever."),
        .init("name", .text, "Their name."),
        .init("title", .text, "What they are; empty when it is not known."),
        .init("level", .text, "How high in the company, as the source wrote it; empty when it is not known."),
        .init("department", .text, "In which department; empty when it is not known."),
        .init("company", .catalogueID, optional: true, "The id of the company where they work."),
        .init("companyName", .text, "Its name, as the source wrote it; empty when it is not known."),
        .init("email", .text, "Their first e-mail address; empty when none is known."),
        .init("emailStatus", .text, "What a check of it found; empty when it is not known."),
        .init("city", .text, "The town that they are in; empty when it is not known."),
        .init("country", .text, "The country that they are in; empty when it is not known."),
        .init("hasEnded", .flag, "Whether the source knows them no more."),
    ])
}

struct PersonBody: Encodable {
    private let id: String
    private let name: String
    private let source: String
    private let sourceID: String
    private let endedAt: Timestamp?
    private let facts: [FactBody]
    private let company: CompanySummaryBody?
    private let formerCompanies: [String]
    private let history: [ProfileEventBody]

    init(_ person: PersonProfile) {
        id = String(person.number)
        name = person.name
        (source, sourceID, endedAt) = (person.source, person.sourceID, person.endedAt)
        facts = person.facts.map(FactBody.init)
        company = person.company.map(CompanySummaryBody.init)
        formerCompanies = person.formerCompanies
        history = person.history.events.map(ProfileEventBody.init)
    }

    static let schema = Schema.object([
        .init("id", .catalogueID, "The person's id, which they keep for ever."),
        .init("name", .text, "Their name."),
        .init("source", .text, "Who knows them."),
        .init("sourceID", .text, "The id that they have in that source's file."),
        .init("endedAt", .time, optional: true, "Since when the source knows them no more."),
        .init("facts", .list(.named("Fact")), "What is known, each value with its source and date."),
        .init("company", .named("CompanySummary"), optional: true, "Where they work, if the catalogue knows it."),
        .init("formerCompanies", .list(.text), "Where they worked before, by name."),
        .init("history", .list(.named("ProfileEvent")), "What loads did to it, the newest first."),
    ])
}
