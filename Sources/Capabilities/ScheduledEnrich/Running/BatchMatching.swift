import Enrichment
import Matching
import Store

/// Asks the catalogue which profiles records are, on all cores; the answers are in the order of the records, however
/// many threads there were.
struct BatchMatching: Sendable {
    let object: CRMObject
    let inputs: MatchInputs
    let opened: OpenCatalogue.Opened
    let decided: DecidedRecords?

    func matches(_ records: [Record]) async throws -> [Enrichment.Match] {
        try await AllCores.map(records, piece)
    }

    private func piece(_ records: ArraySlice<Record>) -> [Enrichment.Match] {
        let kind = object.matchObject
        var matching = RecordMatching(kind, opened.index, opened.model)
        var question = Question()
        var asking = MatchInputs.Asking(inputs)
        var matches: [Enrichment.Match] = []
        matches.reserveCapacity(records.count)
        var waiting: (record: RecordMatching.Prepared, decision: Decisions.OfRecord?)?
        for record in records {
            asking.ask(&question, about: record)
            let coming = (matching.prepare(question), decided?.about(id: record.id.text, question))
            if let waiting { matches.append(Enrichment.Match(matching.match(waiting.record, waiting.decision))) }
            waiting = coming
        }
        if let waiting { matches.append(Enrichment.Match(matching.match(waiting.record, waiting.decision))) }
        return matches
    }
}

extension CRMObject {
    var matchObject: MatchObject {
        switch self {
        case .account: .account
        case .contact: .contact
        case .lead: .lead
        }
    }
}

extension Enrichment.Match {
    /// What the matcher found, or what a person said of the record before.
    fileprivate init(_ answer: RecordAnswer) {
        if let person = answer.personMatch {
            self.init(person)
        } else if let company = answer.companyMatch {
            self.init(company)
        } else {
            self.init(.none(.nothingToMatchBy), confidence: 0)
        }
        guard answer.isDecided else { return }
        confidence = answer.confidence
        if let person = answer.person {
            self.answer = .matched(.person(person))
            employer = answer.company.map(ProfileID.company)
        } else if let company = answer.company {
            self.answer = .matched(.company(company))
            recordCompany = .company(company)
        }
    }
}
