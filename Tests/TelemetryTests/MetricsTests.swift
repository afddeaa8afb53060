import Telemetry
import Testing

@Suite struct MetricsTests {
    private let requests = Metric("requests_total", "Requests.", .counter, by: ["route"])
    private let depth = Metric("depth", "Depth.", .gauge, by: ["state"])
    private let seconds = Metric("seconds", "Time.", .histogram(Buckets([0.1, 1])))

    @Test("The text for Prometheus is ordered, cumulative and escaped")
    func exposition() {
        let metrics = Metrics()
        metrics.add(to: requests, [MetricLabel("route", "/b")])
        metrics.add(2, to: requests, [MetricLabel("route", "/a\"\\\n")])
        metrics.set(3.5, depth, [MetricLabel("state", "ready")])
        metrics.observe(.milliseconds(100), seconds)
        metrics.observe(.milliseconds(400), seconds)
        metrics.observe(.seconds(5), seconds)
        #expect(
            metrics.prometheus() == #"""
                # HELP depth Depth.
                # TYPE depth gauge
                depth{state="ready"} 3.5
                # HELP requests_total Requests.
                # TYPE requests_total counter
                requests_total{route="/a\"\\\n"} 2
                requests_total{route="/b"} 1
                # HELP seconds Time.
                # TYPE seconds histogram
                seconds_bucket{le="0.1"} 1
                seconds_bucket{le="1"} 2
                seconds_bucket{le="+Inf"} 3
                seconds_sum 5.5
                seconds_count 3

                """#
        )
    }

    @Test("A reset gauge shows only what is set again")
    func reset() {
        let metrics = Metrics()
        metrics.set(1, depth, [MetricLabel("state", "ready")])
        metrics.reset(depth)
        metrics.set(2, depth, [MetricLabel("state", "dead")])
        #expect(!metrics.prometheus().contains("ready"))
        #expect(metrics.prometheus().contains(#"depth{state="dead"} 2"#))
    }

    @Test("No count is lost between tasks")
    func concurrency() async {
        let metrics = Metrics()
        let requests = requests
        await withDiscardingTaskGroup { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<1000 { metrics.add(to: requests, [MetricLabel("route", "/")]) } }
            }
        }
        #expect(metrics.prometheus().contains(#"requests_total{route="/"} 8000"#))
    }
}
