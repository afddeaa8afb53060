package import Database
package import Matching
import Store

/// What a file of accounts teaches about the weights of the model.
package struct Lesson: Sendable {
    package var model: Model
    package var records = 0
    /// How many decisions of people it learned from.
    package var decisions = 0

    /// How often the records are gone through, each time with what was learned before.
    private static let rounds = 3
    private static let mostRecords = 50_000

    /// Learns from records without right answers by how likely each candidate is, and from right answers where they stand.
    /// What people decided about accounts counts as right answers; without a file it is all there is to learn from.
    package static func run(_ file: MatchFile, from input: String?, and decided: [DecidedAccount] = []) throws -> Lesson
    {
        var lesson = Lesson(model: file.model)
        lesson.decisions = decided.count
        for _ in 0..<rounds {
            var matcher = CompanyMatcher(file.index, lesson.model)
            var training = Training()
            for account in decided { matcher.teach(account.question, company: account.number, &training) }
            defer { lesson.model.company = training.weights(from: lesson.model.company) }
            guard let input else { continue }
            let source = try MatchSource(input, object: .account)
            var batch = MatchBatch()
            lesson.records = 0
            while lesson.records < mostRecords, try source.read(into: &batch) {
                for position in 0..<batch.count where batch.isReadable[position] {
                    lesson.records += 1
                    matcher.teach(
                        batch.questions[position],
                        truth: source.columns.companyTruth == nil ? nil : batch.companyTruths[position],
                        &training
                    )
                }
            }
        }
        lesson.model.version += 1
        return lesson
    }
}

/// An account that a person said is a company of the catalogue.
package struct DecidedAccount: Sendable {
    let question: Question
    let number: Int64

    package static func all(in database: Database) async throws -> [DecidedAccount] {
        try await database.read { db in try MatchReview.decisions(on: db) }
            .filter { $0.isSame && $0.object == MatchObject.account.rawValue }
            .map { DecidedAccount(question: RecordInputs(document: $0.inputs).question, number: $0.number) }
    }
}
