import Capabilities
import Matching
import Store

extension Candidates {
    /// The candidate with this number first, if one is asked about.
    init(_ explanation: Explanation, first number: Int64? = nil) {
        let nominees =
            explanation.nominees.filter { $0.number == number } + explanation.nominees.filter { $0.number != number }
        let isPeople = explanation.nominees.first?.kind == .people
        self.init(
            noun: isPeople ? "People" : "Companies",
            candidates: nominees.prefix(3).map(Candidate.init),
            line: explanation.needed?.value
        )
    }
}

extension Candidates.Candidate {
    fileprivate init(_ nominee: Explanation.Nominee) {
        name = nominee.name
        path = nominee.kind == .people ? Paths.person(nominee.number) : Paths.company(nominee.number)
        confidence = nominee.confidence
        prior = nominee.prior.value
        lines = nominee.lines.map(Candidates.Line.init)
        behind = nominee.behind.map(Candidates.Line.init)
    }
}

extension Candidates.Line {
    fileprivate init(_ line: Explanation.Line) {
        title = EvidenceWords.title(line.comparison)
        words = EvidenceWords.words(line.level)
        (record, profile) = (line.record, line.profile)
        bits = line.bits.value
    }
}
