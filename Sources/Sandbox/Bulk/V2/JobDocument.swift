import Tabular

/// How Bulk API 2.0 describes a job.
struct JobDocument {
    let job: BulkJob

    enum Detail {
        /// As it was made.
        case created
        /// With how far it is.
        case progress
        /// As an answer to a change of its state, which leaves out how the data are laid out.
        case change
    }

    func write(_ detail: Detail, to json: inout JSONWriter) {
        json.beginObject()
        json.key("id")
        json.plain(job.id)
        json.key("operation")
        json.plain(job.operation.rawValue)
        json.key("object")
        json.plain(job.object)
        json.key("createdById")
        json.plain(job.userID)
        json.key("createdDate")
        json.plain(job.created.withOffset)
        json.key("systemModstamp")
        json.plain(job.modified.withOffset)
        json.key("state")
        json.plain(job.state.rawValue)
        if let name = job.externalID {
            json.key("externalIdFieldName")
            json.text(name)
        }
        json.key("concurrencyMode")
        json.plain(job.concurrency)
        json.key("contentType")
        json.plain(job.contentType)
        json.key("apiVersion")
        json.raw(job.version.utf8)
        if let rule = job.assignmentRule {
            json.key("assignmentRuleId")
            json.text(rule)
        }
        if detail == .progress {
            json.key("jobType")
            json.plain(job.kind.rawValue)
        }
        if job.kind == .ingest, detail != .change, job.state == .open || detail == .progress {
            json.key("contentUrl")
            json.plain("services/data/v\(job.version)/jobs/ingest/\(job.id)/batches")
        }
        if detail != .change, job.kind != .classic {
            json.key("lineEnding")
            json.plain(job.lineEnding.rawValue)
            json.key("columnDelimiter")
            json.plain(job.delimiter.rawValue)
        }
        if detail == .progress { writeProgress(to: &json) }
        json.endObject()
    }

    private func writeProgress(to json: inout JSONWriter) {
        if let message = job.errorMessage {
            json.key("errorMessage")
            json.text(message)
        }
        json.key("numberRecordsProcessed")
        json.integer(job.processed)
        if job.kind == .ingest {
            json.key("numberRecordsFailed")
            json.integer(job.failed)
        }
        json.key("retries")
        json.integer(0)
        json.key("totalProcessingTime")
        json.integer(job.milliseconds)
        if job.kind == .ingest {
            json.key("apiActiveProcessingTime")
            json.integer(job.milliseconds)
            json.key("apexProcessingTime")
            json.integer(0)
        }
        json.key("isPkChunkingSupported")
        json.flag(false)
    }
}

extension BulkJob {
    func document(_ detail: JobDocument.Detail) -> [UInt8] {
        var json = JSONWriter()
        JobDocument(job: self).write(detail, to: &json)
        return json.bytes
    }
}

extension String {
    /// A stored datetime as JSON has it: `2024-05-01T12:00:00.000+0000`.
    var withOffset: String { dropLast() + "+0000" }
}
