package import Matching

/// Which profile a record is, how sure that is, and why.
package struct Match: Sendable, Equatable {
    package enum Answer: Sendable, Hashable {
        case matched(ProfileID)
        /// Of a person only the company is known.
        case companyOnly(ProfileID)
        case none(NoMatchReason)
    }

    package var answer: Answer
    /// 0 to 100.
    package var confidence: Int
    package var evidence: [Evidence]
    /// The next likely profile.
    package var runnerUp: ProfileID?
    /// The company that the record says, where it is known.
    package var recordCompany: ProfileID?
    /// The company where the person works by the catalogue.
    package var employer: ProfileID?
    /// Whether the record says anything of a company.
    package var namesCompany = true

    package init(
        _ answer: Answer,
        confidence: Int,
        evidence: [Evidence] = [],
        runnerUp: ProfileID? = nil,
        recordCompany: ProfileID? = nil,
        employer: ProfileID? = nil
    ) {
        self.answer = answer
        self.confidence = confidence
        self.evidence = evidence
        self.runnerUp = runnerUp
        self.recordCompany = recordCompany
        self.employer = employer
    }

    package init(_ match: CompanyMatch) {
        self.init(.none(.noCandidate), confidence: match.confidence, evidence: match.best?.evidence ?? [])
        runnerUp = match.runnerUp.map { .company($0.number) }
        switch match.answer {
        case .matched(let number):
            answer = .matched(.company(number))
            recordCompany = .company(number)
        case .none(let reason): answer = .none(NoMatchReason(reason))
        }
    }

    package init(_ match: PersonMatch) {
        self.init(.none(.noCandidate), confidence: match.confidence, evidence: match.best?.evidence ?? [])
        runnerUp = match.runnerUp.map { .person($0.number) }
        switch match.company?.answer {
        case .matched(let number)?: recordCompany = .company(number)
        case .none(.nothingToMatchBy)?, nil: namesCompany = false
        case .none?: break
        }
        employer = match.employer.map(ProfileID.company)
        if let person = match.person {
            answer = .matched(.person(person))
        } else if match.reason == .belowAccuracy {
            answer = .none(.belowAccuracy)
        } else if let company = match.companyOnly {
            answer = .companyOnly(.company(company))
            confidence = match.company?.confidence ?? 0
            evidence = match.company?.best?.evidence ?? []
            runnerUp = match.company?.runnerUp.map { .company($0.number) }
        } else {
            answer = .none(match.reason.map(NoMatchReason.init) ?? .noCandidate)
        }
    }

    package var profile: ProfileID? {
        switch answer {
        case .matched(let profile), .companyOnly(let profile): profile
        case .none: nil
        }
    }

    /// Whether the person has left the company that the record says; nil where the record is no known person. One that
    /// says no company is brought to where the person works, and cannot be wrong about it.
    package var hasMoved: Moved? {
        guard case .matched(let profile) = answer, profile.kind == .person else { return nil }
        if employer != nil, !namesCompany { return .no }
        guard let employer, let recordCompany else { return .uncertain }
        return employer == recordCompany ? .no : .yes
    }
}
