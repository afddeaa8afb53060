import Telemetry

/// What a database tells of its transactions of one mode. Looked up once, because each transaction counts.
struct Figures: Sendable {
    let wait: Metrics.Series
    let seconds: Metrics.Series
    let retries: Metrics.Series

    init(_ mode: String, in metrics: Metrics) {
        let labels = [MetricLabel("mode", mode)]
        wait = metrics.series(.databaseWaitSeconds, labels)
        seconds = metrics.series(.databaseSeconds, labels)
        retries = metrics.series(.databaseRetries, labels)
    }
}
