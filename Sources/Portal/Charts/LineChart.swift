import HTML

/// How something goes over time, drawn to the width of its place; the figures stand in a table below.
struct LineChart: Sendable {
    struct Series: Sendable {
        let name: String
        let colour: Int
        /// As many as there are points in time.
        let values: [Int]
    }

    /// A point in time: what the axis says, and what is said when it is pointed at.
    struct Point: Sendable {
        let label: String
        let detail: String
    }

    let name: String
    /// What the rows of the table are: "Hour".
    let pointName: String
    let points: [Point]
    let series: [Series]

    private static let height = 196.0
    private static let top = 14.0

    /// Whether there is nothing to draw but a line at zero.
    var isFlat: Bool { series.allSatisfy { $0.values.allSatisfy { $0 == 0 } } }

    var html: HTML {
        """
        <svg class="chart" height="236" role="img" aria-label="\(name)"><desc>\(summary)</desc>\
        \(each: scale.steps, gridLine)\
        <svg x="0" y="\(svgNumber(Self.top))" width="100%" height="\(svgNumber(Self.height))" \
        viewBox="0 0 1000 \(svgNumber(Self.height))" preserveAspectRatio="none" overflow="visible" aria-hidden="true">\
        \(each: series, curve)</svg>\(each: scale.steps.dropFirst(), stepLabel)\(each: points.indices, hit)\(each: labelled, label)</svg>
        \(when: series.count > 1, legend)\(table)
        """
    }

    private var scale: Scale { Scale(highest: series.flatMap(\.values).max() ?? 0) }

    private func y(_ value: Int) -> Double { Self.height * (1 - Double(value) / Double(scale.top)) }

    /// The middle of the point's share of the width, from 0 to 1.
    private func x(_ index: Int) -> Double { (Double(index) + 0.5) / Double(max(1, points.count)) }

    private func gridLine(_ value: Int) -> HTML {
        let y = svgNumber(Self.top + y(value))
        return """
            <line class="grid-line\(when: value == 0, " axis")" x1="0" x2="100%" y1="\(y)" y2="\(y)"/>
            """
    }

    private func stepLabel(_ value: Int) -> HTML {
        "<text class=\"on-line\" x=\"0\" y=\"\(svgNumber(Self.top + y(value) - 5))\">\(value, .grouped)</text>"
    }

    private func curve(_ series: Series) -> HTML {
        let corners = series.values.enumerated().map { index, value in
            "\(svgNumber(x(index) * 1000)) \(svgNumber(y(value)))"
        }
        guard let first = corners.first, let last = corners.last else { return .empty }
        let path = "M" + corners.joined(separator: "L")
        let bottom = svgNumber(Self.height)
        let startX = first.prefix { $0 != " " }
        let endX = last.prefix { $0 != " " }
        return """
            <g class="chart-\(series.colour)"><path class="area" d="\(path)L\(String(endX)) \(bottom)L\(String(startX)) \(bottom)Z"/>\
            <path class="line" d="\(path)"/></g>
            """
    }

    private func hit(_ index: Int) -> HTML {
        let width = 1 / Double(points.count)
        return """
            <rect class="hit" x="\(svgPercent(width * Double(index)))" y="\(svgNumber(Self.top))" \
            width="\(svgPercent(width))" height="\(svgNumber(Self.height))"><title>\(points[index].detail): \
            \(series.map { "\($0.values[index].formatted(.grouped)) \($0.name)" }.joined(separator: ", "))</title></rect>
            """
    }

    /// Six labels at most, so that they stand apart on a phone.
    private var labelled: [Int] {
        let step = max(1, (points.count + 5) / 6)
        return points.indices.filter { $0.isMultiple(of: step) }
    }

    private func label(_ index: Int) -> HTML {
        let x = x(index)
        let anchor = index == 0 ? "start" : x > 0.95 ? "end" : "middle"
        return """
            <text x="\(index == 0 ? "0" : svgPercent(x))" y="\(svgNumber(Self.top + Self.height + 18))" \
            text-anchor="\(anchor)">\(points[index].label)</text>
            """
    }

    private var legend: HTML {
        """
        <ul class="row is-wide">\(each: series, {
            "<li class=\"row\"><span class=\"swatch chart-\($0.colour)\"></span>\($0.name)</li>"
        })</ul>
        """
    }

    private var table: HTML {
        """
        <details class="chart-table"><summary>Show as table</summary><div tabindex="0"><table>
        <thead><tr><th scope="col">\(pointName)</th>\(each: series, {
            "<th scope=\"col\" class=\"is-number\">\($0.name)</th>"
        })</tr></thead><tbody>\(each: points.indices, tableRow)</tbody></table></div></details>
        """
    }

    private func tableRow(_ index: Int) -> HTML {
        """
        <tr><td>\(points[index].detail)</td>\(each: series, {
            "<td class=\"is-number\">\($0.values[index], .grouped)</td>"
        })</tr>
        """
    }

    private var summary: String {
        series.map { "\($0.name): \($0.values.reduce(0, +).formatted(.grouped)) in all" }.joined(separator: ", ")
    }
}
