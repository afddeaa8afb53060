package import Matching

/// What a file of accounts teaches about the weights of the model.
package struct Lesson: Sendable {
    package var model: Model
    package var records = 0

    /// How often the records are gone through, each time with what was learned before.
    private static let rounds = 3
    private static let mostRecords = 50_000

    /// Learns from records without right answers by how likely each candidate is, and from right answers where they stand.
    package static func run(_ file: MatchFile, from input: String) throws -> Lesson {
        var lesson = Lesson(model: file.model)
        for _ in 0..<rounds {
            let source = try MatchSource(input, object: .account)
            var matcher = CompanyMatcher(file.index, lesson.model)
            var training = Training()
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
            lesson.model.company = training.weights(from: lesson.model.company)
        }
        lesson.model.version += 1
        return lesson
    }
}
