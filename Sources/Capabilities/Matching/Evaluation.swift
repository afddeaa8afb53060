import Matching

/// Judges the matches of a file whose right answers are known.
package struct Evaluation: Sendable {
    /// One record as it came out.
    private struct Outcome {
        var confidence: Int
        var isAnswered: Bool
        var isRight: Bool
        var hasTruth: Bool
    }

    /// Precision and recall when answers from a confidence on count.
    package struct Line: Sendable, Equatable {
        package var threshold: Int
        package var precision: Double
        package var recall: Double
        package var f1: Double
    }

    /// Of the records with a confidence within ten, how many are right.
    package struct Band: Sendable, Equatable {
        package var from: Int
        package var records: Int
        package var meanConfidence: Double
        package var right: Double
    }

    /// A record that came out wrong.
    package struct FalseCase: Sendable, Equatable {
        package enum Kind: String, Sendable { case wrong, invented, missed }

        package var id: String
        package var kind: Kind
        package var confidence: Int
        package var reason: String
        /// Source ids of what was answered, or was nearest, and of what is right.
        package var answer: String
        package var truth: String
    }

    private static let mostCases = 1000

    private var outcomes: [Outcome] = []
    package private(set) var cases: [FalseCase] = []

    /// Matches each record of the file and compares the answer with the truth that stands beside it.
    package static func run(_ file: MatchFile, from input: String) throws -> Evaluation {
        let source = try MatchSource(input, object: file.object)
        let asksPeople = file.object != .account && source.columns.personTruth != nil
        guard asksPeople || source.columns.companyTruth != nil else { throw MatchFileError.noTruth }
        var evaluation = Evaluation()
        var matching = RecordMatching(file)
        var batch = MatchBatch()
        while try source.read(into: &batch) {
            for position in 0..<batch.count {
                let answer = matching.match(batch.questions[position], isReadable: batch.isReadable[position])
                let truth = asksPeople ? batch.personTruths[position] : batch.companyTruths[position]
                evaluation.add(answer, asksPeople: asksPeople, truth: truth, id: batch.ids[position], file.index)
            }
        }
        return evaluation
    }

    private mutating func add(
        _ answer: RecordAnswer,
        asksPeople: Bool,
        truth: [UInt8],
        id: [UInt8],
        _ index: CatalogueIndex
    ) {
        let best = asksPeople ? answer.personMatch?.best : answer.companyMatch?.best
        let confidence = asksPeople ? answer.personMatch?.confidence ?? 0 : answer.companyMatch?.confidence ?? 0
        var found: [UInt8] = []
        if let best {
            if asksPeople {
                index.withPersonSource(best.number) { found = Array($0) }
            } else {
                index.withCompanySource(best.number) { found = Array($0) }
            }
        }
        let isAnswered: Bool
        if asksPeople {
            isAnswered = answer.person != nil
        } else if case .matched? = answer.companyMatch?.answer {
            isAnswered = true
        } else {
            isAnswered = false
        }
        let isRight = best != nil && !truth.isEmpty && found == truth
        outcomes.append(
            Outcome(confidence: confidence, isAnswered: isAnswered, isRight: isRight, hasTruth: !truth.isEmpty)
        )
        let kind: FalseCase.Kind
        if isAnswered, !isRight {
            kind = truth.isEmpty ? .invented : .wrong
        } else if !isAnswered, !truth.isEmpty {
            kind = .missed
        } else {
            return
        }
        guard cases.count < Evaluation.mostCases else { return }
        cases.append(
            FalseCase(
                id: String(decoding: id, as: UTF8.self),
                kind: kind,
                confidence: confidence,
                reason: answer.reason?.rawValue ?? "",
                answer: String(decoding: found, as: UTF8.self),
                truth: String(decoding: truth, as: UTF8.self)
            )
        )
    }

    // MARK: Figures

    package var records: Int { outcomes.count }
    package var truths: Int { outcomes.count { $0.hasTruth } }

    /// As the threshold of the model decides.
    package var decided: Line { line(threshold: -1) { $0.isAnswered } }

    /// As other thresholds would decide.
    package var byThreshold: [Line] {
        [30, 40, 50, 60, 70, 80, 90, 95, 99].map { threshold in
            line(threshold: threshold) { $0.confidence >= threshold }
        }
    }

    private func line(threshold: Int, _ isAnswer: (Outcome) -> Bool) -> Line {
        var (answers, right) = (0, 0)
        for outcome in outcomes where isAnswer(outcome) {
            answers += 1
            if outcome.isRight { right += 1 }
        }
        let precision = answers == 0 ? 1 : Double(right) / Double(answers)
        let recall = truths == 0 ? 1 : Double(right) / Double(truths)
        let sum = precision + recall
        return Line(
            threshold: threshold,
            precision: precision,
            recall: recall,
            f1: sum == 0 ? 0 : 2 * precision * recall / sum
        )
    }

    package var calibration: [Band] {
        stride(from: 0, to: 100, by: 10).compactMap { from in
            let part = outcomes.filter { $0.confidence >= from && ($0.confidence < from + 10 || from == 90) }
            guard !part.isEmpty else { return nil }
            return Band(
                from: from,
                records: part.count,
                meanConfidence: Double(part.reduce(0) { $0 + $1.confidence }) / Double(part.count),
                right: Double(part.count { $0.isRight }) / Double(part.count)
            )
        }
    }
}
