import HTTP
import Telemetry

/// One request to Bulk API 2.0, let in.
struct BulkCall: Sendable {
    let request: Request
    let caller: OrgCaller
    let version: APIVersion
}

extension Bulk {
    func route(
        _ method: Method,
        _ pattern: String,
        bodyLimit: Int = 1 << 20,
        _ action: @escaping @Sendable (BulkCall) async throws -> Response
    ) -> Route {
        let handler = authorise({ .json(bytes: [$0].json, Status($0.status)) }) { request, caller in
            let version = try APIVersion(pathComponent: request.parameters["version"] ?? "")
            return try await action(BulkCall(request: request, caller: caller, version: version))
        }
        return Route(method, RoutePattern(pattern), access: Access("session"), bodyLimit: bodyLimit, handler)
    }

    /// The job that the path names, if it is one of this kind and the caller's to see.
    func find(_ kind: BulkJob.Kind, _ call: BulkCall) async throws -> BulkJob {
        guard let job = try await jobs.find(call.request.parameters["job"] ?? "", kind),
            job.userID == call.caller.userID || call.caller.isAdmin
        else { throw OrgError.notFound }
        return job
    }

    func newJob(
        _ kind: BulkJob.Kind,
        _ operation: BulkJob.Operation,
        of object: String,
        _ call: BulkCall
    ) async throws -> BulkJob {
        let now = Log.current.clock.now().stored
        return BulkJob(
            id: try await jobs.newID(prefix: "750"),
            kind: kind,
            operation: operation,
            object: object,
            userID: call.caller.userID,
            version: call.version.text,
            created: now,
            modified: now
        )
    }

    /// The object, if the caller may do this to its rows.
    func object(_ name: String, for operation: BulkJob.Operation, _ caller: OrgCaller) throws(OrgError) -> ObjectType {
        guard let object = caller.schema.object(name) else { throw OrgError.job("Unable to find object: \(name)") }
        let mayDo =
            switch operation {
            case .insert: object.isCreateable
            case .update: object.isUpdateable
            case .upsert: object.isCreateable || object.isUpdateable
            case .delete, .hardDelete: object.isDeletable
            case .query, .queryAll: true
            }
        guard mayDo else {
            throw OrgError("INVALIDENTITY", "InvalidEntity : Entity '\(object.name)' is not supported by the Bulk API.")
        }
        if operation == .hardDelete, !caller.rights.permissions.contains("BulkApiHardDelete") {
            throw OrgError(
                "FEATURENOTENABLED",
                "FeatureNotEnabled : hardDelete operation requires special user profile permission, please contact your "
                    + "system administrator"
            )
        }
        return object
    }

    /// The field by which an upsert finds rows.
    func externalID(
        _ name: String?,
        _ operation: BulkJob.Operation,
        _ object: ObjectType
    ) throws(OrgError) -> String? {
        guard operation == .upsert else {
            guard name == nil else {
                throw OrgError.job("externalIdFieldName is not supported for operation: \(operation.rawValue)")
            }
            return nil
        }
        guard let name, !name.isEmpty else { throw OrgError.job("External ID was blank for \(object.name)") }
        guard let field = object.field(name), field.name == "Id" || field.isExternalID || field.isIDLookup else {
            throw OrgError.job(
                "Field name provided, \(name) does not match an External ID, Salesforce Id, or indexed field for \(object.name)"
            )
        }
        return field.name
    }

    func abort(_ job: inout BulkJob) async throws {
        let states: [BulkJob.State] = [.open, .uploadComplete, .inProgress]
        guard try await jobs.move(job.id, from: states, to: .aborted) else {
            throw OrgError("INVALIDJOBSTATE", "Aborting already Completed Job not allowed")
        }
        job.state = .aborted
    }

    func remove(_ job: BulkJob, from states: [BulkJob.State]) async throws -> Response {
        guard states.contains(job.state) else {
            throw OrgError(
                "API_ERROR",
                "Error encountered when deleting the job because the job is not terminated"
            )
        }
        try await jobs.remove(job.id)
        files.removeAll(of: job.id)
        return .noContent
    }

    /// A page of the jobs of some kinds, the latest first.
    func list(_ call: BulkCall, _ kinds: [BulkJob.Kind], at path: String) async throws -> Response {
        let query = call.request.query
        var kinds = kinds
        if let type = query["jobType"], !type.isEmpty { kinds = kinds.filter { $0.rawValue == type } }
        let limit = 1000
        let owner = call.caller.isAdmin ? nil : call.caller.userID
        let found = try await jobs.list(kinds, of: owner, after: query["queryLocator"], limit: limit + 1)
        let page = found.prefix(limit)
        let isLast = found.count <= limit
        var json = JSONWriter(capacity: page.count * 512 + 64)
        json.beginObject()
        json.key("done")
        json.flag(isLast)
        json.key("records")
        json.beginArray()
        for job in page { JobDocument(job: job).write(.progress, to: &json) }
        json.endArray()
        json.key("nextRecordsUrl")
        json.text(isLast ? nil : page.last.map { "\(call.version.path)/\(path)?queryLocator=\($0.id)" })
        json.endObject()
        return .json(bytes: json.bytes)
    }
}

extension Response {
    static func csv(_ bytes: [UInt8]) -> Response {
        Response(.ok, fields: [.contentType: "text/csv"], body: .bytes(bytes))
    }

    /// A stretch of a file, which is read while it is sent.
    static func csv(_ file: SpooledFile, _ range: Range<Int>, after head: [UInt8] = []) -> Response {
        .file(file, range, type: "text/csv", after: head)
    }

    static func file(_ file: SpooledFile, _ range: Range<Int>, type: String, after head: [UInt8] = []) -> Response {
        let stream = ByteStream(length: head.count + range.count) { writer in
            try await writer.write(head)
            for start in stride(from: range.lowerBound, to: range.upperBound, by: 1 << 18) {
                try await writer.write(try file.read(start..<min(start + (1 << 18), range.upperBound)))
            }
        }
        return Response(.ok, fields: [.contentType: type], body: .stream(stream))
    }
}
