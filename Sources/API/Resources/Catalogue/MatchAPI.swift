import Capabilities
import HTTP
import Matching
import Store

extension API {
    var match: [Operation] {
        [
            Operation(
                method: .post,
                path: "/v1/match/companies",
                name: "matchCompanies",
                summary: "Find which companies of the catalogue up to 1,000 records are",
                needs: nil,
                body: CompaniesInput.schema,
                bodyLimit: API.mostBytes,
                answer: .init(.named("Matches"), "An answer for each record, in their order."),
                run: matchCompanies
            ),
            Operation(
                method: .post,
                path: "/v1/match/people",
                name: "matchPeople",
                summary: "Find which people of the catalogue up to 1,000 records are, and where they work",
                needs: nil,
                body: PeopleInput.schema,
                bodyLimit: API.mostBytes,
                answer: .init(.named("Matches"), "An answer for each record, in their order."),
                run: matchPeople
            ),
        ]
    }

    private func matchCompanies(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let input: CompaniesInput = try await request.input(by: CompaniesInput.schema, upTo: API.mostBytes)
        var order = Matches.Order(.account, input.records.map(\.record))
        order.explains = input.explain ?? false
        order.reviews = input.review ?? false
        return try .json(MatchesBody(try await answers(order, caller)))
    }

    private func matchPeople(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let input: PeopleInput = try await request.input(by: PeopleInput.schema, upTo: API.mostBytes)
        var order = Matches.Order(input.object == .lead ? .lead : .contact, input.records.map(\.record))
        order.explains = input.explain ?? false
        order.reviews = input.review ?? false
        if let minimum = input.minimumAccuracy {
            guard let minimum = UInt8(exactly: minimum), minimum <= 100 else {
                throw Problem(
                    .unprocessableContent,
                    code: "form.invalid",
                    title: "Give a minimum accuracy from 0 to 100.",
                    fields: ["minimumAccuracy": "Expected a whole number from 0 to 100."]
                )
            }
            order.minimumAccuracy = minimum
        }
        return try .json(MatchesBody(try await answers(order, caller)))
    }

    private func answers(_ order: Matches.Order, _ caller: Caller) async throws -> Matches.Answers {
        if order.reviews { try caller.require(.use) }
        let answers = try await app.matches.match(order, by: caller)
        if order.reviews {
            try await app.reviews.enqueue(answers.records.compactMap(\.pair), of: order.object, by: caller)
        }
        return answers
    }

    /// A thousand records with long values fit.
    private static let mostBytes = 4 << 20
}

// MARK: - What is asked

private struct CompaniesInput: Decodable {
    let records: [RecordInput]
    let explain: Bool?
    let review: Bool?

    static let schema = Schema.object([
        .init("records", .list(.map(.any)), RecordInput.description),
        .init("explain", .flag, optional: true, "Whether each answer says why; it then takes longer."),
        .init(
            "review",
            .flag,
            optional: true,
            "Whether borderline answers are put into the queue of reviews; not for keys of the role auditor."
        ),
    ])
}

private struct PeopleInput: Decodable {
    let records: [RecordInput]
    let explain: Bool?
    let review: Bool?
    let minimumAccuracy: Int?
    let object: Object?

    enum Object: String, Decodable, CaseIterable { case contact, lead }

    static let schema = Schema.object([
        .init("records", .list(.map(.any)), RecordInput.description),
        .init("explain", .flag, optional: true, "Whether each answer says why; it then takes longer."),
        .init(
            "review",
            .flag,
            optional: true,
            "Whether borderline answers are put into the queue of reviews; not for keys of the role auditor."
        ),
        .init(
            "minimumAccuracy",
            .integer(0...100),
            optional: true,
            "People of whom the catalogue is less sure are no match."
        ),
        .init(
            "object",
            .words(Object.allCases.map(\.rawValue)),
            optional: true,
            "Of which kind the records are, for what was decided about them; contact when not said."
        ),
    ])
}

/// A record: values by the names of fields. What is null or empty is not compared.
private struct RecordInput: Decodable {
    let record: MatchRecord

    static let description = """
        From 1 to 1,000 objects with texts or numbers, by Salesforce's names of fields (Name, Website, BillingCity; \
        FirstName, LastName, Email, Account.Name; Company) or plain ones (name, website, phone, street, city, region, \
        postcode, country; fullName, companyName, companyWebsite). An Id is handed back.
        """

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        var record = MatchRecord([])
        // In the order of their names, so that the same record is the same question.
        for key in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
            guard try !container.decodeNil(forKey: key) else { continue }
            let text: String
            if let number = try? container.decode(Int.self, forKey: key) {
                text = String(number)
            } else if let number = try? container.decode(Double.self, forKey: key) {
                text = String(number)
            } else {
                text = try container.decode(String.self, forKey: key)
            }
            if key.stringValue.lowercased() == "id" {
                record.id = text
            } else {
                record.values.append((key.stringValue, text))
            }
        }
        self.record = record
    }
}

// MARK: - What is answered

struct MatchesBody: Encodable {
    let model: Int
    let load: Int64
    let threshold: Int
    let answers: [MatchBody]

    init(_ answers: Matches.Answers) {
        (model, load, threshold) = (answers.model, answers.load, answers.threshold)
        self.answers = answers.records.map(MatchBody.init)
    }

