extension Paths {
    static let enrichJobs = "/enrich/jobs"
    static let newEnrichJob = "/enrich/jobs/new"
    static func newEnrichJob(object: String, connection: String) -> String {
        newEnrichJob + query([("object", object), ("connection", connection)])
    }
    static let importEnrichJob = "/enrich/jobs/import"
    static let enrichJobPattern = "/enrich/jobs/:job"
    static func enrichJob(_ id: String) -> String { "/enrich/jobs/" + segment(id) }
    static let enrichJobRunPattern = "/enrich/jobs/:job/run"
    static func enrichJobRun(_ id: String) -> String { enrichJob(id) + "/run" }
    static let enrichJobStatusPattern = "/enrich/jobs/:job/status"
    static func enrichJobStatus(_ id: String) -> String { enrichJob(id) + "/status" }
    static let enrichJobAlertsPattern = "/enrich/jobs/:job/alerts"
    static func enrichJobAlerts(_ id: String) -> String { enrichJob(id) + "/alerts" }
    static let enrichJobClonePattern = "/enrich/jobs/:job/clone"
    static func enrichJobClone(_ id: String) -> String { enrichJob(id) + "/clone" }
    static let enrichJobDeletionPattern = "/enrich/jobs/:job/deletion"
    static func enrichJobDeletion(_ id: String) -> String { enrichJob(id) + "/deletion" }
    static let enrichJobExportPattern = "/enrich/jobs/:job/job.json"
    static func enrichJobExport(_ id: String) -> String { enrichJob(id) + "/job.json" }

    static let matchInputs = "/enrich/match-inputs"
    static func matchInputs(object: String, connection: String) -> String {
        matchInputs + query([("object", object), ("connection", connection)])
    }
    static let matchInputRemoval = "/enrich/match-inputs/removal"
    static let matchInputReset = "/enrich/match-inputs/reset"
}
