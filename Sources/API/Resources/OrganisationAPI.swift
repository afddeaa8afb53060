import Capabilities
import HTTP
import Store
import Telemetry

extension API {
    var organisation: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/organisation",
                name: "showOrganisation",
                summary: "Show the organisation",
                needs: nil,
                answer: .init(.named("Organisation"), "The organisation; the ETag names its state."),
                run: showOrganisation
            ),
            Operation(
                method: .patch,
                path: "/v1/organisation",
                name: "changeOrganisation",
                summary: "Change the organisation's name or time zone",
                needs: .administer,
                body: ChangeInput.schema,
                answer: .init(
                    .named("Organisation"),
                    "The organisation as it is now. With If-Match, only if nobody else changed it."
                ),
                run: changeOrganisation
            ),
        ]
    }

    private func showOrganisation(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let body = OrganisationBody(try await app.organisation.read(by: caller))
        return try Response.json(body).tagged(try EntityTag(of: body))
    }

    private func changeOrganisation(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response
    {
        let input: ChangeInput = try await request.input(by: ChangeInput.schema)
        try await app.organisation.change(by: caller) { organisation in
            try request.requireMatch(try EntityTag(of: OrganisationBody(organisation)))
            return .init(
                name: input.name,
                timeZone: input.timeZone,
                exportRows: input.exportRows.flatMap { ExportRows(rawValue: $0) }
            )
        }
        return try await showOrganisation(request, query, caller)
    }
}

private struct ChangeInput: Decodable {
    let name: String?
    let timeZone: String?
    let exportRows: String?

    static let schema = Schema.object([
        .init("name", .text, optional: true, "As people read it."),
        .init("timeZone", .text, optional: true, "By its IANA name, as in America/New_York."),
        .init("exportRows", .words(ExportRows.allCases.map(\.rawValue)), optional: true, OrganisationBody.exportRows),
    ])
}

struct OrganisationBody: Encodable {
    let id: ID<Organisation>
    let name: String
    let timeZone: String
    let createdAt: Timestamp
    let exportRows: String

    static let exportRows = "How many records a file of a list of records that need attention may hold."

    init(_ organisation: Organisation) {
        id = organisation.id
        name = organisation.name
        timeZone = organisation.timeZone
        createdAt = organisation.createdAt
        exportRows = organisation.exportRows.rawValue
    }

    static let schema = Schema.object([
        .init("id", .id, "The organisation's id."),
        .init("name", .text, "As people read it."),
        .init("timeZone", .text, "By its IANA name; days begin and schedules run by it."),
        .init("createdAt", .time, "When it was made."),
        .init("exportRows", .words(ExportRows.allCases.map(\.rawValue)), exportRows),
    ])
}
