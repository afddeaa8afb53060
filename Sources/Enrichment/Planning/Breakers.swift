/// When a run stops by itself: shares of the records, in percent, that may not be passed. One that is nil never stops it.
package struct Breakers: Sendable, Hashable {
    /// Of the records that were written, how many were refused.
    package var mostErrors: Int?
    /// Of the records with a match, how many have a value replaced by another.
    package var mostOverwrites: Int?
    /// Of the records with a match, how many have a value removed.
    package var mostBlankings: Int?
    /// Of all records, how many have a match.
    package var leastMatches: Int?
    /// So many records are written first, and the rest only when they went well; nil for all at once.
    package var canary: Int?

    package init() {}

    /// Fewer records than this say nothing yet.
    package static let fewest = 20

    /// What tripped, before anything of these plans is written; nil while all is well.
    package func trip(before figures: Figures) -> Trip? {
        let checks: [(Kind, Int?, Int, Int)] = [
            (.overwrites, mostOverwrites, figures.overwritten, figures.found),
            (.blankings, mostBlankings, figures.blanked, figures.found),
        ]
        for (kind, limit, count, whole) in checks {
            if let trip = Trip(kind, count, of: whole, most: limit) { return trip }
        }
        guard let leastMatches, figures.total >= Breakers.fewest, figures.found * 100 < leastMatches * figures.total
        else { return nil }
        return Trip(kind: .matches, count: figures.found, whole: figures.total, limit: leastMatches)
    }

    /// What tripped by what Salesforce answered.
    package func trip(after figures: Figures) -> Trip? {
        Trip(.errors, figures.refused, of: figures.sent, most: mostErrors)
    }

    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case errors, overwrites, blankings, matches
    }

    /// What the run has come to so far.
    package struct Figures: Sendable, Equatable {
        package var total = 0
        /// Records with a match.
        package var found = 0
        package var overwritten = 0
        package var blanked = 0
        package var sent = 0
        package var refused = 0

        package init() {}

        package mutating func add(_ plan: Plan) {
            for outcome in plan.outcomes {
                total += 1
                guard outcome.status.isMatch else { continue }
                found += 1
                var (overwrites, blanks) = (false, false)
                for entry in outcome.patch.entries where !entry.before.isBlank && !entry.isOfRun {
                    switch entry.action {
                    case .set: overwrites = true
                    case .clear: blanks = true
                    case .leave: break
                    }
                }
                if overwrites { overwritten += 1 }
                if blanks { blanked += 1 }
            }
        }
    }

    /// A breaker that opened, with its numbers.
    package struct Trip: Error, Sendable, Hashable {
        package var kind: Kind
        package var count: Int
        package var whole: Int
        package var limit: Int

        fileprivate init(kind: Kind, count: Int, whole: Int, limit: Int) {
            (self.kind, self.count, self.whole, self.limit) = (kind, count, whole, limit)
        }

        fileprivate init?(_ kind: Kind, _ count: Int, of whole: Int, most limit: Int?) {
            guard let limit, whole >= Breakers.fewest || count == whole, whole > 0, count * 100 > limit * whole else {
                return nil
            }
            self.init(kind: kind, count: count, whole: whole, limit: limit)
        }

        package var sentence: String {
            let figures = "\(count) of \(whole) records (the limit is \(limit) %)"
            return switch kind {
            case .errors: "The run was stopped because Salesforce refused \(figures); read their errors and run again."
            case .overwrites:
                "The run was stopped because values would be replaced in \(figures); look at the plan, and raise the limit "
                    + "if that is wanted."
            case .blankings:
                "The run was stopped because values would be removed in \(figures); look at the plan, and raise the limit "
                    + "if that is wanted."
            case .matches:
                "The run was stopped because only \(count) of \(whole) records were found (the least is \(limit) %); look at "
                    + "the match inputs and the catalogue."
            }
        }
    }
}

extension Patch.Entry {
    /// Whether it only says when and how a run went.
    fileprivate var isOfRun: Bool { if case .mapped(.run, _, _, _)? = origin { true } else { false } }
}

extension Breakers: Codable {
    private enum Key: String, CodingKey {
        case canary
        case mostErrors = "most_errors"
        case mostOverwrites = "most_overwrites"
        case mostBlankings = "most_blankings"
        case leastMatches = "least_matches"
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        mostErrors = try values.decodeIfPresent(Int.self, forKey: .mostErrors)
        mostOverwrites = try values.decodeIfPresent(Int.self, forKey: .mostOverwrites)
        mostBlankings = try values.decodeIfPresent(Int.self, forKey: .mostBlankings)
        leastMatches = try values.decodeIfPresent(Int.self, forKey: .leastMatches)
        canary = try values.decodeIfPresent(Int.self, forKey: .canary)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encodeIfPresent(mostErrors, forKey: .mostErrors)
        try values.encodeIfPresent(mostOverwrites, forKey: .mostOverwrites)
        try values.encodeIfPresent(mostBlankings, forKey: .mostBlankings)
        try values.encodeIfPresent(leastMatches, forKey: .leastMatches)
        try values.encodeIfPresent(canary, forKey: .canary)
    }
}
