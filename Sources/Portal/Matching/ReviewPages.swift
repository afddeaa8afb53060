import Capabilities
import HTML
import HTTP
import Store

/// Going through the queue of borderline matches.
struct ReviewPages: Sendable {
    private static let listed = 12

    func index(_ visit: Visit) async throws -> Response {
        let query = visit.request.query
        let verdict = query["verdict"].flatMap(MatchReview.Verdict.init(rawValue:)) ?? .open
        let after = query["after"].flatMap { ID<MatchReview>(parsing: $0) }
        let page = try await visit.app.reviews.list(verdict, after: after, size: ReviewPages.listed, by: visit.caller)
        let shown = try await page.reviews.first.asyncMap { try await visit.app.reviews.find($0.id, by: visit.caller) }
        return visit.page(try await self.page(visit, shown, page.reviews.dropFirst(), page.counts, verdict, after).html)
    }

    func show(_ visit: Visit) async throws -> Response {
        let shown = try await visit.app.reviews.find(try id(visit), by: visit.caller)
        let counts = try await visit.app.reviews.list(size: 1, by: visit.caller).counts
        return visit.page(try await page(visit, shown, [], counts, shown.review.verdict, shown.review.id).html)
    }

    /// Goes on to the next pair behind this one.
    func decide(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        guard let verdict = form["verdict"].flatMap(MatchReview.Verdict.init(rawValue:)) else { throw Problem.notFound }
        let words =
            switch verdict {
            case .same: "The two are the same from now on."
            case .different: "The two are no longer taken for each other."
            case .open: "The decision is taken back."
            }
        return try await visit.act(then: Paths.reviews(after: id.rawValue), saying: words) {
            try await visit.app.reviews.decide(id, verdict, by: visit.caller)
        }
    }

    private func id(_ visit: Visit) throws -> ID<MatchReview> {
        guard let id = ID<MatchReview>(parsing: visit.request.parameters["review"] ?? "") else {
            throw Refusal.reviewUnknown
        }
        return id
    }

    private func page(
        _ visit: Visit,
        _ shown: Reviews.Shown?,
        _ others: some Sequence<MatchReview>,
        _ counts: [MatchReview.Verdict: Int],
        _ verdict: MatchReview.Verdict,
        _ after: ID<MatchReview>?
    ) async throws -> ReviewsPage {
        let time = visit.time
        let isRest = after != nil && counts[.open, default: 0] > 0
        return ReviewsPage(
            viewer: try await visit.viewer(),
            tabs: Tabs(
                label: "Verdicts",
                tabs: MatchReview.Verdict.allCases.map {
                    .init(
                        text: $0.title,
                        path: Paths.reviews(verdict: $0.rawValue),
                        isCurrent: $0 == verdict,
                        count: counts[$0, default: 0]
                    )
                }
            ),
            pair: shown.map { ReviewsPage.Pair($0, time) },
            lines: others.map { review in
                ReviewsPage.Line(
                    record: review.recordName,
                    path: Paths.review(review.id.rawValue),
                    confidence: review.confidence,
                    waits: time.moment(review.decidedAt ?? review.createdAt)
                )
            },
            mayDecide: visit.caller.role.allows(.use),
            nothing: isRest
                ? (
                    "Nothing waits behind this one",
                    "Those that were skipped wait still; open the tab again to see them."
                )
                : (
                    "Nothing waits here",
                    "Borderline matches come from loam match --review, and from requests with review set to true."
                )
        )
    }
}

extension ReviewsPage.Pair {
    fileprivate init(_ shown: Reviews.Shown, _ time: LocalTime) {
        let review = shown.review
        let nominee = shown.explanation?.nominees.first { $0.number == shown.number }
        title = review.recordName.prefix(1).uppercased() + review.recordName.dropFirst()
        let isPerson = review.object != "account"
        profile = shown.number.map { number in
            (nominee?.name ?? review.sourceID, isPerson ? Paths.person(number) : Paths.company(number))
        }
        lead = "Confidence \(nominee?.confidence ?? review.confidence), from \(review.source)"
        record = shown.record.map { (FieldTitles.input($0.field), $0.text) }
        candidates = shown.explanation.map { Candidates($0, first: shown.number) }.flatMap {
            $0.candidates.isEmpty ? nil : $0
        }
        action = Paths.reviewDecision(review.id.rawValue)
        skip = Paths.reviews(after: review.id.rawValue)
        verdict =
            switch review.verdict {
            case .open: nil
            case .same: Badge(text: "Same", tone: .green)
            case .different: Badge(text: "Different", tone: .neutral)
            }
        decided = review.decidedAt.map { "Decided by \(review.decidedByName ?? "somebody"), \(time.moment($0).stamp)" }
    }
}

extension MatchReview.Verdict {
    fileprivate var title: String {
        switch self {
        case .open: "Waiting"
        case .same: "Same"
        case .different: "Different"
        }
    }
}

extension FieldTitles {
    /// An input of a match as people read it: `companyPhone` is "Company phone".
    static func input(_ name: String) -> String {
        let spaced = name.reduce(into: "") { text, letter in
            text += letter.isUppercase ? " " + letter.lowercased() : String(letter)
        }
        return spaced.prefix(1).uppercased() + spaced.dropFirst()
    }
}

extension Optional {
    fileprivate func asyncMap<Result>(_ body: (Wrapped) async throws -> Result) async rethrows -> Result? {
        guard let self else { return nil }
        return try await body(self)
    }
}
