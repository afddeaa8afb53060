/// Finds which company of the catalogue a record is. One for each thread, used again and again.
///
/// Keys that tell much are asked first; the others, and those that bear misspellings, only while no company is certain.
package struct CompanyMatcher {
    private let index: CatalogueIndex
    private let model: Model
    private let scorer: CompanyScorer
    private let prior: Bits
    private var features: CompanyFeatures
    private var rarities = CompanyScorer.Rarities()
    private var candidates = CandidateSet()
    private var keys: [PostingKey] = []
    private var scored: [Scored] = []
    /// How many of the candidates have been looked at.
    private var isScored: [Bool] = []
    private var order: [Int] = []

    struct Scored {
        var place: CatalogueIndex.Place
        var number: Int64
        var tally: Tally
    }

    private enum Limit {
        static let first = 48
        static let further = 32
    }

    package init(_ index: CatalogueIndex, _ model: Model = Model()) {
        self.index = index
        self.model = model
        scorer = CompanyScorer(weights: model.company)
        prior = model.prior(of: index.companies.live)
        features = CompanyFeatures(places: index.places)
        keys.reserveCapacity(256)
        scored.reserveCapacity(256)
        order.reserveCapacity(CandidateSet.most)
        isScored.reserveCapacity(CandidateSet.most)
    }

    /// The company of a record.
    package mutating func match(_ question: borrowing Question) -> CompanyMatch {
        rank(question)
        return decide()
    }

    /// The candidates with their evidence, the likeliest first.
    mutating func rank(_ question: borrowing Question) {
        features.read(question)
        candidates.clear()
        scored.removeAll(keepingCapacity: true)
        isScored.removeAll(keepingCapacity: true)
        rarities.most = rarity(1, of: index.companies.live)
        askFirst()
        score(most: Limit.first)
        if isCertain(0.9995) { return sort() }
        askFurther()
        score(most: Limit.further)
        if isCertain(0.99) { return sort() }
        askMisspelled()
        score(most: Limit.further)
        sort()
    }

    /// What speaks for and against one company among the candidates of the record that was matched last.
    package func explain(_ number: Int64) -> Candidate? {
        scored.first { $0.number == number }.map { Candidate(number: $0.number, tally: $0.tally) }
    }

    /// The best among all companies, each looked at: slow, to hold the index against.
    mutating func bestOfAll(_ question: borrowing Question) -> Candidate {
        rank(question)
        scored.removeAll(keepingCapacity: true)
        for segment in index.companies.segments.indices {
            for card in 0..<index.companies.segments[segment].cards {
                let place = CatalogueIndex.Place(segment: segment, card: card)
                let view = CompanyView(base: index.companies.card(place))
                let tally = features.withView { scorer.score($0, rarities, view, prior: prior) }
                scored.append(Scored(place: place, number: view.head.pointee.number, tally: tally))
            }
        }
        sort()
        return Candidate(number: scored[0].number, tally: scored[0].tally)
    }

    // MARK: Asking

    private mutating func askFirst() {
        let all = index.companies.live
        rarities.names.removeAll(keepingCapacity: true)
        rarities.domains.removeAll(keepingCapacity: true)
        rarities.phones.removeAll(keepingCapacity: true)
        let layers = index.companies
        // How telling each word is goes into the card first.
        features.weigh { token in CompanyMatcher.weight(layers.count(CompanyKeys.word(token)), all) }
        let city = features.withView { $0.head.pointee.address.city }
        let count = features.withView { Int($0.head.pointee.domains) }
        for index in 0..<count {
            let domain = features.withView { $0.domains[index] }
            let total = ask(PostingKey(.domain, domain))
            rarities.domains.append(rarity(total, of: all))
            if total > PostingKey.wide / 4, city != 0 { ask(PostingKey(.domainAndCity, domain, UInt64(city))) }
        }
        for index in 0..<features.withView({ Int($0.head.pointee.phones) }) {
            rarities.phones.append(rarity(ask(CompanyKeys.phone(features.withView { $0.phones[index] })), of: all))
        }
        for index in 0..<features.withView({ Int($0.head.pointee.names) }) {
            let (keys, words) = features.withView {
                ($0.names[index].keys, Int($0.names[index].tokens))
            }
            let total = ask(PostingKey(.letters, keys.joined))
            if words > 1 { ask(PostingKey(.bag, keys.bag)) }
            rarities.names.append(features.withView { sameBits($0.name(index), total) })
        }
        let address = features.withView { $0.head.pointee.address }
        rarities.city = address.city == 0 ? 0 : rarity(layers.count(PostingKey(.city, UInt64(address.city))), of: all)
        rarities.region = address.region == .none ? 0 : rarity(layers.count(CompanyKeys.region(address)), of: all)
        rarities.country =
            address.country == .none
            ? 0 : rarity(layers.count(PostingKey(.country, UInt64(address.country.packed))), of: all)
        rarities.postcode =
            address.postcode == .none
            ? 0 : rarity(layers.count(PostingKey(.postcode, address.postcode.packed)), of: all)
    }

    /// How telling it is to have this very name: by how many have it, though a name of common words is not as rare as that.
    private func sameBits(_ name: NameView, _ total: Int) -> Float {
        var sum: Float = 0
        for index in 0..<min(name.count, 16) { sum += name.weight(index) }
        return min(rarity(total, of: index.companies.live) + 1, sum + 3)
    }

    /// Eighths of a bit.
    static func weight(_ count: Int, _ all: Int) -> UInt8 {
        UInt8(max(1, min(255, (rarity(count, of: all) * 8).rounded())))
    }

    private mutating func askFurther() {
        keys.removeAll(keepingCapacity: true)
        let asked = keys
        keys = features.withView { view in
            var keys = asked
            let head = view.head.pointee
            let city = UInt64(head.address.city)
            for index in 0..<Int(head.names) {
                let name = view.name(index)
                let part = name.part.pointee
                if part.kind == .domain {
                    keys.append(CompanyKeys.word(name.tokens[0]))
                    continue
                }
                CompanyKeys.words(name, into: &keys)
                CompanyKeys.wordsInPlace(name, city: city, into: &keys)
                CompanyKeys.pairs(name, into: &keys)
                if name.count >= 3 { keys.append(PostingKey(.acronym, part.keys.initials)) }
                if part.keys.acronym != 0, part.letters <= 6 {
                    keys.append(PostingKey(.initials, part.keys.acronym))
                    if city != 0 { keys.append(PostingKey(.initials, part.keys.acronym, city)) }
                }
            }
            if let house = CompanyKeys.house(head.address) { keys.append(house) }
            if head.ticker != 0 { keys.append(PostingKey(.ticker, UInt64(head.ticker))) }
            return keys
        }
        for key in keys { ask(key) }
    }

    private mutating func askMisspelled() {
        keys.removeAll(keepingCapacity: true)
        let asked = keys
        keys = features.withView { view in
            var keys = asked
            let city = UInt64(view.head.pointee.address.city)
            for index in 0..<Int(view.head.pointee.names) {
                CompanyKeys.likely(view.name(index), city: city, into: &keys)
            }
            return keys
        }
        for key in keys { ask(key) }
    }

    /// Takes the companies of a key for candidates, and answers how many have it.
    @discardableResult
    private mutating func ask(_ key: PostingKey) -> Int {
        let layers = index.companies
        var total = 0
        for segment in layers.segments.indices {
            let run = layers.segments[segment].run(of: key)
            total += run.total
            guard run.count > 0 else { continue }
            let weight = rarity(run.total, of: layers.live)
            for position in 0..<run.count {
                candidates.add(CatalogueIndex.Place(segment: segment, card: run.card(position)), weight)
            }
        }
        return total
    }

    // MARK: Scoring

    /// Weighs those candidates of whom the keys tell most and that were not weighed yet.
    private mutating func score(most: Int) {
        while isScored.count < candidates.count { isScored.append(false) }
        order.removeAll(keepingCapacity: true)
        for candidate in 0..<candidates.count where !isScored[candidate] { order.append(candidate) }
        if order.count > most {
            let (weights, places) = (candidates.weights, candidates.places)
            order.sort {
                weights[$0] != weights[$1] ? weights[$0] > weights[$1] : places[$0].packed < places[$1].packed
            }
            order.removeSubrange(most...)
        }
        for candidate in order {
            isScored[candidate] = true
            let place = candidates.places[candidate]
            guard !index.companies.isDead(place) else { continue }
            let card = CompanyView(base: index.companies.card(place))
            let tally = features.withView { scorer.score($0, rarities, card, prior: prior) }
            scored.append(Scored(place: place, number: card.head.pointee.number, tally: tally))
        }
    }

    private mutating func sort() {
        scored.sort { $0.tally.total != $1.tally.total ? $0.tally.total > $1.tally.total : $0.number < $1.number }
    }

    /// Whether one company has so much of the whole likelihood that no further key will change it, by its name too.
    private func isCertain(_ share: Double) -> Bool {
        guard let best = scored.max(by: { $0.tally.total < $1.tally.total }) else { return false }
        guard best.tally.level(.name) == .same || best.tally.level(.name) == .reordered else { return false }
        return Posterior.share(of: best.tally.total, among: scored.lazy.map(\.tally.total)) >= share
    }

    // MARK: Deciding

    private func decide() -> CompanyMatch {
        guard let best = scored.first else {
            return CompanyMatch(answer: .none(isEmpty ? .nothingToMatchBy : .noCandidate))
        }
        let share = Posterior.share(of: best.tally.total, among: scored.lazy.map(\.tally.total))
        let confidence = model.confidence(share)
        var match = CompanyMatch(answer: .matched(best.number))
        match.share = share
        match.confidence = confidence
        match.best = Candidate(number: best.number, tally: best.tally)
        if scored.count > 1 { match.runnerUp = Candidate(number: scored[1].number, tally: scored[1].tally) }
        guard confidence < model.threshold else { return match }
        let isTorn =
            scored.count > 1 && scored[1].tally.total.hundredths + 300 > best.tally.total.hundredths
            && best.tally.total > .zero
        match.answer = .none(isTorn ? .ambiguous : .belowThreshold)
        return match
    }

    private var isEmpty: Bool {
        features.withView { view in
            let head = view.head.pointee
            return head.names == 0 && head.domains == 0 && head.phones == 0
        }
    }
}
