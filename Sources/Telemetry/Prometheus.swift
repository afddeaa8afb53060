/// One family in the text format that Prometheus reads (version 0.0.4).
func prometheusText(_ family: Metrics.Family) -> String {
    let metric = family.metric
    var text = "# HELP \(metric.name) \(metric.help)\n# TYPE \(metric.name) \(metric.typeName)\n"
    let ordered = family.series.map { (labels: labelText($0.key), sample: $0.value.sample) }.sorted {
        $0.labels < $1.labels
    }
    for (labels, sample) in ordered {
        switch metric.kind {
        case .counter, .gauge:
            text += "\(metric.name)\(braced(labels)) \(number(sample.value))\n"
        case .histogram(let buckets):
            var cumulative: UInt64 = 0
            for (bound, count) in zip(buckets.bounds, sample.buckets) {
                cumulative += count
                text += "\(metric.name)_bucket\(braced(labels, "le=\"\(number(bound))\"")) \(cumulative)\n"
            }
            text += "\(metric.name)_bucket\(braced(labels, "le=\"+Inf\"")) \(sample.count)\n"
            text += "\(metric.name)_sum\(braced(labels)) \(number(sample.value))\n"
            text += "\(metric.name)_count\(braced(labels)) \(sample.count)\n"
        }
    }
    return text
}

extension Metric {
    fileprivate var typeName: String {
        switch kind {
        case .counter: "counter"
        case .gauge: "gauge"
        case .histogram: "histogram"
        }
    }
}

private func labelText(_ labels: [MetricLabel]) -> String {
    labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",")
}

private func braced(_ labels: String, _ extra: String = "") -> String {
    let all = [labels, extra].filter { !$0.isEmpty }.joined(separator: ",")
    return all.isEmpty ? "" : "{\(all)}"
}

private func escaped(_ value: String) -> String {
    var text = ""
    for character in value.unicodeScalars {
        switch character {
        case "\\": text += "\\\\"
        case "\"": text += "\\\""
        case "\n": text += "\\n"
        default: text.unicodeScalars.append(character)
        }
    }
    return text
}

/// Whole numbers without a fraction, as people expect of a count.
private func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
}
