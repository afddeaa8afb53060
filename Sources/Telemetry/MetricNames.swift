/// Every metric of the product, in one list.
extension Metric {
    package static let httpRequests = Metric("loam_http_requests_total", "Requests answered.", .counter)
    package static let httpSeconds = Metric(
        "loam_http_request_seconds",
        "Time from a request's head to the end of its answer.",
        .histogram(.latency)
    )
    package static let httpInFlight = Metric("loam_http_requests_in_flight", "Requests being answered.", .gauge)
    package static let httpConnections = Metric("loam_http_connections", "Open connections.", .gauge)

    package static let databaseSeconds = Metric(
        "loam_database_transaction_seconds",
        "Time of a transaction, waiting for a connection left out.",
        .histogram(.latency)
    )
    package static let databaseWaitSeconds = Metric(
        "loam_database_wait_seconds",
        "Time spent waiting for a connection.",
        .histogram(.latency)
    )
    package static let databaseRetries = Metric(
        "loam_database_retries_total",
        "Transactions begun again after a conflict or a lost connection.",
        .counter
    )

    package static let jobsFinished = Metric("loam_jobs_finished_total", "Jobs that ended, by outcome.", .counter)
    package static let jobSeconds = Metric("loam_job_seconds", "Time of one attempt of a job.", .histogram(.work))
    package static let jobsWaiting = Metric("loam_jobs", "Jobs by state.", .gauge)
    package static let jobsOldestSeconds = Metric(
        "loam_jobs_oldest_ready_seconds",
        "How long the oldest job that could run has been waiting.",
        .gauge
    )
    package static let leasesLost = Metric(
        "loam_job_leases_lost_total",
        "Jobs taken over by another worker while this one held them.",
        .counter
    )

    package static let mailsSent = Metric("loam_mails_total", "Mails by outcome of their delivery.", .counter)
    package static let callsOut = Metric("loam_calls_out_total", "Requests sent to other systems.", .counter)
    package static let callsOutSeconds = Metric(
        "loam_call_out_seconds",
        "Time of a request to another system.",
        .histogram(.latency)
    )
    package static let spansDropped = Metric(
        "loam_trace_spans_dropped_total",
        "Spans thrown away because the collector did not keep up.",
        .counter
    )
    package static let signIns = Metric("loam_sign_ins_total", "Sign-ins by outcome.", .counter)
}
