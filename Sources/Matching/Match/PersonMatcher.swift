/// Finds which person of the catalogue a record is, and where the person is not known, which company. One for each thread.
package struct PersonMatcher {
    private let index: CatalogueIndex
    private let people: CatalogueIndex.Layers
    private let model: Model
    private let scorer: PersonScorer
    private let prior: Bits
    private let minimumAccuracy: UInt8
    private var companies: CompanyMatcher
    private var features: PersonFeatures
    /// The keys of the record that was prepared last, without those at a company.
    private var comingKeys: [PostingKey] = []
    /// The record at work.
    private var record: PersonView
    private var rarities = PersonScorer.Rarities()
    private var employer = PersonScorer.Employer()
    private let candidates: CandidateSet
    private var keys: [PostingKey] = []
    private var scored: [Scored] = []
    private var order: [CatalogueIndex.Place] = []

    private struct Scored {
        var place: CatalogueIndex.Place
        var number: Int64
        var company: Int64
        var accuracy: UInt8
        var tally: Tally
    }

    /// A record that was read, and whose keys are on their way from memory.
    package struct Prepared {
        fileprivate let company: CompanyMatcher.Prepared
        fileprivate let view: PersonView
        fileprivate let turn: Int
    }

    private static let mostScored = 64

    /// People of whom the catalogue is less sure than the minimum are no match.
    package init(_ index: CatalogueIndex, _ model: Model = Model(), minimumAccuracy: UInt8 = 0) {
        self.index = index
        people = CatalogueIndex.Layers(index.people)
        self.model = model
        self.minimumAccuracy = minimumAccuracy
        scorer = PersonScorer(weights: model.person)
        prior = model.prior(of: index.people.live)
        candidates = CandidateSet(of: index.people.live)
        companies = CompanyMatcher(index, model)
        features = PersonFeatures(places: index.places)
        record = features.view
        comingKeys.reserveCapacity(128)
        keys.reserveCapacity(128)
        scored.reserveCapacity(128)
    }

    /// Reads a record. The one that was prepared before may still be waiting to be matched: what this one needs is fetched
    /// from memory while that one is weighed.
    package mutating func prepare(_ question: borrowing Question) -> Prepared {
        let company = companies.prepare(question)
        features.read(question)
        let view = features.view
        comingKeys.removeAll(keepingCapacity: true)
        PeopleKeys.own(view, into: &comingKeys)
        people.fetchBuckets(comingKeys)
        return Prepared(company: company, view: view, turn: features.turn)
    }

    /// The person of a record, who is none of those that it is known not to be.
    package mutating func match(_ question: borrowing Question, without others: Set<Int64> = []) -> PersonMatch {
        match(prepare(question), without: others)
    }

    package mutating func match(_ prepared: Prepared, without others: Set<Int64> = []) -> PersonMatch {
        precondition(features.turn - prepared.turn < 2, "only two records can be prepared at a time")
        let company = companies.match(prepared.company)
        record = prepared.view
        rank(companies: company)
        if features.turn > prepared.turn { people.fetchPostings(comingKeys) }
        if !others.isEmpty { scored.removeAll { others.contains($0.number) } }
        return decide(company)
    }

    /// The likeliest people of a record, each with how likely it is.
    package mutating func ranked(_ question: borrowing Question) -> [(candidate: Candidate, likelihood: Double)] {
        _ = match(question)
        return scored.prefix(10).map { one in
            (Candidate(number: one.number, tally: one.tally), likelihood(of: one.tally.total))
        }
    }

    /// The likeliest companies of a record of a person.
    package mutating func rankedCompanies(
        _ question: borrowing Question
    ) -> [(candidate: Candidate, likelihood: Double)] {
        index.companies.segments.isEmpty ? [] : companies.ranked(question)
    }

    /// What speaks for and against one person among the candidates of the record that was matched last.
    package func explain(_ number: Int64) -> Candidate? {
        scored.first { $0.number == number }.map { Candidate(number: $0.number, tally: $0.tally) }
    }

    // MARK: Asking

    private mutating func rank(companies company: CompanyMatch?) {
        candidates.clear()
        scored.removeAll(keepingCapacity: true)
        keys.removeAll(keepingCapacity: true)
        employer.numbers.removeAll(keepingCapacity: true)
        let layers = people
        if let best = company?.best, let confidence = company?.confidence, confidence >= 20 {
            employer.numbers.append(best.number)
            if let next = company?.runnerUp, next.score > .zero { employer.numbers.append(next.number) }
        }
        let view = record
        PeopleKeys.own(view, into: &keys)
        for number in employer.numbers { PeopleKeys.atCompany(view.head.pointee, UInt64(number), into: &keys) }
        layers.fetchBuckets(keys)
        takeRarities()
        layers.fetchPostings(keys)
        for key in keys { layers.ask(key, into: candidates) }
        score(layers)
    }

    private mutating func takeRarities() {
        let (layers, all) = (people, people.live)
        let view = record
        let head = view.head.pointee
        rarities.most = rarity(1, of: all)
        rarities.family = head.family == 0 ? 0 : rarity(layers.count(PostingKey(.family, UInt64(head.family))), of: all)
        rarities.given = head.given == 0 ? 0 : rarity(layers.count(PostingKey(.given, UInt64(head.given))), of: all)
        let address = head.address
        rarities.city = address.city == 0 ? 0 : rarity(layers.count(PostingKey(.city, UInt64(address.city))), of: all)
        rarities.region = address.region == .none ? 0 : rarity(layers.count(CompanyKeys.region(address)), of: all)
        rarities.country =
            address.country == .none
            ? 0 : rarity(layers.count(PostingKey(.country, UInt64(address.country.packed))), of: all)
        rarities.postcode =
            address.postcode == .none
            ? 0 : rarity(layers.count(PostingKey(.postcode, address.postcode.packed)), of: all)
        // About as many people as the index has for each company.
        let colleagues = max(5, all / max(1, index.companies.live))
        rarities.company = rarity(colleagues, of: all)
        rarities.mails.removeAll(keepingCapacity: true)
        rarities.phones.removeAll(keepingCapacity: true)
        for index in 0..<Int(head.mails) {
            let key = view.mails[index].key
            rarities.mails.append(key == 0 ? 0 : rarity(layers.count(PostingKey(.mail, key)), of: all))
        }
        for index in 0..<Int(head.phones) {
            let phone = view.phones[index]
            let key = PeopleKeys.phone(phone)
            rarities.phones.append(rarity(layers.count(key), of: all))
        }
    }

    private mutating func score(_ layers: CatalogueIndex.Layers) {
        candidates.takeLikeliest(PersonMatcher.mostScored, into: &order)
        layers.fetchFirstCards(order)
        for (position, place) in order.enumerated() {
            let next = position + CatalogueIndex.Layers.ahead
            if next < order.count { layers.fetchCard(order[next]) }
            guard !layers.isDead(place) else { continue }
            let card = PersonView(base: layers.card(place))
            let head = card.head.pointee
            let tally = scorer.score(record, rarities, employer, card, prior: prior)
            scored.append(
                Scored(place: place, number: head.number, company: head.company, accuracy: head.accuracy, tally: tally)
            )
        }
        scored.sort { $0.tally.total != $1.tally.total ? $0.tally.total > $1.tally.total : $0.number < $1.number }
    }

    // MARK: Deciding

    private func decide(_ company: CompanyMatch?) -> PersonMatch {
        var match = PersonMatch(company: company)
        guard let best = scored.first else {
            match.reason = isEmpty ? .nothingToMatchBy : .noCandidate
            return match
        }
        match.share = likelihood(of: best.tally.total)
        match.confidence = model.confidence(match.share)
        match.best = Candidate(number: best.number, tally: best.tally)
        if scored.count > 1 { match.runnerUp = Candidate(number: scored[1].number, tally: scored[1].tally) }
        if match.confidence < model.threshold {
            let isTorn =
                scored.count > 1 && scored[1].tally.total.hundredths + 300 > best.tally.total.hundredths
                && best.tally.total > .zero
            match.reason = isTorn ? .ambiguous : .belowThreshold
            match.change = SmallestChange(best.tally, needed: needed(for: best), best: attainable(best.place))
        } else if best.accuracy < minimumAccuracy {
            match.reason = .belowAccuracy
        } else {
            match.person = best.number
            match.employer = best.company >= 0 ? best.company : nil
        }
        return match
    }

    private func likelihood(of score: Bits) -> Double {
        Posterior.share(of: score, among: scored.lazy.map(\.tally.total))
    }

    /// How many bits the best lacks to be a match among the others.
    private func needed(for best: Scored) -> Bits {
        model.needed(against: scored.dropFirst().lazy.map(\.tally.total)) - best.tally.total
    }

    /// The best that each comparison with a person could come to, for what of the person is known.
    private func attainable(_ place: CatalogueIndex.Place) -> [Evidence] {
        let head = PersonView(base: people.card(place)).head.pointee
        let (weights, most) = (model.person, rarities.most)
        var best: [Evidence] = []
        func add(_ comparison: Comparison, _ level: Level, _ bits: Float) {
            best.append(Evidence(comparison: comparison, level: level, bits: Bits(bits)))
        }
        let count = people.live
        if head.family != 0 {
            let key = PostingKey(.family, UInt64(head.family))
            add(.familyName, .same, rarity(people.count(key), of: count) + weights.familySame)
        }
        if head.given != 0 {
            let key = PostingKey(.given, UInt64(head.given))
            add(.givenName, .same, rarity(people.count(key), of: count) + weights.givenSame)
        }
        if head.mails > 0 { add(.email, .same, most + weights.mailSame) }
        if head.phones > 0 { add(.personPhone, .same, most + weights.phoneSame) }
        if head.company >= 0 { add(.company, .same, rarities.company + weights.companySame) }
        if head.birthDate != 0 { add(.birthDate, .same, weights.birthSame) }
        return best
    }

    private var isEmpty: Bool {
        let head = record.head.pointee
        return head.whole == 0 && head.mails == 0 && head.phones == 0 && head.identity == 0
    }
}

/// What came out for a record of a person.
package struct PersonMatch: Sendable {
    /// The person, nil when none is likely enough.
    package var person: Int64?
    /// Where the catalogue says that the person works.
    package var employer: Int64?
    /// Why there is no person.
    package var reason: Reason?
    package var confidence = 0
    package var share = 0.0
    package var best: Candidate?
    package var runnerUp: Candidate?
    /// Where there is no person: what would have made the nearest a match.
    package var change: SmallestChange?
    /// What the record's company came to.
    package var company: CompanyMatch?

    init(company: CompanyMatch?) { self.company = company }

    /// Only the company is known.
    package var companyOnly: Int64? {
        if person == nil, case .matched(let number)? = company?.answer { number } else { nil }
    }
}
