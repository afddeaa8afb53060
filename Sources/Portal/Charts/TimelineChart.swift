import HTML

/// What happened when, on lanes above one axis of time; the same stands in words below.
struct TimelineChart: Sendable {
    struct Span: Sendable {
        let name: String
        /// Shares of the time shown, from 0 to 1.
        let start: Double
        let end: Double
        let colour: Int
        /// "14:05:09 – 14:05:12, 3 seconds"
        let detail: String
    }

    let name: String
    let spans: [Span]
    /// What the axis says at its beginning and at its end.
    let ends: (start: String, end: String)

    private static let lane = 26

    var html: HTML {
        """
        <svg class="chart timeline" height="\(spans.count * Self.lane + 26)" role="img" aria-label="\(name)">\
        <desc>\(spans.map { "\($0.name): \($0.detail)" }.joined(separator: "; "))</desc>\
        \(each: spans.indices, lane)\
        <line class="grid-line axis" x1="0" x2="100%" y1="\(axis)" y2="\(axis)"/>\
        <text x="0" y="\(axis + 18)">\(ends.start)</text>\
        <text x="100%" y="\(axis + 18)" text-anchor="end">\(ends.end)</text></svg>
        <ul class="legend">\(each: spans, {
            "<li><span class=\"swatch chart-\($0.colour)\"></span>\($0.name)<span class=\"number\">\($0.detail)</span></li>"
        })</ul>
        """
    }

    private var axis: Int { spans.count * Self.lane + 2 }

    private func lane(_ index: Int) -> HTML {
        let span = spans[index]
        let width = max(0.006, span.end - span.start)
        let y = index * Self.lane + 5
        return """
            <line class="grid-line" x1="0" x2="100%" y1="\(y + 8)" y2="\(y + 8)"/>\
            <rect class="fill chart-\(span.colour)" x="\(svgPercent(min(span.start, 1 - width)))" y="\(y)" \
            width="\(svgPercent(width))" height="16" rx="4"><title>\(span.name): \(span.detail)</title></rect>
            """
    }
}
