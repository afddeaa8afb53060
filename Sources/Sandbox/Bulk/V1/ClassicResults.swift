import Tabular

/// Tells what became of the rows of a batch of Bulk API 1.0, in the order in which they came.
enum ClassicResults {
    static func text(_ results: [SaveResult], _ operation: BulkJob.Operation, _ format: ClassicFormat) -> [UInt8] {
        switch format {
        case .csv: csv(results, operation)
        case .json: json(results, operation)
        case .xml: xml(results, operation)
        }
    }

    private static func csv(_ results: [SaveResult], _ operation: BulkJob.Operation) -> [UInt8] {
        var csv = CSVWriter(capacity: results.count * 64)
        for name in ["Id", "Success", "Created", "Error"] { csv.cell(name) }
        csv.endRow()
        for result in results {
            csv.cell(result.isSuccess ? result.id ?? "" : "")
            csv.cell(result.isSuccess ? "true" : "false")
            csv.cell(result.wasCreated(by: operation) ? "true" : "false")
            csv.cell(result.errors.first?.bulkText ?? "")
            csv.endRow()
        }
        return csv.take()
    }

    private static func json(_ results: [SaveResult], _ operation: BulkJob.Operation) -> [UInt8] {
        var json = JSONWriter(capacity: results.count * 96)
        json.beginArray()
        for result in results {
            json.beginObject()
            json.key("success")
            json.flag(result.isSuccess)
            json.key("created")
            json.flag(result.wasCreated(by: operation))
            json.key("id")
            json.text(result.isSuccess ? result.id : nil)
            json.key("errors")
            json.beginArray()
            for error in result.errors {
                json.beginObject()
                json.key("statusCode")
                json.plain(error.code)
                json.key("message")
                json.text(error.message)
                json.key("fields")
                json.beginArray()
                for field in error.fields ?? [] { json.text(field) }
                json.endArray()
                json.key("extendedErrorDetails")
                json.null()
                json.endObject()
            }
            json.endArray()
            json.endObject()
        }
        json.endArray()
        return json.bytes
    }

    private static func xml(_ results: [SaveResult], _ operation: BulkJob.Operation) -> [UInt8] {
        var xml = XMLText()
        xml.element("results", ClassicFormat.namespace) { xml in
            for result in results {
                xml.element("result") { xml in
                    for error in result.errors {
                        xml.element("errors") { xml in
                            for field in error.fields ?? [] { xml.element("fields", field) }
                            xml.element("message", error.message)
                            xml.element("statusCode", error.code)
                        }
                    }
                    if result.isSuccess, let id = result.id { xml.element("id", id) }
                    xml.element("success", result.isSuccess ? "true" : "false")
                    xml.element("created", result.wasCreated(by: operation) ? "true" : "false")
                }
            }
        }
        return xml.bytes
    }
}

extension SaveResult {
    func wasCreated(by operation: BulkJob.Operation) -> Bool { isSuccess && (isCreated ?? (operation == .insert)) }
}
