import Matching
import Database
import Store

/// Answers which companies and people records are that somebody hands over, from the index alone; the tables are read only
/// for what explains an answer.
package struct Matches: Sendable {
    /// What is asked.
    package struct Order: Sendable {
        package var object: MatchObject
        package var records: [MatchRecord]
        package var minimumAccuracy: UInt8 = 0
        /// Whether each answer comes with what speaks for and against it.
        package var explains = false
        /// Whether borderline answers are put into the queue of reviews.
        package var reviews = false

        package init(_ object: MatchObject, _ records: [MatchRecord]) {
            (self.object, self.records) = (object, records)
        }
    }

    /// The answers, in the order of the records, and by what they were found.
    package struct Answers: Sendable {
        package let records: [MatchedRecord]
        /// The version of the model, and the last load of the catalogue that it knew.
        package let model: Int
        package let load: Int64
        package let threshold: Int
    }

    package static let mostRecords = 1000

    let catalogue: OpenCatalogue
    let database: Database

    package func match(_ order: Order, by caller: Caller) async throws -> Answers {
        let questions = try Matches.questions(of: order)
        let opened = try catalogue.current()
        let decided = catalogue.decisions.about(order.object, in: caller.organisation)
        var records = await Matches.answer(questions, order, opened, decided)
        if order.explains {
            let rows = try await CandidateRows(of: records, in: database)
            for position in records.indices {
                records[position].explanation = Explanation(records[position], questions[position], rows, opened.model)
            }
        }
        return Answers(
            records: records,
            model: opened.model.version,
            load: opened.until,
            threshold: opened.model.threshold
        )
    }

    /// A record beside its candidates, with one of them that is asked about; nil while the catalogue is not open.
    func explain(_ question: Question, as object: MatchObject, with number: Int64?) async throws -> Explanation? {
        guard let opened = try? catalogue.current() else { return nil }
        let record = await Matches.ranked(question, object, opened, with: number)
        return Explanation(record, question, try await CandidateRows(of: [record], in: database), opened.model)
    }

    @concurrent
    private static func ranked(
        _ question: Question,
        _ object: MatchObject,
        _ opened: OpenCatalogue.Opened,
        with number: Int64?
    ) async -> MatchedRecord {
        var matching = RecordMatching(object, opened.index, opened.model)
        var record = MatchedRecord(id: nil, answer: matching.match(question), opened.index)
        record.ranking = matching.ranked(question, with: number)
        return record
    }

    /// Off the thread that the request came on; after some records others have their turn.
    @concurrent
    private static func answer(
        _ questions: [Question],
        _ order: Order,
        _ opened: OpenCatalogue.Opened,
        _ decided: DecidedRecords?
    ) async -> [MatchedRecord] {
        var matching = RecordMatching(
            order.object,
            opened.index,
            opened.model,
            minimumAccuracy: order.minimumAccuracy
        )
        var records: [MatchedRecord] = []
        records.reserveCapacity(questions.count)
        for (position, question) in questions.enumerated() {
            if position % 32 == 31 { await Task.yield() }
            let id = order.records[position].id
            let answer = matching.match(question, decided?.about(id: id, question))
            var record = MatchedRecord(id: id, answer: answer, opened.index)
            if order.reviews { record.pair = BorderlinePair(answer, question, id: id, at: position) }
            if order.explains { record.ranking = matching.ranked(question) }
            records.append(record)
        }
        return records
    }

    /// Throws with every fault of every record.
    private static func questions(of order: Order) throws(Refusal) -> [Question] {
        var faults = Faults()
        if order.records.isEmpty { faults.add("records", "Send at least one record.") }
        if order.records.count > mostRecords { faults.add("records", "Send at most \(mostRecords) records at a time.") }
        try faults.check()
        let names = RecordFields.names(of: order.object)
        var questions: [Question] = []
        questions.reserveCapacity(order.records.count)
        for (position, record) in order.records.enumerated() {
            var question = Question()
            for (name, text) in record.values {
                if let field = names[name.lowercased()] {
                    question.add(field, text)
                } else {
                    faults.add(
                        "records[\(position)].\(name)",
                        "This field is not known here; known are those of Salesforce, such as Name or BillingCity, and plain ones."
                    )
                }
            }
            questions.append(question)
        }
        try faults.check()
        return questions
    }
}

/// A record that is asked about, by the names of its fields.
package struct MatchRecord: Sendable {
    /// As its owner calls it; nil when it has no name.
    package var id: String?
    package var values: [(field: String, text: String)]

    package init(id: String? = nil, _ values: [(field: String, text: String)]) {
        (self.id, self.values) = (id, values)
    }
}

/// The answer for one record.
package struct MatchedRecord: Sendable {
    package let id: String?
    package let answer: RecordAnswer
    /// The ids that the company and the person had in their files.
    package let companySource: String?
    package let personSource: String?
    package fileprivate(set) var explanation: Explanation?
    /// What a person should look at, where that was asked for.
    package fileprivate(set) var pair: BorderlinePair?
    /// The likeliest candidates, where they are to be explained.
    fileprivate(set) var ranking = RecordRanking()

    fileprivate init(id: String?, answer: RecordAnswer, _ index: CatalogueIndex) {
        self.id = id
        self.answer = answer
        companySource = answer.company.flatMap { index.companySource($0) }
        personSource = answer.person.flatMap { index.personSource($0) }
    }
}

extension CatalogueIndex {
    func companySource(_ number: Int64) -> String? {
        var text: String?
        withCompanySource(number) { text = String(decoding: $0, as: UTF8.self) }
        return text
    }

    func personSource(_ number: Int64) -> String? {
        var text: String?
        withPersonSource(number) { text = String(decoding: $0, as: UTF8.self) }
        return text
    }
}
