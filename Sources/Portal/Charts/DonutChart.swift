import HTML

/// How a whole is made up; the legend beside it says the same in words.
struct DonutChart: Sendable {
    struct Part: Sendable {
        let name: String
        let value: Int
        /// 1 to 6, the colours of the design.
        let colour: Int
        var path: String?
    }

    /// What is counted: "Jobs by state".
    let name: String
    /// Below the number in the middle: "jobs".
    let noun: String
    let parts: [Part]

    var total: Int { parts.reduce(0) { $0 + $1.value } }

    var html: HTML {
        """
        <div class="donut"><svg class="chart" viewBox="0 0 100 100" role="img" aria-label="\(name)"><desc>\(summary)</desc>\
        <circle class="ring" cx="50" cy="50" r="43"/>\(each: arcs, arc)\
        <text class="sum\(when: total >= 1_000_000, " is-long")" x="50" y="52">\(total, .grouped)</text>\
        <text class="sum-name" x="50" y="63">\(noun)</text></svg>
        <ul class="legend">\(each: parts, legend)</ul></div>
        """
    }

    private struct Arc {
        let part: Part
        let start: Double
        let length: Double
    }

    /// The parts on a circle of length 100, with a hair of space between them.
    private var arcs: [Arc] {
        guard total > 0 else { return [] }
        let drawn = parts.filter { $0.value > 0 }
        let gap = drawn.count > 1 ? 0.8 : 0
        var start = 0.0
        return drawn.map { part in
            let share = Double(part.value) / Double(total) * 100
            defer { start += share }
            return Arc(part: part, start: start + gap / 2, length: max(0.4, share - gap))
        }
    }

    private func arc(_ arc: Arc) -> HTML {
        """
        <circle class="arc chart-\(arc.part.colour)" cx="50" cy="50" r="43" pathLength="100" \
        transform="rotate(-90 50 50)" stroke-dasharray="\(svgNumber(arc.length)) 100" \
        stroke-dashoffset="\(svgNumber(-arc.start))"><title>\(arc.part.name): \(arc.part.value, .grouped)</title></circle>
        """
    }

    private func legend(_ part: Part) -> HTML {
        let line: HTML = """
            <span class="swatch chart-\(part.colour)"></span>\(part.name)<span class="number">\(part.value, .grouped)</span>
            """
        return "<li>\(part.path.map { "<a href=\"\($0)\">\(line)</a>" } ?? line)</li>"
    }

    private var summary: String {
        parts.map { "\($0.name) \($0.value.formatted(.grouped))" }.joined(separator: ", ")
    }
}
