import FoundationEssentials
import Telemetry
import TestSupport
import Testing

@Suite struct MetricReferenceTests {
    @Test("The page of metrics lists what there is in the code, and nothing else")
    func reference() {
        #expect(Golden.difference(of: page, fromFile: "docs/operate/metrics.md") == nil)
    }

    @Test("What an operator is told to watch is there, with the labels that are named")
    func watched() throws {
        let path = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let text = String(
            decoding: try #require(FileManager.default.contents(atPath: path + "/docs/operate/observing.md")),
            as: UTF8.self
        )
        let named = text.matches(of: /`(loam_[a-z_]+)(\{([a-z]+)="[^"]*"\})?`/)
        #expect(named.count >= 6)
        for match in named {
            let metric = try #require(Metric.all.first { $0.name == match.output.1 }, "\(match.output.1)")
            if let label = match.output.3 { #expect(metric.labels.contains(String(label))) }
        }
    }

    @Test("No two metrics share a name, and counters end as Prometheus has them")
    func names() {
        #expect(Set(Metric.all.map(\.name)).count == Metric.all.count)
        for metric in Metric.all {
            if case .counter = metric.kind { #expect(metric.name.hasSuffix("_total")) }
            if case .histogram = metric.kind { #expect(metric.name.hasSuffix("_seconds")) }
        }
    }

    private var page: String {
        var page = """
            # Metrics

            Everything that `/metrics` may show; what was never counted is not shown. A label never holds an id or what
            somebody typed.

            | metric | kind | labels | what |
            |---|---|---|---|

            """
        for metric in Metric.all {
            let kind =
                switch metric.kind {
                case .counter: "counter"
                case .gauge: "gauge"
                case .histogram: "histogram"
                }
            let labels = metric.labels.map { "`\($0)`" }.joined(separator: ", ")
            page += "| `\(metric.name)` | \(kind) | \(labels) | \(metric.help) |\n"
        }
        return page
    }
}
