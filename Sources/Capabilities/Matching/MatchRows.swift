import Matching
import Tabular

/// Writes the rows of answers as CSV.
struct MatchRows {
    private var csv = CSVWriter(quotes: .needed)
    private let explains: Bool

    init(explains: Bool) {
        self.explains = explains
    }

    mutating func take() -> [UInt8] { csv.take() }

    mutating func writeHeader() {
        csv.cells("Id", "status", "reason", "confidence", "company_id", "company_source_id", "person_id")
        csv.cell("person_source_id")
        if explains { csv.cells("score", "evidence", "runner_up", "runner_up_score", "why_not", "change") }
        csv.endRow()
    }

    mutating func write(_ answer: RecordAnswer, id: [UInt8], _ index: CatalogueIndex) {
        id.withUnsafeBufferPointer { csv.cell(utf8: $0) }
        csv.cell(answer.status.rawValue)
        csv.cell(answer.status == .matched ? "" : answer.reason?.rawValue ?? "")
        csv.cell(answer.confidence)
        if let company = answer.company {
            csv.cell(Int(company))
            index.withCompanySource(company) { csv.cell(utf8: $0) }
        } else {
            csv.cells("", "")
        }
        if let person = answer.person {
            csv.cell(Int(person))
            index.withPersonSource(person) { csv.cell(utf8: $0) }
        } else {
            csv.cells("", "")
        }
        if explains { explain(answer) }
        csv.endRow()
    }

    private mutating func explain(_ answer: RecordAnswer) {
        let best = answer.personMatch?.best ?? answer.companyMatch?.best
        let second = answer.personMatch == nil ? answer.companyMatch?.runnerUp : answer.personMatch?.runnerUp
        csv.cells(best?.score.text ?? "", best?.sentence ?? "")
        if let second {
            csv.cell(Int(second.number))
            csv.cells(second.score.text, best.map(second.difference) ?? "")
        } else {
            csv.cells("", "", "")
        }
        let change = answer.personMatch == nil ? answer.companyMatch?.change : answer.personMatch?.change
        csv.cell(answer.status == .none ? change?.text ?? "" : "")
    }
}

extension Bits {
    /// In bits, to a hundredth.
    var text: String {
        let sign = hundredths < 0 ? "-" : ""
        let size = hundredths.magnitude
        return "\(sign)\(size / 100).\(size % 100 < 10 ? "0" : "")\(size % 100)"
    }
}

extension Candidate {
    /// `prior -16.61; name same +18.10; …`: what adds up to the score.
    var sentence: String {
        (["prior \(prior.text)"] + evidence.map { "\($0.comparison) \($0.level) \($0.bits.text)" })
            .joined(separator: "; ")
    }

    /// In what this one has less than the better.
    func difference(to better: Candidate) -> String {
        Comparison.allCases.compactMap { comparison in
            let less = better.tally.bits(comparison) - tally.bits(comparison)
            guard less.hundredths >= 50 else { return nil }
            return "\(comparison) \(tally.level(comparison)) \(less.text) less"
        }.joined(separator: "; ")
    }
}