    static let schema = Schema.object([
        .init("model", .integer(1...Int.max), "The version of the model that weighed the evidence."),
        .init("load", .integer(1...Int.max), "The last load of the catalogue that was known."),
        .init("threshold", .integer(0...100), "From which confidence on a candidate is a match."),
        .init("answers", .list(.named("Match")), "An answer for each record, in their order."),
    ])
}

struct MatchBody: Encodable {
    private struct Profile: Encodable {
        let id: String
        let sourceID: String
    }

    private struct Explained: Encodable {
        let candidates: [CandidateBody]
        let companyCandidates: [CandidateBody]
        let change: [EvidenceBody]
    }

    private let record: String?
    private let status: String
    private let reason: String?
    private let confidence: Int
    private let company: Profile?
    private let person: Profile?
    private let hasMoved: Bool
    private let isDecided: Bool
    private let inReview: Bool
    private let explanation: Explained?

    init(_ matched: MatchedRecord) {
        let answer = matched.answer
        record = matched.id
        status = answer.status.rawValue
        reason = answer.status == .matched ? nil : answer.reason?.rawValue
        confidence = answer.confidence
        company = answer.company.map { Profile(id: String($0), sourceID: matched.companySource ?? "") }
        person = answer.person.map { Profile(id: String($0), sourceID: matched.personSource ?? "") }
        (hasMoved, isDecided, inReview) = (answer.hasMoved, answer.isDecided, matched.pair != nil)
        explanation = matched.explanation.map {
            Explained(
                candidates: $0.nominees.map(CandidateBody.init),
                companyCandidates: $0.employers.map(CandidateBody.init),
                change: $0.change.map(EvidenceBody.init)
            )
        }
    }

    private static let profile = Schema.object([
        .init("id", .catalogueID, "Its id, under which /v1/companies or /v1/people shows it."),
        .init("sourceID", .text, "The id that it had in the file from which it was loaded."),
    ])

    static let schema = Schema.object([
        .init("record", .text, optional: true, "The Id that came with the record."),
        .init("status", .words(["matched", "company_only", "none"]), "What was found."),
        .init(
            "reason",
            .words(Reason.allCases.map(\.rawValue)),
            optional: true,
            "Why there is no match; left out where there is one."
        ),
        .init("confidence", .integer(0...100), "Of answers with this confidence about so many in 100 are right."),
        .init("company", profile, optional: true, "The company; of a person where the catalogue says they work now."),
        .init("person", profile, optional: true, "The person."),
        .init("hasMoved", .flag, "Whether the person works elsewhere than the record says."),
        .init("isDecided", .flag, "Whether a person decided it, whatever the score."),
        .init("inReview", .flag, "Whether it was put into the queue of reviews."),
        .init(
            "explanation",
            .object([
                .init("candidates", .list(.named("MatchCandidate")), "Up to five, the likeliest first."),
                .init(
                    "companyCandidates",
                    .list(.named("MatchCandidate")),
                    "Of a person's record, which companies its company may be."
                ),
                .init(
                    "change",
                    .list(.named("MatchEvidence")),
                    "The least that would have to agree for the first candidate to be a match; empty where it is one."
                ),
            ]),
            optional: true,
            "Why, if asked for."
        ),
    ])
}

struct CandidateBody: Encodable {
    private let id: String
    private let sourceID: String
    private let name: String
    private let confidence: Int
    private let score: Double
    private let prior: Double
    private let evidence: [EvidenceBody]
    private let behind: [EvidenceBody]

    init(_ nominee: Explanation.Nominee) {
        (id, sourceID, name) = (String(nominee.number), nominee.sourceID, nominee.name)
        confidence = nominee.confidence
        (score, prior) = (nominee.score.value, nominee.prior.value)
        evidence = nominee.lines.map(EvidenceBody.init)
        behind = nominee.behind.map(EvidenceBody.init)
    }

    static let schema = Schema.object([
        .init("id", .catalogueID, "The company's or the person's id."),
        .init("sourceID", .text, "The id that it had in the file from which it was loaded."),
        .init("name", .text, "What it is called."),
        .init("confidence", .integer(0...100), "How likely it is among all candidates and none."),
        .init("score", .number, "In bits: the prior and all evidence added up."),
        .init("prior", .number, "The bits before anything was compared."),
        .init("evidence", .list(.named("MatchEvidence")), "What was compared, and what it tells."),
        .init("behind", .list(.named("MatchEvidence")), "In what it has less than the first candidate, and how much."),
    ])
}

struct EvidenceBody: Encodable {
    private let comparison: String
    private let level: String
    private let bits: Double
    private let record: String?
    private let catalogue: String?

    init(_ line: Explanation.Line) {
        (comparison, level, bits) = ("\(line.comparison)", "\(line.level)", line.bits.value)
        (record, catalogue) = (line.record, line.profile)
    }

    init(_ evidence: Evidence) {
        (comparison, level, bits) = ("\(evidence.comparison)", "\(evidence.level)", evidence.bits.value)
        (record, catalogue) = (nil, nil)
    }

    static let schema = Schema.object([
        .init("comparison", .words(Comparison.allCases.map { "\($0)" }), "What was compared."),
        .init("level", .words(Level.allCases.map { "\($0)" }), "How the two agree."),
        .init("bits", .number, "What it tells: above zero for, below zero against."),
        .init("record", .text, optional: true, "What the record says."),
        .init("catalogue", .text, optional: true, "What the catalogue says."),
    ])
}
