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
        /// Where they were asked for, the first pairs that a person should look at, in the order of the file.
        package fileprivate(set) var borderline: [BorderlinePair] = []

        package static let mostBorderline = 2000
    }

    package let object: MatchObject
    package let index: CatalogueIndex
    package var model = Model()
    package var minimumAccuracy: UInt8 = 0
    /// What people decided about such records.
    package var decided: DecidedRecords?
    /// Notes the pairs that a person should look at.
    package var reviews = false
    /// Writes the evidence beside each answer.
    package var explains = false
    /// How many threads; all cores when not said.
    package var width = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    package init(object: MatchObject, index: CatalogueIndex) {
        (self.object, self.index) = (object, index)
    }

    /// So many records that what was read of them is still near the processor when they are matched.
    static let batch = 128
    private static let manyBytes = 1 << 20

    /// Reads one file and writes the other; `progress` is told how much of the first was read.
    package func run(
        from input: String,
        to output: String,
        progress: @escaping @Sendable (_ done: Int, _ whole: Int) -> Void = { _, _ in }
    ) async throws -> Totals {
        let source = try MatchSource(input, object: object)
        // Some thousand records touch the index nearly everywhere.
        if source.bytes > MatchFile.manyBytes { index.readAhead(people: object != .account) }
        let sink = try OrderedOutput(output)
        var header = MatchRows(explains: explains)
        header.writeHeader()
        sink.put(header.take(), at: -1)
        return try await withThrowingTaskGroup(of: Totals.self) { group in
            for thread in 0..<width {
                group.addTask {
                    ReadingTables.make(beginningAt: thread)
                    return try work(source, sink, progress)
                }
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
            var coming = matching.prepare(batch.questions[0], isReadable: batch.isReadable[0])
            for position in 0..<batch.count {
                let record = coming
                if position + 1 < batch.count {
                    let next = position + 1
                    coming = matching.prepare(batch.questions[next], isReadable: batch.isReadable[next])
                }
                let id = source.columns.id == nil ? nil : String(decoding: batch.ids[position], as: UTF8.self)
                let answer = matching.match(record, decided?.about(id: id, batch.questions[position]))
                totals.count(answer, isReadable: batch.isReadable[position])
                if reviews {
                    let place = batch.ordinal * MatchFile.batch + position
                    totals.note(BorderlinePair(answer, batch.questions[position], id: id, at: place))
                }
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
    /// A person said what the record is.
    package var isDecided = false
    /// The company where the person works now, by the catalogue, when the record says another.
    package var hasMoved = false
    package var companyMatch: CompanyMatch?
    package var personMatch: PersonMatch?
}

/// The matcher for one kind of record; one for each thread.
package struct RecordMatching {
    /// A record that was read; while one is matched, the next may be prepared.
    package enum Prepared {
        case company(CompanyMatcher.Prepared)
        case person(PersonMatcher.Prepared)
        case unreadable
    }

    private let index: CatalogueIndex
    private var companies: CompanyMatcher?
    private var people: PersonMatcher?

    package init(_ file: MatchFile) {
        self.init(file.object, file.index, file.model, minimumAccuracy: file.minimumAccuracy)
    }

    package init(_ object: MatchObject, _ index: CatalogueIndex, _ model: Model, minimumAccuracy: UInt8 = 0) {
        self.index = index
        switch object {
        case .account: companies = CompanyMatcher(index, model)
        case .contact, .lead: people = PersonMatcher(index, model, minimumAccuracy: minimumAccuracy)
        }
    }

    /// The likeliest candidates of a record, and with them one that is asked about.
    mutating func ranked(_ question: borrowing Question, with number: Int64? = nil) -> RecordRanking {
        var ranking = RecordRanking()
        if people != nil {
            ranking.people = people?.ranked(question) ?? []
            ranking.companies = people?.rankedCompanies(question) ?? []
        } else {
            ranking.companies = companies?.ranked(question) ?? []
        }
        ranking.people = Array(ranking.people.prefix(RecordRanking.most))
        ranking.companies = Array(ranking.companies.prefix(RecordRanking.most))
        if let number {
            if let person = people?.explain(number) {
                ranking.people.addIfMissing(person)
            } else if let company = companies?.explain(number) {
                ranking.companies.addIfMissing(company)
            }
        }
        return ranking
    }

    package mutating func prepare(_ question: borrowing Question, isReadable: Bool = true) -> Prepared {
        guard isReadable else { return .unreadable }
        if let company = companies?.prepare(question) { return .company(company) }
        if let person = people?.prepare(question) { return .person(person) }
        return .unreadable
    }

    /// The answer, which what a person decided overrides.
    package mutating func match(
        _ question: borrowing Question,
        isReadable: Bool = true,
        _ decision: Decisions.OfRecord? = nil
    ) -> RecordAnswer {
        match(prepare(question, isReadable: isReadable), decision)
    }

    package mutating func match(_ prepared: Prepared, _ decision: Decisions.OfRecord? = nil) -> RecordAnswer {
        let others = decision?.different ?? []
        var answer = RecordAnswer()
        switch prepared {
        case .company(let record): if let match = companies?.match(record, without: others) { answer.take(match) }
        case .person(let record): if let match = people?.match(record, without: others) { answer.take(match) }
        case .unreadable:
            answer.reason = .nothingToMatchBy
            return answer
        }
        return decision?.same.flatMap { decided($0, answer) } ?? answer
    }

    /// The record is this profile, whatever the score; nil when the index has it no more.
    private func decided(_ number: Int64, _ answer: RecordAnswer) -> RecordAnswer? {
        var answer = answer
        (answer.status, answer.reason, answer.confidence, answer.isDecided) = (.matched, nil, 100, true)
        if let people {
            guard index.personSource(number) != nil else { return nil }
            (answer.person, answer.company) = (number, index.employer(ofPerson: number) ?? answer.company)
            if let best = answer.personMatch?.best, best.number != number {
                answer.personMatch?.runnerUp = best
                answer.personMatch?.best = people.explain(number)
            }
        } else {
            guard index.companySource(number) != nil else { return nil }
            answer.company = number
            if let best = answer.companyMatch?.best, best.number != number {
                answer.companyMatch?.runnerUp = best
                answer.companyMatch?.best = companies?.explain(number)
            }
        }
        return answer
    }
}

extension RecordAnswer {
    fileprivate mutating func take(_ match: CompanyMatch) {
        confidence = match.confidence
        companyMatch = match
        switch match.answer {
        case .matched(let number): (status, company) = (.matched, number)
        case .none(let why): reason = why
        }
    }

    fileprivate mutating func take(_ match: PersonMatch) {
        (personMatch, companyMatch, reason) = (match, match.company, match.reason)
        confidence = match.confidence
        if let person = match.person {
            (status, self.person, company) = (.matched, person, match.employer)
            if case .matched(let asked)? = match.company?.answer, let now = match.employer { hasMoved = asked != now }
            if company == nil, case .matched(let asked)? = match.company?.answer { company = asked }
        } else if let company = match.companyOnly {
            (status, self.company) = (.companyOnly, company)
            confidence = match.company?.confidence ?? 0
        }
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
        borderline += other.borderline
        keepFirst()
    }

    fileprivate mutating func note(_ pair: BorderlinePair?) {
        guard let pair else { return }
        borderline.append(pair)
        if borderline.count >= 2 * MatchFile.Totals.mostBorderline { keepFirst() }
    }

    private mutating func keepFirst() {
        borderline.sort { $0.place < $1.place }
        borderline = Array(borderline.prefix(MatchFile.Totals.mostBorderline))
    }
}
