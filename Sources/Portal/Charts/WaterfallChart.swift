import HTML

/// How a sum comes about, step by step: each bar begins where the one before it ended.
struct WaterfallChart: Sendable {
    struct Step: Sendable {
        let name: String
        let detail: String
        let value: Double
    }

    /// What the sum is, and what it would have to reach.
    let total: String
    let steps: [Step]
    let line: (name: String, value: Double)?

    var html: HTML {
        let sum = steps.reduce(0) { $0 + $1.value }
        var reached = 0.0
        var rows = HTML.empty
        for step in steps {
            let from = reached
            reached += step.value
            rows.append(row(step.name, step.detail, step.value, from: from, to: reached, step.value < 0 ? 4 : 1))
        }
        rows.append(row(total, "", sum, from: 0, to: sum, 3))
        return """
            <ol class="waterfall">\(rows)</ol>\
            \(line.map { "<p class=\"waterfall-line\"><span aria-hidden=\"true\"></span>\($0.name): \(bits($0.value))</p>" as HTML })
            """
    }

    private func row(
        _ name: String,
        _ detail: String,
        _ value: Double,
        from: Double,
        to: Double,
        _ colour: Int
    ) -> HTML {
        let left = place(min(from, to))
        let right = place(max(from, to))
        let mark: HTML? = line.map { line in
            let at = svgPercent(place(line.value))
            return "<line class=\"mark\" x1=\"\(at)\" x2=\"\(at)\" y1=\"0\" y2=\"16\"/>"
        }
        let zero = svgPercent(place(0))
        return """
            <li><span class="name">\(name)\(when: !detail.isEmpty, " <small>\(detail)</small>")</span>\
            <span class="number">\(bits(value))</span>\
            <svg class="chart chart-\(colour)" height="16" aria-hidden="true">\
            <line class="axis" x1="\(zero)" x2="\(zero)" y1="0" y2="16"/>\
            <rect class="fill" x="\(svgPercent(left))" width="\(svgPercent(max(0.004, right - left)))" y="3" height="10" rx="2"/>\
            \(mark)</svg></li>
            """
    }

    /// Where a value lies between the lowest and the highest that the sum passes.
    private func place(_ value: Double) -> Double {
        var (low, high, reached) = (0.0, 0.0, 0.0)
        for step in steps {
            reached += step.value
            (low, high) = (min(low, reached), max(high, reached))
        }
        if let line { (low, high) = (min(low, line.value), max(high, line.value)) }
        return high > low ? (value - low) / (high - low) : 0
    }

    /// `+18.1`, with a true minus.
    private func bits(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "−" : "+"
        return "\(sign)\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }
}
