import HTML

/// The candidates of a record, side by side, and how the first of them came to its score.
struct Candidates: Sendable {
    struct Line: Sendable {
        let title: String
        let words: String
        let record: String
        let profile: String
        let bits: Double
    }

    struct Candidate: Sendable {
        let name: String
        let path: String
        let confidence: Int
        let prior: Double
        let lines: [Line]
        /// In what it has less than the first.
        let behind: [Line]
    }

    /// What the candidates are, as "Companies".
    let noun: String
    let candidates: [Candidate]
    /// What a score must reach to be a match.
    let line: Double?

    var html: HTML {
        guard let first = candidates.first else { return .empty }
        return Card(title: "Evidence for \(first.name)", lead: "In bits: one more doubles the odds.")
            .html(waterfall(first))
            + Card(title: noun, lead: "The record beside its likeliest candidates.", isPadded: false)
            .html("<div class=\"scrolls candidates\">\(table)</div>")
            + behind
    }

    private func waterfall(_ candidate: Candidate) -> HTML {
        let steps = candidate.lines.map { line in
            WaterfallChart.Step(name: line.title, detail: line.words, value: line.bits)
        }
        return WaterfallChart(
            total: "Score",
            steps: [.init(name: "Before anything is compared", detail: "one of all", value: candidate.prior)] + steps,
            line: line.map { ("What a match needs", $0) }
        ).html
    }

    private var table: HTML {
        var titles: [String] = []
        for candidate in candidates {
            for line in candidate.lines where !titles.contains(line.title) { titles.append(line.title) }
        }
        let confidence = Table.Row(
            cells: ["<span class=\"fact-name\">Confidence</span>", .empty]
                + candidates.map { "<strong class=\"number\">\($0.confidence)</strong>" }
        )
        return Table(
            caption: noun,
            columns: [.init(title: "Compared"), .init(title: "Record")] + candidates.map { .init(title: $0.name) },
            rows: [confidence] + titles.map(row) + [links]
        ).html
    }

    private func row(_ title: String) -> Table.Row {
        let lines = candidates.map { candidate in candidate.lines.first { $0.title == title } }
        let record = lines.lazy.compactMap { $0?.record }.first { !$0.isEmpty } ?? ""
        return Table.Row(
            cells: ["<span class=\"fact-name\">\(title)</span>", "\(record)"]
                + lines.map { line in
                    guard let line else { return .empty }
                    return """
                        \(line.profile.isEmpty ? "" : line.profile)\
                        <small class="\(line.bits < 0 ? "speaks-against" : "speaks-for")">\(line.words)</small>
                        """
                }
        )
    }

    private var links: Table.Row {
        Table.Row(
            cells: ["<span class=\"fact-name\">Profile</span>", .empty]
                + candidates.map { "<a href=\"\($0.path)\">Open<span class=\"visually-hidden\"> \($0.name)</span></a>" }
        )
    }

    private var behind: HTML {
        guard candidates.count > 1, let second = candidates.dropFirst().first, !second.behind.isEmpty else {
            return .empty
        }
        return Card(title: "Why not \(second.name)").html(
            """
            <ul class="names">\(each: second.behind, { line in
                "<li>\(line.title): \(line.words)\(when: !line.profile.isEmpty, " (\(line.profile))")</li>"
            })</ul>
            """
        )
    }
}
