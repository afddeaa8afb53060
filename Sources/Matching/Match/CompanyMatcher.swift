#if canImport(Glibc)
    import Glibc
#endif

/// Finds which company of the catalogue a record is. One for each thread, used again and again.
///
/// Keys that tell much are asked first; the others, and those that bear misspellings, only while no company is certain.
package struct CompanyMatcher {
    let index: CatalogueIndex
    private let companies: CatalogueIndex.Layers
    private let model: Model
    private let scorer: CompanyScorer
    private let prior: Bits
    private let all: Int
    private var features: CompanyFeatures
    /// The keys that are asked first for the record that was prepared last.
    private var comingKeys: [PostingKey] = []
    /// The record at work.
    private var record: CompanyView
    private var rarities = CompanyScorer.Rarities()
    private let candidates: CandidateSet
    private var keys: [PostingKey] = []
    private var scored: [Scored] = []
    private var order: [CatalogueIndex.Place] = []

    struct Scored {
        var place: CatalogueIndex.Place
        var number: Int64
        var total: Bits
        var tally: Tally
    }

    /// A record that was read, and whose first keys are on their way from memory.
    package struct Prepared {
        fileprivate let view: CompanyView
        fileprivate let turn: Int
    }

    private enum Limit {
        static let likely = 8
        static let first = 40
        static let further = 24
        static let misspelled = 16
    }

    package init(_ index: CatalogueIndex, _ model: Model = Model()) {
        self.index = index
        companies = CatalogueIndex.Layers(index.companies)
        self.model = model
        scorer = CompanyScorer(weights: model.company)
        all = index.companies.live
        candidates = CandidateSet(of: all)
        prior = model.prior(of: all)
        features = CompanyFeatures(places: index.places)
        record = features.view
        comingKeys.reserveCapacity(64)
        keys.reserveCapacity(512)
        scored.reserveCapacity(256)
        order.reserveCapacity(64)
        rarities.most = rarity(1, of: all)
    }

    /// Reads a record. The one that was prepared before may still be waiting to be matched: what this one needs is fetched
    /// from memory while that one is weighed.
    package mutating func prepare(_ question: borrowing Question) -> Prepared {
        features.read(question)
        let view = features.view
        findFirstKeys(view)
        companies.fetchBuckets(comingKeys)
        return Prepared(view: view, turn: features.turn)
    }

    /// The company of a record, which is none of those that it is known not to be.
    package mutating func match(_ question: borrowing Question, without others: Set<Int64> = []) -> CompanyMatch {
        match(prepare(question), without: others)
    }

    package mutating func match(_ prepared: Prepared, without others: Set<Int64> = []) -> CompanyMatch {
        gather(prepared)
        if features.turn > prepared.turn { companies.fetchPostings(comingKeys) }
        if !others.isEmpty { scored.removeAll { others.contains($0.number) } }
        pickBest()
        return decide()
    }

    /// The candidates with their evidence, the likeliest first.
    private mutating func rank(_ question: borrowing Question) {
        gather(prepare(question))
        scored.sort { CompanyMatcher.isBetter($0, $1) }
    }

    private static func isBetter(_ one: Scored, _ other: Scored) -> Bool {
        one.total != other.total ? one.total > other.total : one.number < other.number
    }

    /// Brings the best candidate to the front and the next behind it; the others stay as they come.
    private mutating func pickBest() {
        for place in 0..<min(2, scored.count) {
            var best = place
            for other in place + 1..<max(place + 1, scored.count)
            where CompanyMatcher.isBetter(scored[other], scored[best]) {
                best = other
            }
            if best != place { scored.swapAt(best, place) }
        }
    }

    /// Asks the index and weighs what it answers.
    private mutating func gather(_ prepared: Prepared) {
        precondition(features.turn - prepared.turn < 2, "only two records can be prepared at a time")
        record = prepared.view
        candidates.clear()
        scored.removeAll(keepingCapacity: true)
        let view = record
        askFirst(view)
        // Of many that have a key only those that have several are likely.
        score(view, most: Limit.likely)
        if isCertain(0.9995) { return }
        // What is asked next is fetched while what is at hand is weighed.
        findFurtherKeys(view)
        score(view, most: Limit.first)
        if isCertain(0.9995) { return }
        askAll()
        findKeysOfMisspelled(view)
        score(view, most: Limit.further)
        if isCertain(0.99) || isCertain(0.999, byAnyName: true) { return }
        askAll()
        score(view, most: Limit.misspelled)
    }

    /// The likeliest companies of a record, each with how likely it is.
    package mutating func ranked(_ question: borrowing Question) -> [(candidate: Candidate, likelihood: Double)] {
        rank(question)
        return scored.prefix(10).map { one in
            (Candidate(number: one.number, tally: one.tally), likelihood(of: one.total))
        }
    }

    /// What speaks for and against one company among the candidates of the record that was matched last.
    package func explain(_ number: Int64) -> Candidate? {
        scored.first { $0.number == number }.map { Candidate(number: $0.number, tally: $0.tally) }
    }

    /// The best among all companies, each looked at: slow, to hold the index against.
    mutating func bestOfAll(_ question: borrowing Question) -> Candidate {
        rank(question)
        scored.removeAll(keepingCapacity: true)
        for (place, segment) in companies.segments.enumerated() {
            for card in 0..<segment.cards { weigh(CatalogueIndex.Place(segment: place, card: card), record) }
        }
        pickBest()
        return Candidate(number: scored[0].number, tally: scored[0].tally)
    }

    // MARK: Asking

    private mutating func askFirst(_ view: CompanyView) {
        rarities.names.removeAll(keepingCapacity: true)
        rarities.ends.removeAll(keepingCapacity: true)
        rarities.domains.removeAll(keepingCapacity: true)
        rarities.phones.removeAll(keepingCapacity: true)
        let (companies, candidates, all) = (companies, candidates, all)
        func ask(_ key: PostingKey) -> Int { companies.ask(key, into: candidates) }
        func howRare(_ key: PostingKey) -> Float { rarity(companies.count(key), of: all) }
        let head = view.head.pointee
        let city = UInt64(head.address.city)
        // How telling each word is goes into the card first.
        let words = UnsafeMutablePointer(mutating: view.tokens)
        for word in 0..<Int(head.tokens) {
            words[word].form = CompanyMatcher.weight(companies.count(CompanyKeys.word(words[word])), all)
        }
        for domain in 0..<Int(head.domains) {
            let total = ask(PostingKey(.domain, view.domains[domain]))
            rarities.domains.append(rarity(total, of: all))
            if total > PostingKey.wide / 4, city != 0 {
                _ = ask(PostingKey(.domainAndCity, view.domains[domain], city))
            }
        }
        for phone in 0..<Int(head.phones) {
            rarities.phones.append(rarity(ask(CompanyKeys.phone(view.phones[phone])), of: all))
        }
        for name in 0..<Int(head.names) {
            let part = view.names + name
            let total = ask(PostingKey(.letters, part.pointee.keys.joined))
            if part.pointee.tokens > 1 { _ = ask(PostingKey(.bag, part.pointee.keys.bag)) }
            rarities.names.append(CompanyMatcher.sameBits(view.name(name), rarity(total, of: all)))
            rarities.ends.append(NameScore.WordEnds(view.name(name)))
        }
        let address = head.address
        rarities.city = city == 0 ? 0 : howRare(PostingKey(.city, city))
        rarities.region = address.region == .none ? 0 : howRare(CompanyKeys.region(address))
        rarities.country =
            address.country == .none ? 0 : howRare(PostingKey(.country, UInt64(address.country.packed)))
        rarities.postcode = address.postcode == .none ? 0 : howRare(PostingKey(.postcode, address.postcode.packed))
        rarities.house = HouseRarity(address) { howRare($0) }
    }

    /// How telling it is to have this very name: by how many have it, though a name of common words is not as rare as that.
    private static func sameBits(_ name: NameView, _ rarity: Float) -> Float {
        var sum: Float = 0
        for index in 0..<min(name.count, 16) { sum += name.weight(index) }
        return min(rarity + 1, sum + 3)
    }

    /// Eighths of a bit.
    @inline(__always)
    static func weight(_ count: Int, _ all: Int) -> UInt8 {
        UInt8(max(1, min(255, rarity(count, of: all) * 8 + 0.5)))
    }

    private mutating func findFurtherKeys(_ view: CompanyView) {
        keys.removeAll(keepingCapacity: true)
        let head = view.head.pointee
        let city = UInt64(head.address.city)
        for index in 0..<Int(head.names) {
            let name = view.name(index)
            if name.part.pointee.kind == .domain {
                keys.append(CompanyKeys.word(name.tokens[0]))
                continue
            }
            CompanyKeys.words(name, into: &keys)
            CompanyKeys.wordsInPlace(name, city, into: &keys)
            CompanyKeys.pairs(name, into: &keys)
            let part = name.part.pointee
            if name.count >= 3 { keys.append(PostingKey(.acronym, part.keys.initials)) }
            if part.wholeInitials != 0 { keys.append(PostingKey(.acronym, part.wholeInitials)) }
            if part.keys.acronym != 0, part.letters <= 6 {
                keys.append(PostingKey(.initials, part.keys.acronym))
                CompanyKeys.initialsInPlace(part.keys.acronym, head.address, into: &keys)
            }
        }
        CompanyKeys.houses(head.address, into: &keys)
        if head.ticker != 0 { keys.append(PostingKey(.ticker, UInt64(head.ticker))) }
        companies.fetchBuckets(keys)
    }

    private mutating func findKeysOfMisspelled(_ view: CompanyView) {
        keys.removeAll(keepingCapacity: true)
        let address = view.head.pointee.address
        for index in 0..<Int(view.head.pointee.names) {
            let name = view.name(index)
            CompanyKeys.likely(name, address, into: &keys)
            guard name.part.pointee.kind != .domain else { continue }
            CompanyKeys.wordsInPlace(name, address.postcode.packed, into: &keys)
        }
        companies.fetchBuckets(keys)
    }

    private mutating func askAll() {
        companies.fetchPostings(keys)
        for key in keys { companies.ask(key, into: candidates) }
    }

    /// The keys that `askFirst` will ask.
    private mutating func findFirstKeys(_ view: CompanyView) {
        comingKeys.removeAll(keepingCapacity: true)
        let head = view.head.pointee
        for word in 0..<Int(head.tokens) { comingKeys.append(CompanyKeys.word(view.tokens[word])) }
        for domain in 0..<Int(head.domains) { comingKeys.append(PostingKey(.domain, view.domains[domain])) }
        for phone in 0..<Int(head.phones) { comingKeys.append(CompanyKeys.phone(view.phones[phone])) }
        for name in 0..<Int(head.names) { CompanyKeys.certain(view.name(name), into: &comingKeys) }
        CompanyKeys.places(head.address, into: &comingKeys)
        CompanyKeys.houses(head.address, into: &comingKeys)
    }

    // MARK: Scoring

    /// Weighs those candidates of whom the keys tell most and that were not weighed yet.
    private mutating func score(_ view: CompanyView, most: Int) {
        candidates.takeLikeliest(most, into: &order)
        companies.fetchFirstCards(order)
        for position in order.indices {
            let next = position + CatalogueIndex.Layers.ahead
            if next < order.count { companies.fetchCard(order[next]) }
            weigh(order[position], view)
        }
    }

    @inline(__always)
    private mutating func weigh(_ place: CatalogueIndex.Place, _ view: CompanyView) {
        guard !companies.isDead(place) else { return }
        let card = CompanyView(base: companies.card(place))
        let tally = scorer.score(view, rarities, card, prior: prior)
        scored.append(Scored(place: place, number: card.head.pointee.number, total: tally.total, tally: tally))
    }

    /// Whether one company has so much of the whole likelihood that no further key will change it; by its name too, unless
    /// any will do.
    private func isCertain(_ share: Double, byAnyName: Bool = false) -> Bool {
        var best = -1
        var top = Int32.min
        for position in scored.indices where scored[position].total.hundredths > top {
            top = scored[position].total.hundredths
            best = position
        }
        guard best >= 0, top > 500 else { return false }
        let level = scored[best].tally.level(.name)
        guard byAnyName || level == .same || level == .reordered else { return false }
        return likelihood(of: Bits(hundredths: top)) >= share
    }

    private func likelihood(of score: Bits) -> Double {
        Posterior.share(of: score, among: scored.lazy.map(\.total))
    }

    // MARK: Deciding

    private func decide() -> CompanyMatch {
        guard let best = scored.first else {
            return CompanyMatch(answer: .none(isEmpty ? .nothingToMatchBy : .noCandidate))
        }
        let share = likelihood(of: best.total)
        let confidence = model.confidence(share)
        var match = CompanyMatch(answer: .matched(best.number))
        match.share = share
        match.confidence = confidence
        match.best = Candidate(number: best.number, tally: best.tally)
        if scored.count > 1 { match.runnerUp = Candidate(number: scored[1].number, tally: scored[1].tally) }
        guard confidence < model.threshold else { return match }
        let isTorn =
            scored.count > 1 && scored[1].total.hundredths + 300 > best.total.hundredths
            && best.total > .zero
        match.answer = .none(isTorn ? .ambiguous : .belowThreshold)
        match.change = SmallestChange(best.tally, needed: needed(for: best), best: attainable(best.place))
        return match
    }

    /// How many bits the best lacks to be a match among the others.
    private func needed(for best: Scored) -> Bits {
        model.needed(against: scored.dropFirst().lazy.map(\.total)) - best.total
    }

    /// The best that each comparison with a company could come to, for what the company has.
    private func attainable(_ place: CatalogueIndex.Place) -> [Evidence] {
        let head = CompanyView(base: companies.card(place)).head.pointee
        let (weights, most) = (model.company, rarities.most)
        var best = [Evidence(comparison: .name, level: .same, bits: Bits(most + weights.nameSame))]
        if head.domains > 0 {
            best.append(Evidence(comparison: .domain, level: .same, bits: Bits(most + weights.domainSame)))
        }
        if head.phones > 0 {
            best.append(Evidence(comparison: .phone, level: .same, bits: Bits(most + weights.phoneSame)))
        }
        if head.address.city != 0 {
            let count = companies.count(PostingKey(.city, UInt64(head.address.city)))
            let city = rarity(count, of: all) + weights.citySame
            best.append(Evidence(comparison: .place, level: .city, bits: Bits(city)))
        }
        if head.address.door != 0 {
            let house = HouseRarity(head.address) { rarity(companies.count($0), of: all) }
            let address = max(house.inCity, house.byCode) + weights.addressSame
            best.append(Evidence(comparison: .place, level: .address, bits: Bits(address)))
        }
        if head.sizeHigh > 0 { best.append(Evidence(comparison: .size, level: .same, bits: Bits(weights.size[0]))) }
        return best
    }

    private var isEmpty: Bool {
        let head = record.head.pointee
        return head.names == 0 && head.domains == 0 && head.phones == 0
    }
}
