import Database
import HTTP

/// How many calls the org has had in the last 24 hours, and the way to count further ones, which is refused when there
/// were too many.
struct CallBudget: Sendable {
    let used: @Sendable () -> Int
    let count: @Sendable (Int) throws -> Void
}

/// The data API of an org, `/services/data`.
struct REST: Sendable {
    let org: Org
    let organizationID: String
    let budget: CallBudget
    let faults: Faults
    let layouts = RowLayouts()
    let recent = RecentRows()
    /// Nothing for an org in memory, and where no further connection can be had.
    let points: PointReader?

    init(org: Org, organizationID: String, budget: CallBudget, faults: Faults) {
        self.org = org
        self.organizationID = organizationID
        self.budget = budget
        self.faults = faults
        points = (try? PointReader(org.database)) ?? nil
    }

    typealias Action = @Sendable (Request, OrgCaller) async throws -> Response
    typealias ActionAtOnce = @Sendable (Request, OrgCaller) throws -> Response?

    /// Everything below a version, as a table.
    var resources: [Resource] { discovery + rows + changes + queries + searches + settings + listViews + composites }

    /// The routes; `authorised` lets callers in, and turns what is refused into an answer. `atOnce` does so on the thread
    /// that read the request.
    func routes(
        _ authorised: (@escaping Action) -> Handler,
        atOnce: ((@escaping ActionAtOnce) -> @Sendable (Request) -> Response?)? = nil
    ) -> [Route] {
        let dispatcher = Dispatcher(rest: self, resources: resources)
        return [.get("/services/data", access: .open) { _ in .json(bytes: REST.versions) }]
            + dispatcher.resources.flatMap { resource in
                [Method.get, .post, .put, .patch, .delete].map { method in
                    Route(
                        method,
                        RoutePattern(
                            "/services/data/:version" + (resource.pattern.isEmpty ? "" : "/" + resource.pattern)
                        ),
                        access: Access("session"),
                        bodyLimit: REST.longestBody,
                        atOnce: method == .get && resource.answerAtOnce != nil
                            ? atOnce?({ try dispatcher.answerAtOnce($0, resource, $1) }) : nil,
                        authorised { request, caller in try await dispatcher.answer(request, resource, caller) }
                    )
                }
            }
    }

    /// A file of base64 in a body may take so much.
    private static let longestBody = 52_000_000
}
