import HTML

/// How much of each kind there is, the most first; every bar has its name and its number beside it.
struct BarChart: Sendable {
    struct Bar: Sendable {
        let name: String
        let value: Int
        var colour = 1
        var path: String?
    }

    let bars: [Bar]

    var html: HTML { "<ul class=\"bars\">\(each: bars, bar)</ul>" }

    private func bar(_ bar: Bar) -> HTML {
        let highest = max(1, bars.map(\.value).max() ?? 1)
        let share = Double(bar.value) / Double(highest)
        let name: HTML =
            bar.path.map { "<a class=\"name\" href=\"\($0)\">\(bar.name)</a>" }
            ?? "<span class=\"name\">\(bar.name)</span>"
        return """
            <li>\(name)<span class="number">\(bar.value, .grouped)</span>\
            <svg class="chart chart-\(bar.colour)" height="8" aria-hidden="true">\
            <rect class="track" width="100%" height="8" rx="4"/>\
            <rect class="fill" width="\(svgPercent(share))" height="8" rx="4"/></svg></li>
            """
    }
}
