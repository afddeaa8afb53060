import Database
import Matching
package import Store
import Telemetry

/// Borderline matches that wait for a person, and what people decided: it overrides every score, and teaches the model.
package struct Reviews: Sendable {
    package struct Page: Sendable {
        package let reviews: [MatchReview]
        /// Behind which the next page begins; nil at the end.
        package let next: ID<MatchReview>?
        package let counts: [MatchReview.Verdict: Int]
    }

    /// A pair with what speaks for and against it, by the catalogue as it is now.
    package struct Shown: Sendable {
        package let review: MatchReview
        /// What the record says, by the names of the matcher's inputs.
        package let record: [(field: String, text: String)]
        /// The profile; nil when no source has it any more.
        package let number: Int64?
        package let explanation: Explanation?
    }

    /// From which confidence on, and up to which, a candidate is asked about.
    package static let borderline = 30..<90

    let database: Database
    let catalogue: OpenCatalogue
    let matches: Matches
    let clock: WallClock

    // MARK: Looking

    package func list(
        _ verdict: MatchReview.Verdict = .open,
        after: ID<MatchReview>? = nil,
        size: Int = 50,
        by caller: Caller
    ) async throws -> Page {
        let size = min(max(size, 1), 500)
        return try await database.read { db in
            let found = try MatchReview.list(
                verdict,
                after: after,
                limit: size + 1,
                in: caller.organisation,
                on: db
            )
            let reviews = Array(found.prefix(size))
            return Page(
                reviews: reviews,
                next: found.count > size ? reviews.last?.id : nil,
                counts: try MatchReview.counts(in: caller.organisation, on: db)
            )
        }
    }

    package func find(_ id: ID<MatchReview>, by caller: Caller) async throws -> Shown {
        let (review, number) = try await database.read { db in
            guard let review = try MatchReview.find(id, in: caller.organisation, on: db) else {
                throw Refusal.reviewUnknown
            }
            return (review, try review.number(on: db))
        }
        let inputs = RecordInputs(document: review.inputs)
        let object = MatchObject(rawValue: review.object) ?? .account
        let explanation = try await matches.explain(inputs.question, as: object, with: number)
        return Shown(
            review: review,
            record: inputs.question.values.map { ("\($0.field)", $0.text) },
            number: number,
            explanation: explanation
        )
    }

    // MARK: Deciding

    /// Keeps whether the record is the profile. From now on every answer about the record says so.
    package func decide(_ id: ID<MatchReview>, _ verdict: MatchReview.Verdict, by caller: Caller) async throws {
        try caller.require(.use)
        let now = clock.now()
        try await database.write { db in
            guard let review = try MatchReview.find(id, in: caller.organisation, on: db) else {
                throw Refusal.reviewUnknown
            }
            guard review.verdict != verdict else { return }
            try MatchReview.decide(
                review,
                verdict,
                by: caller.user,
                named: caller.name,
                at: now,
                in: caller.organisation,
                on: db
            )
            let subject = Subject(kind: "review", id: review.id.rawValue, name: review.recordName)
            try record(
                verdict == .open ? .matchDecisionTakenBack : .matchDecided,
                subject,
                was: review.verdict.rawValue,
                became: verdict.rawValue,
                by: Author(caller),
                at: now,
                on: db
            )
        }
        try await catalogue.refreshDecisions(again: true)
    }

    // MARK: Filling the queue

    /// Puts borderline pairs into the queue, and tells how many of them wait now: those that are decided do not.
    @discardableResult
    package func enqueue(_ pairs: [BorderlinePair], of object: MatchObject, by caller: Caller) async throws -> Int {
        try caller.require(.use)
        let now = clock.now()
        let kind: CatalogueKind = object == .account ? .companies : .people
        var waiting = 0
        for start in stride(from: 0, to: pairs.count, by: 500) {
            let part = pairs[start..<min(start + 500, pairs.count)]
            waiting += try await database.write { db in
                let rows = try CatalogueRow.list(Set(part.map(\.number)).sorted(), of: kind, on: db)
                let known = Dictionary(uniqueKeysWithValues: rows.map { ($0.number, $0) })
                let sources = Dictionary(
                    uniqueKeysWithValues: try CatalogueSource.all(on: db).map { ($0.number, $0.name) }
                )
                var count = 0
                for pair in part {
                    guard let row = known[pair.number], let source = sources[row.source] else { continue }
                    let review = MatchReview(
                        id: .make(at: now),
                        object: object.rawValue,
                        recordKey: pair.recordKey,
                        recordID: pair.recordID,
                        inputs: pair.inputs,
                        source: source,
                        sourceID: row.sourceID,
                        confidence: pair.confidence,
                        createdAt: now
                    )
                    if try MatchReview.enqueue(review, in: caller.organisation, on: db) { count += 1 }
                }
                return count
            }
        }
        return waiting
    }
}

/// A record and the candidate that it may or may not be.
package struct BorderlinePair: Sendable, Equatable {
    /// Where the record stands among those that were asked about.
    let place: Int
    let recordKey: String
    let recordID: String?
    let inputs: String
    let number: Int64
    let confidence: Int

    /// Nil unless the best candidate is neither clear nor far, and nothing was decided yet.
    init?(_ answer: RecordAnswer, _ question: borrowing Question, id: String?, at place: Int) {
        let best = answer.personMatch == nil ? answer.companyMatch?.best : answer.personMatch?.best
        let confidence =
            answer.personMatch == nil ? answer.companyMatch?.confidence : answer.personMatch?.confidence
        guard !answer.isDecided, let best, let confidence, Reviews.borderline.contains(confidence) else { return nil }
        self.init(question, id: id, number: best.number, confidence: confidence, at: place)
    }

    init(_ question: borrowing Question, id: String?, number: Int64, confidence: Int, at place: Int = 0) {
        self.place = place
        recordKey = RecordInputs.key(id: id, question)
        recordID = id.flatMap { $0.isEmpty ? nil : $0 }
        inputs = RecordInputs(question).document
        self.number = number
        self.confidence = confidence
    }
}

extension MatchReview {
    /// As the audit log and the queue call the record.
    package var recordName: String { recordID.map { "\(object) \($0)" } ?? "\(object) without an id" }
}

extension Refusal {
    package static let reviewUnknown = Refusal(
        .notFound,
        "review.unknown",
        "There is no such review; it may have been replaced by a newer one of the same record. Reload the queue."
    )
}
