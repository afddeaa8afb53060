/// How people and companies are named where a language is spoken.
final class Culture: Sendable {
    let given: [GivenName]
    let surnames: [Spelling]
    let trades: [Trade]
    /// How a company is named after its owner, its owners, its trade or its town; see `CompanyNaming`.
    let ownerPatterns: [Pattern]
    let partnerPatterns: [Pattern]
    let tradePatterns: [Pattern]
    let townPatterns: [Pattern]
    let groupWords: [String]
    let streets: [Pattern]
    /// Halves of surnames and of towns: what is common is in lists, the many rare ones are put together.
    let surnameStarts: [Spelling]
    let surnameEnds: [Spelling]
    let townStarts: [String]
    let townEnds: [String]

    /// Whether companies are named by two syllables of fortune rather than after people.
    let coinsFromSyllables: Bool

    struct GivenName: Sendable {
        let name: Spelling
        let nicknames: [String]
    }

    struct Trade: Sendable {
        let word: Spelling
        let industry: Int
    }

    /// A word in Latin letters and, where people there write others, in theirs.
    struct Spelling: Sendable {
        let latin: String
        let native: String?

        init(latin: String, native: String?) { (self.latin, self.native) = (latin, native) }

        init(_ text: String) {
            let parts = text.parts("=")
            latin = parts[0]
            native = parts.count > 1 ? parts[1] : nil
        }
    }

    /// Lists are texts: names `Robert/Bob`, words in two scripts `Tanaka=田中`, trades `Plumbing:plumbing`.
    init(
        given: String,
        surnames: String,
        trades: String,
        owner: String,
        partners: String,
        trade: String,
        town: String,
        group: String,
        streets: String,
        surnameHalves: (String, String) = ("", ""),
        townHalves: (String, String) = ("", "")
    ) {
        self.given = given.words.map { word in
            let parts = word.parts("/")
            return GivenName(name: Spelling(parts[0]), nicknames: Array(parts.dropFirst()))
        }
        self.surnames = surnames.words.map(Spelling.init)
        self.trades = trades.parts("\n").map { line in
            let parts = line.parts(":")
            return Trade(word: Spelling(parts[0]), industry: Industry.numbers[parts[1]] ?? 0)
        }
        ownerPatterns = owner.parts("|").map(Pattern.init)
        partnerPatterns = partners.parts("|").map(Pattern.init)
        tradePatterns = trade.parts("|").map(Pattern.init)
        townPatterns = town.parts("|").map(Pattern.init)
        groupWords = group.parts("|")
        self.streets = streets.parts("\n").map(Pattern.init)
        surnameStarts = surnameHalves.0.words.map(Spelling.init)
        surnameEnds = surnameHalves.1.words.map(Spelling.init)
        coinsFromSyllables = surnameStarts.first?.native != nil
        (townStarts, townEnds) = (townHalves.0.words, townHalves.1.words)
    }
}

extension String {
    /// The words of a list, an underscore standing for a blank inside one.
    var words: [String] {
        split(whereSeparator: { $0 == " " || $0 == "\n" }).map { word in
            word.contains("_") ? String(word.map { $0 == "_" ? " " : $0 }) : String(word)
        }
    }
}
