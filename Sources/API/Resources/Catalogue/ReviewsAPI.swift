import Capabilities
import HTTP
import Store
import Telemetry

extension API {
    var reviews: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/reviews",
                name: "listReviews",
                summary: "List borderline matches that wait for a person, or those that were decided",
                needs: nil,
                query: [.init("verdict", .verdict, "Only these; open when not said.")] + Page.keyed,
                answer: .init(
                    .object([.init("reviews", .list(.named("Review")), "The oldest first."), Page.next]),
                    "A page of pairs of a record and a profile."
                ),
                run: listReviews
            ),
            Operation(
                method: .get,
                path: "/v1/reviews/:review",
                name: "showReview",
                summary: "Show a record beside its candidates, with the evidence",
                needs: nil,
                answer: .init(ShownReviewBody.schema, "The pair, by the catalogue as it is now."),
                run: showReview
            ),
            Operation(
                method: .put,
                path: "/v1/reviews/:review/decision",
                name: "decideReview",
                summary: "Say whether the record is the profile; every answer about it then says so",
                needs: .use,
                body: DecisionInput.schema,
                answer: .init(.named("Review"), "The pair as it is now."),
                run: decideReview
            ),
            Operation(
                method: .delete,
                path: "/v1/reviews/:review/decision",
                name: "takeBackDecision",
                summary: "Take a decision back; the pair waits again",
                needs: .use,
                answer: .init(.named("Review"), "The pair as it is now."),
                run: takeBackDecision
            ),
        ]
    }

    private func listReviews(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        let verdict = query.word("verdict", MatchReview.Verdict.self) ?? .open
        let after = query.id("after", of: MatchReview.self)
        let size = query.size()
        try query.check()
        let page = try await app.reviews.list(verdict, after: after, size: size, by: caller)
        let next = page.next?.rawValue
        return try Response.json(ReviewsBody(reviews: page.reviews.map(ReviewBody.init), next: next))
            .linkingNext(request, "after", next)
    }

    private func showReview(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        try .json(ShownReviewBody(try await app.reviews.find(try review(in: request), by: caller)))
    }

    private func decideReview(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let id = try review(in: request)
        let input: DecisionInput = try await request.input(by: DecisionInput.schema)
        return try await decide(id, input.verdict == .same ? .same : .different, caller)
    }

    private func takeBackDecision(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        try await decide(try review(in: request), .open, caller)
    }

    private func decide(_ id: ID<MatchReview>, _ verdict: MatchReview.Verdict, _ caller: Caller) async throws
        -> Response
    {
        try await app.reviews.decide(id, verdict, by: caller)
        return try .json(ReviewBody(try await app.reviews.find(id, by: caller).review))
    }

    private func review(in request: Request) throws(Problem) -> ID<MatchReview> {
        try request.id("review", orElse: Problem(.reviewUnknown))
    }
}

private struct DecisionInput: Decodable {
    enum Word: String, Decodable, CaseIterable { case same, different }

    let verdict: Word

    static let schema = Schema.object([
        .init("verdict", .words(Word.allCases.map(\.rawValue)), "Whether the record is the profile.")
    ])
}

private struct ReviewsBody: Encodable {
    let reviews: [ReviewBody]
    let next: String?
}

struct ReviewBody: Encodable {
    let id: ID<MatchReview>
    let object: String
    let record: String?
    let source: String
    let sourceID: String
    let confidence: Int
    let verdict: String
    let createdAt: Timestamp
    let decidedAt: Timestamp?
    let decidedBy: String?

    init(_ review: MatchReview) {
        (id, object, record) = (review.id, review.object, review.recordID)
        (source, sourceID) = (review.source, review.sourceID)
        (confidence, verdict) = (review.confidence, review.verdict.rawValue)
        (createdAt, decidedAt, decidedBy) = (review.createdAt, review.decidedAt, review.decidedByName)
    }

    static let schema = Schema.object([
        .init("id", .id, "The pair's id."),
        .init("object", .words(MatchObject.allCases.map(\.rawValue)), "What kind of record it is."),
        .init("record", .text, optional: true, "The Id of the record, if it has one."),
        .init("source", .text, "The source of the profile."),
        .init("sourceID", .text, "The id that the profile has there."),
        .init("confidence", .integer(0...100), "How likely the two were the same when the pair was put here."),
        .init("verdict", .verdict, "What was decided, or open."),
        .init("createdAt", .time, "Since when the pair is here."),
        .init("decidedAt", .time, optional: true, "When it was decided."),
        .init("decidedBy", .text, optional: true, "Who decided."),
    ])
}

private struct ShownReviewBody: Encodable {
    struct Said: Encodable {
        let field: String
        let text: String
    }

    let review: ReviewBody
    let profile: String?
    let record: [Said]
    let candidates: [CandidateBody]
    let change: [EvidenceBody]

    init(_ shown: Reviews.Shown) {
        review = ReviewBody(shown.review)
        profile = shown.number.map { String($0) }
        record = shown.record.map { Said(field: $0.field, text: $0.text) }
        candidates = (shown.explanation?.nominees ?? []).map(CandidateBody.init)
        change = (shown.explanation?.change ?? []).map(EvidenceBody.init)
    }

    static let schema = Schema.object([
        .init("review", .named("Review"), "The pair."),
        .init("profile", .catalogueID, optional: true, "The profile's id; left out when no source has it any more."),
        .init(
            "record",
            .list(.object([.init("field", .text, "Which input of a match."), .init("text", .text, "What it says.")])),
            "What the record says."
        ),
        .init("candidates", .list(.named("MatchCandidate")), "The profile and others that the record may be."),
        .init("change", .list(.named("MatchEvidence")), "What would have to agree for the first to be a match."),
    ])
}

extension Schema {
    fileprivate static let verdict = Schema.words(MatchReview.Verdict.allCases.map(\.rawValue))
}
