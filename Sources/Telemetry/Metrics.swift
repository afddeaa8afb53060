import Synchronization

/// What a metric is called, what it counts and how.
package struct Metric: Sendable {
    package enum Kind: Sendable {
        case counter
        case gauge
        case histogram(Buckets)
    }

    package let name: String
    package let help: String
    package let kind: Kind
    /// The names of the labels under which it is counted, in their order.
    package let labels: [String]

    package init(_ name: String, _ help: String, _ kind: Kind, by labels: [String] = []) {
        self.name = name
        self.help = help
        self.kind = kind
        self.labels = labels
    }
}

/// The upper bounds, in seconds, into which a histogram sorts its times.
package struct Buckets: Sendable {
    package let bounds: [Double]

    package init(_ bounds: [Double]) { self.bounds = bounds }

    /// For requests and transactions: half a millisecond to ten seconds.
    package static let latency = Buckets([
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ])
    /// For jobs: ten milliseconds to ten minutes.
    package static let work = Buckets([0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600])
}

/// A label of a sample. Few labels with few values: a label never holds an id or anything a person typed.
package struct MetricLabel: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: StaticString, _ value: String) {
        self.name = name.description
        self.value = value
    }
}

/// The numbers of this process. A lock is held for a dictionary access or an addition, never across a call out.
package final class Metrics: Sendable {
    /// Where this task and its children count; a test binds its own.
    @TaskLocal package static var current = Metrics()

    private let state = Mutex(State())

    package init() {}

    /// Makes the counter or gauge grow by the amount.
    package func add(_ amount: Double = 1, to metric: Metric, _ labels: [MetricLabel] = []) {
        series(metric, labels).add(amount)
    }

    package func set(_ value: Double, _ metric: Metric, _ labels: [MetricLabel] = []) {
        series(metric, labels).set(value)
    }

    /// Forgets the metric's samples, so that a gauge by label shows only what is set again.
    package func reset(_ metric: Metric) {
        state.withLock { $0.families[metric.name]?.series.removeAll(keepingCapacity: true) }
    }

    /// Sorts one duration into the histogram.
    package func observe(_ duration: Duration, _ metric: Metric, _ labels: [MetricLabel] = []) {
        series(metric, labels).observe(seconds: duration.inSeconds)
    }

    /// What is counted under these labels, for code that counts too often to look it up each time.
    package func series(_ metric: Metric, _ labels: [MetricLabel] = []) -> Series {
        state.withLock { $0.series(metric, labels) }
    }

    /// The text that Prometheus reads, families and samples in a fixed order.
    package func prometheus() -> String {
        let families = state.withLock { $0.families }
        return families.values.sorted { $0.metric.name < $1.metric.name }.map(prometheusText).joined()
    }

    struct Family: Sendable {
        let metric: Metric
        var series: [[MetricLabel]: Series] = [:]
    }

    struct Sample: Sendable {
        var value: Double = 0
        var count: UInt64 = 0
        var buckets: [UInt64] = []
    }

    /// One sample that changes. A lock of its own, held for an addition.
    package final class Series: Sendable {
        private let bounds: [Double]
        private let state: Mutex<Sample>

        fileprivate init(_ metric: Metric) {
            bounds = metric.bounds
            state = Mutex(Sample(buckets: Array(repeating: 0, count: metric.bounds.count)))
        }

        var sample: Sample { state.withLock { $0 } }

        package func add(_ amount: Double) { state.withLock { $0.value += amount } }

        package func set(_ value: Double) { state.withLock { $0.value = value } }

        package func observe(seconds: Double) {
            let bucket = bounds.firstIndex { seconds <= $0 }
            state.withLock { sample in
                sample.value += seconds
                sample.count += 1
                if let bucket { sample.buckets[bucket] += 1 }
            }
        }
    }

    private struct State {
        var families: [String: Family] = [:]

        mutating func series(_ metric: Metric, _ labels: [MetricLabel]) -> Series {
            if let series = families[metric.name]?.series[labels] { return series }
            assert(labels.map(\.name) == metric.labels, "\(metric.name) is counted by other labels than it declares.")
            let series = Series(metric)
            families[metric.name, default: Family(metric: metric)].series[labels] = series
            return series
        }
    }
}

extension Metric {
    fileprivate var bounds: [Double] {
        if case .histogram(let buckets) = kind { buckets.bounds } else { [] }
    }
}
