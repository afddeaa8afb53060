/// Every metric of the product, in one list.
extension Metric {
    package static let httpRequests = Metric(
        "loam_http_requests_total",
        "Requests answered.",
        .counter,
        by: ["method", "route", "status"]
    )
    package static let httpSeconds = Metric(
        "loam_http_request_seconds",
        "Time from a request's head to the head of its answer.",
        .histogram(.latency),
        by: ["method", "route", "status"]
    )
    package static let httpInFlight = Metric("loam_http_requests_in_flight", "Requests being answered.", .gauge)
    package static let httpConnections = Metric("loam_http_connections", "Open connections.", .gauge)

    package static let databaseSeconds = Metric(
        "loam_database_transaction_seconds",
        "Time of a transaction, waiting for a connection left out.",
        .histogram(.latency),
        by: ["mode"]
    )
    package static let databaseWaitSeconds = Metric(
        "loam_database_wait_seconds",
        "Time spent waiting for a connection.",
        .histogram(.latency),
        by: ["mode"]
    )
    package static let databaseRetries = Metric(
        "loam_database_retries_total",
        "Transactions begun again after a conflict or a lost connection.",
        .counter,
        by: ["mode"]
    )

    package static let jobsFinished = Metric(
        "loam_jobs_finished_total",
        "Attempts of jobs that ended: done, snoozed, failed, dead, released.",
        .counter,
        by: ["kind", "outcome"]
    )
    package static let jobSeconds = Metric(
        "loam_job_seconds",
        "Time of one attempt of a job.",
        .histogram(.work),
        by: ["kind"]
    )
    package static let jobsWaiting = Metric("loam_jobs", "Jobs by state.", .gauge, by: ["kind", "state"])
    package static let jobsOldestSeconds = Metric(
        "loam_jobs_oldest_ready_seconds",
        "How long the oldest job that could run has been waiting.",
        .gauge,
        by: ["kind"]
    )
    package static let leasesLost = Metric(
        "loam_job_leases_lost_total",
        "Jobs taken over by another worker while this one held them.",
        .counter,
        by: ["kind"]
    )

    package static let runStageSeconds = Metric(
        "loam_run_stage_seconds",
        "Time of a stage of one batch of a run; stages of several batches go on at the same time.",
        .histogram(.work),
        by: ["stage"]
    )

    package static let mailsSent = Metric(
        "loam_mails_total",
        "Deliveries of mails: sent, put off, refused, cancelled.",
        .counter,
        by: ["outcome"]
    )
    package static let callsOut = Metric(
        "loam_calls_out_total",
        "Requests sent to other systems, by the first digit of the status or what went wrong.",
        .counter,
        by: ["outcome"]
    )
    package static let callsOutSeconds = Metric(
        "loam_call_out_seconds",
        "Time of a request to another system.",
        .histogram(.latency),
        by: ["outcome"]
    )
    package static let spansDropped = Metric(
        "loam_trace_spans_dropped_total",
        "Spans thrown away because the collector did not keep up.",
        .counter
    )
    package static let signIns = Metric(
        "loam_sign_ins_total",
        "Sign-ins: accepted, refused.",
        .counter,
        by: ["outcome"]
    )

    /// In the order of the reference page.
    package static let all = [
        httpRequests, httpSeconds, httpInFlight, httpConnections, databaseSeconds, databaseWaitSeconds, databaseRetries,
        jobsFinished, jobSeconds, jobsWaiting, jobsOldestSeconds, leasesLost, runStageSeconds, mailsSent, callsOut,
        callsOutSeconds,
        spansDropped, signIns,
    ]
}
