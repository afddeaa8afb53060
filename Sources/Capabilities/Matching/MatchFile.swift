import Glibc
package import Matching
import Synchronization
import Tabular

/// Matches the records of a CSV file, and writes one row for each in the same order: on all cores, in constant memory.
package struct MatchFile: Sendable {
    /// How the records came out.
    package struct Totals: Sendable, Equatable {
        package var records = 0
        package var matched = 0
        package var companyOnly = 0
        package var none = 0
        /// Rows that could not be read; they are answered as having nothing to match by.
        package var unreadable = 0
        package var reasons: [Reason: Int] = [:]
    }

    package let object: MatchObject
    package let index: CatalogueIndex
    package var model = Model()
    package var minimumAccuracy: UInt8 = 0
    /// Writes the evidence beside each answer.
    package var explains = false
    /// How many threads; all cores when not said.
    package var width = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    package init(object: MatchObject, index: CatalogueIndex) {
        (self.object, self.index) = (object, index)
    }

    static let batch = 512

    /// Reads one file and writes the other; `progress` is told how much of the first was read.
    package func run(
        from input: String,
        to output: String,
        progress: @escaping @Sendable (_ done: Int, _ whole: Int) -> Void = { _, _ in }
    ) async throws -> Totals {
        let source = try MatchSource(input, object: object)
        let sink = try OrderedOutput(output)
        var header = MatchRows(explains: explains)
        header.writeHeader()
        sink.put(header.take(), at: -1)
        return try await withThrowingTaskGroup(of: Totals.self) { group in
            for _ in 0..<width {
                group.addTask { try work(source, sink, progress) }
            }
            var totals = Totals()
            for try await part in group { totals.add(part) }
            try sink.finish()
            return totals
        }
    }

    private func work(
        _ source: MatchSource,
        _ sink: OrderedOutput,
        _ progress: (Int, Int) -> Void
    ) throws -> Totals {
        var batch = MatchBatch()
        var matching = RecordMatching(self)
        var rows = MatchRows(explains: explains)
        var totals = Totals()
        while try source.read(into: &batch) {
            try Task.checkCancellation()
            for position in 0..<batch.count {
                let answer = matching.match(batch.questions[position], isReadable: batch.isReadable[position])
                totals.count(answer, isReadable: batch.isReadable[position])
                rows.write(answer, id: batch.ids[position], index)
            }
            sink.put(rows.take(), at: batch.ordinal)
            progress(batch.done, batch.whole)
        }
        return totals
    }
}

/// The answer for one record, whatever its object is.
package struct RecordAnswer: Sendable {
    package enum Status: String, Sendable {
        case matched, companyOnly = "company_only", none
    }

    package var status = Status.none
    package var reason: Reason?
    package var confidence = 0
    package var company: Int64?
    package var person: Int64?
    /// The company where the person works now, by the catalogue, when the record says another.
    package var hasMoved = false
    package var companyMatch: CompanyMatch?
    package var personMatch: PersonMatch?
}

/// The matcher for one kind of record; one for each thread.
package struct RecordMatching {
    private var companies: CompanyMatcher?
    private var people: PersonMatcher?

    package init(_ file: MatchFile) {
        self.init(file.object, file.index, file.model, minimumAccuracy: file.minimumAccuracy)
    }

    package init(_ object: MatchObject, _ index: CatalogueIndex, _ model: Model, minimumAccuracy: UInt8 = 0) {
        switch object {
        case .account: companies = CompanyMatcher(index, model)
        case .contact, .lead: people = PersonMatcher(index, model, minimumAccuracy: minimumAccuracy)
        }
    }

    /// The likeliest candidates of a record.
    mutating func ranked(_ question: borrowing Question) -> RecordRanking {
        var ranking = RecordRanking()
        if people != nil {
            ranking.people = people?.ranked(question) ?? []
            ranking.companies = people?.rankedCompanies(question) ?? []
        } else {
            ranking.companies = companies?.ranked(question) ?? []
        }
        ranking.people = Array(ranking.people.prefix(RecordRanking.most))
        ranking.companies = Array(ranking.companies.prefix(RecordRanking.most))
        return ranking
    }

    package mutating func match(_ question: borrowing Question, isReadable: Bool = true) -> RecordAnswer {
        var answer = RecordAnswer()
        guard isReadable else {
            answer.reason = .nothingToMatchBy
            return answer
        }
        if let match = companies?.match(question) {
            answer.confidence = match.confidence
            answer.companyMatch = match
            switch match.answer {
            case .matched(let number): (answer.status, answer.company) = (.matched, number)
            case .none(let reason): answer.reason = reason
            }
        } else if let match = people?.match(question) {
            answer.personMatch = match
            answer.companyMatch = match.company
            answer.reason = match.reason
            answer.confidence = match.confidence
            if let person = match.person {
                (answer.status, answer.person, answer.company) = (.matched, person, match.employer)
                if case .matched(let asked)? = match.company?.answer, let now = match.employer {
                    answer.hasMoved = asked != now
                }
                if answer.company == nil, case .matched(let asked)? = match.company?.answer { answer.company = asked }
            } else if let company = match.companyOnly {
                (answer.status, answer.company) = (.companyOnly, company)
                answer.confidence = match.company?.confidence ?? 0
            }
        }
        return answer
    }
}

extension MatchFile.Totals {
    mutating func count(_ answer: RecordAnswer, isReadable: Bool) {
        records += 1
        if !isReadable { unreadable += 1 }
        switch answer.status {
        case .matched: matched += 1
        case .companyOnly: companyOnly += 1
        case .none: none += 1
        }
        if let reason = answer.reason { reasons[reason, default: 0] += 1 }
    }

    mutating func add(_ other: MatchFile.Totals) {
        records += other.records
        matched += other.matched
        companyOnly += other.companyOnly
        none += other.none
        unreadable += other.unreadable
        reasons.merge(other.reasons) { $0 + $1 }
    }
}
