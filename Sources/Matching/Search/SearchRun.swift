extension SearchIndex {
    /// More of a list is not shown; whoever looks further narrows the question down.
    package static let furthest = 10_000

    /// What fits all words of the question: as they are written, the last one as far as it is written, and, where nothing
    /// fits, words that are spelled much alike.
    package func find(_ question: SearchQuestion) -> SearchPage {
        var splitter = SearchWords()
        let words = Array(splitter.list(of: question.text).prefix(SearchRun.mostWords))
        var run = SearchRun(index: self)
        if words.isEmpty {
            // A question of nothing but punctuation asks for something that is not there.
            guard question.text.allSatisfy(\.isWhitespace) else { return SearchPage() }
            if !question.marks.isEmpty { run.take([], having: question.marks, isGuess: false) }
            return page(of: run, question, isGuess: false)
        }
        run.take(words, having: question.marks, isGuess: false)
        if run.isEmpty {
            run = SearchRun(index: self)
            run.take(words, having: question.marks, isGuess: true)
            return page(of: run, question, isGuess: true)
        }
        return page(of: run, question, isGuess: false)
    }

    private func page(of run: SearchRun, _ question: SearchQuestion, isGuess: Bool) -> SearchPage {
        var sieve = FacetSieve(self, question.filters)
        let limit = max(0, question.limit)
        let offset = min(max(0, question.offset), SearchIndex.furthest)
        var best = BestFirst(count: offset + limit)
        let order: MappedArray<UInt32>? =
            if case .largest(let name) = question.order, let index = schema.orders.firstIndex(of: name) {
                orders[index]
            } else {
                nil
            }
        var total = 0
        run.each { entry, score in
            guard sieve.passes(entry) else { return }
            total += 1
            // Equals follow one another by name.
            let key: UInt32 =
                switch question.order {
                case .name: 0
                case .fit: score
                case .largest: order?[entry] ?? 0
                }
            best.offer(UInt64(key) << 32 | UInt64(UInt32.max - ranks[entry]), entry)
        }
        var page = SearchPage()
        page.total = total
        page.numbers = best.sorted().dropFirst(offset).map { numbers[$0] }
        page.facets = sieve.facets()
        page.isGuess = isGuess && total > 0
        return page
    }
}

/// The entries that fit a question's words so far, with how well.
struct SearchRun {
    static let mostWords = 8

    private let index: SearchIndex
    /// How many of the words each entry fits; nil while all fit.
    private var fits: [UInt8]?
    private var scores: [UInt32] = []
    private var nameFits: [UInt8] = []
    private var wanted: UInt8 = 0
    private var found: [UInt32] = []

    init(index: SearchIndex) { self.index = index }

    var isEmpty: Bool { fits != nil && found.isEmpty }

    /// Some words of the shelf, all as good an answer to a word of the question.
    private struct Choice {
        var range: Range<Int>
        var isName: Bool
        var worth: UInt32
    }

    mutating func take(_ words: [[UInt8]], having marks: [String], isGuess: Bool) {
        let choices = words.indices.map { place in
            self.choices(for: words[place], isLast: place == words.count - 1, isGuess: isGuess)
        }
        let sizes = choices.map { $0.reduce(0) { $0 + shelf($1).entryCount($1.range) } }
        fits = [UInt8](repeating: 0, count: index.count)
        scores = [UInt32](repeating: 0, count: index.count)
        nameFits = [UInt8](repeating: 0, count: index.count)
        for mark in marks {
            take(mark)
            if found.isEmpty { return }
        }
        // The rarest word first: what has it not need not be looked at again.
        for place in words.indices.sorted(by: { (sizes[$0], $0) < (sizes[$1], $1) }) {
            take(choices[place])
            if found.isEmpty { return }
        }
    }

    private mutating func take(_ mark: String) {
        guard var fits else { return }
        self.fits = nil
        found.removeAll(keepingCapacity: true)
        for entry in index.marks.entries(mark) where fits[Int(entry)] == wanted {
            fits[Int(entry)] = wanted + 1
            found.append(entry)
        }
        wanted += 1
        self.fits = fits
    }

    private mutating func take(_ choices: [Choice]) {
        guard var fits else { return }
        self.fits = nil
        found.removeAll(keepingCapacity: true)
        for choice in choices {
            let shelf = shelf(choice)
            for word in choice.range {
                let entries = shelf.entries(word)
                let worth = choice.worth * rarity(entries.count)
                for entry in entries where fits[Int(entry)] == wanted {
                    fits[Int(entry)] = wanted + 1
                    scores[Int(entry)] += worth
                    if choice.isName { nameFits[Int(entry)] += 1 }
                    found.append(entry)
                }
            }
        }
        wanted += 1
        self.fits = fits
    }

    private func shelf(_ choice: Choice) -> WordShelf { choice.isName ? index.names : index.others }

    /// 1 for a word that all have, 21 for one that a single entry of a million has.
    private func rarity(_ count: Int) -> UInt32 {
        UInt32(1 + max(0, (index.count / max(count, 1)).bitWidth - (index.count / max(count, 1)).leadingZeroBitCount))
    }

    /// The best first, because an entry is taken by the first that it has.
    private func choices(for word: [UInt8], isLast: Bool, isGuess: Bool) -> [Choice] {
        var choices: [Choice] = []
        for (shelf, isName) in [(index.names, true), (index.others, false)] {
            let base: UInt32 = isName ? 4 : 1
            let range = shelf.range(of: word)
            let isWord = shelf.isWord(range.lowerBound, word)
            if isWord {
                choices.append(Choice(range: range.prefix(1), isName: isName, worth: base * 6))
            }
            if isLast || isGuess, word.count > 1 || isLast {
                let longer = isWord ? range.dropFirst() : range
                if !longer.isEmpty { choices.append(Choice(range: longer, isName: isName, worth: base * 3)) }
            }
            if isGuess, word.count > 3 {
                for alike in shelf.alike(word, within: word.count > 7 ? 2 : 1) where alike.distance > 0 {
                    choices.append(
                        Choice(
                            range: alike.index..<alike.index + 1,
                            isName: isName,
                            worth: base * (alike.distance == 1 ? 2 : 1)
                        )
                    )
                }
            }
        }
        return choices.sorted { ($0.worth, $1.range.lowerBound) > ($1.worth, $0.range.lowerBound) }
    }

    /// Every entry that fits, and how well; whose whole name was asked for fits best.
    func each(_ visit: (Int, UInt32) -> Void) {
        guard fits != nil else {
            for entry in 0..<index.count { visit(entry, 0) }
            return
        }
        for entry in found {
            let entry = Int(entry)
            let isWhole = nameFits[entry] > 0 && nameFits[entry] >= index.nameSizes[entry]
            visit(entry, scores[entry] + (isWhole ? 64 : 0))
        }
    }
}
