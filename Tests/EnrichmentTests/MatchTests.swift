@testable import Enrichment
@testable import Matching
import Testing

@Suite struct MatchTests {
    private func company(_ answer: CompanyMatch.Answer) -> CompanyMatch {
        var match = CompanyMatch(answer: answer)
        match.confidence = 88
        return match
    }

    @Test func `a company that was found is the record and its company`() {
        let match = Match(company(.matched(7)))
        #expect(match == Match(.matched(.company(7)), confidence: 88, recordCompany: .company(7)))
        #expect(Match(company(.none(.ambiguous))).answer == .none(.ambiguous))
    }

    @Test("M-10 · a person has moved when the catalogue knows another company than the record")
    func moved() {
        for (employer, record, moved) in [(7, 7, Moved.no), (8, 7, .yes)] as [(Int64, Int64, Moved)] {
            var person = PersonMatch(company: company(.matched(record)))
            (person.person, person.employer) = (70, employer)
            #expect(Match(person).answer == .matched(.person(70)))
            #expect(Match(person).hasMoved == moved)
        }
        var unknown = PersonMatch(company: company(.none(.noCandidate)))
        (unknown.person, unknown.employer) = (70, 7)
        #expect(Match(unknown).hasMoved == .uncertain)
    }

    @Test("S-15 · where the person is not known the company alone is the match")
    func companyOnly() {
        var person = PersonMatch(company: company(.matched(7)))
        person.reason = .belowThreshold
        person.confidence = 12
        let match = Match(person)
        #expect(match.answer == .companyOnly(.company(7)))
        #expect(match.confidence == 88)
        #expect(match.hasMoved == nil)
    }

    @Test("S-05 · below the accuracy score there is no match, though the company is known")
    func accuracy() {
        var person = PersonMatch(company: company(.matched(7)))
        person.reason = .belowAccuracy
        #expect(Match(person).answer == .none(.belowAccuracy))
        #expect(NoMatchReason.belowAccuracy.label == "Below selected Accuracy Score")
    }

    @Test func `every reason of the matcher is one of a record`() {
        for reason in Reason.allCases { #expect(NoMatchReason(reason).rawValue == reason.rawValue) }
    }
}
