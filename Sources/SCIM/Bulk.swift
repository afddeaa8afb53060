import Capabilities
import Directory
import HTTP
import Store

/// Many changes in one request, by RFC 7644, section 3.7. Each is done or refused by itself.
extension SCIM {
    func bulk(_ request: Request, _ provisioner: Provisioner) async throws -> Response {
        let body = try await SCIM.body(of: request)
        guard let list = body.value(of: "Operations")?.elements, !list.isEmpty else {
            throw DirectoryFault(.invalidValue, "There are no operations; name at least one in \"Operations\".")
        }
        guard list.count <= SCIM.mostOperations else {
            throw DirectoryFault(.tooLarge, "A bulk request may have at most \(SCIM.mostOperations) operations.")
        }
        let limit: Int? = if case .integer(let number)? = body.value(of: "failOnErrors") { number } else { nil }
        let job = BulkJob(list.map(BulkOperation.init))
        var outcomes: [Int: BulkOutcome] = [:]
        var made: [String: String] = [:]
        var failures = 0
        // Where it shall end after so many errors, each is waited for.
        for places in job.portions(of: limit == nil ? BulkJob.usualPortion : 1) {
            if let limit, limit > 0, failures >= limit { break }
            let portion =
                places.count == 1
                ? [places[0]: try await outcome(of: places[0], job, made, provisioner)]
                : try await create(places, job, made, provisioner)
            for (place, outcome) in portion {
                if let bulkID = job.operations[place].bulkID { made[bulkID] = outcome.id }
                if outcome.fault != nil { failures += 1 }
            }
            outcomes.merge(portion) { _, new in new }
            let refused = places.compactMap { place in portion[place]?.note(of: job.operations[place]) }
            if !refused.isEmpty { try await app.provisioning.note(refused, by: provisioner) }
        }
        let answers = job.operations.indices.compactMap { place in
            outcomes[place].map { $0.document(of: job.operations[place], base) }
        }
        return SCIM.answer(["schemas": [.text(SCIM.messages + "BulkResponse")], "Operations": .list(answers)])
    }

    private func outcome(of place: Int, _ job: BulkJob, _ made: [String: String], _ provisioner: Provisioner)
        async throws -> BulkOutcome
    {
        do {
            if let fault = job.fault(of: place) { throw fault }
            return try await perform(job.operations[place], made, provisioner)
        } catch let fault as DirectoryFault {
            return BulkOutcome(fault)
        }
    }

    /// Adds several people with one commit; each is added or refused by themselves.
    private func create(_ places: [Int], _ job: BulkJob, _ made: [String: String], _ provisioner: Provisioner)
        async throws -> [Int: BulkOutcome]
    {
        var outcomes: [Int: BulkOutcome] = [:]
        var people: [(place: Int, body: AttributeObject)] = []
        for place in places {
            do throws(DirectoryFault) {
                people.append((place, try job.operations[place].resolved(made)))
            } catch {
                outcomes[place] = BulkOutcome(error)
            }
        }
        let results = try await app.directory.create(people: people.map(\.body), by: provisioner)
        for (person, result) in zip(people, results) {
            switch result {
            case .success(let shown): outcomes[person.place] = BulkOutcome(shown, "201")
            case .failure(let fault): outcomes[person.place] = BulkOutcome(fault)
            }
        }
        return outcomes
    }

    private func perform(_ operation: BulkOperation, _ made: [String: String], _ provisioner: Provisioner) async throws
        -> BulkOutcome
    {
        let parts = operation.path.split(separator: "/").map(String.init)
        guard let kind = ResourceType.Kind.allCases.first(where: { "/" + (parts.first ?? "") == $0.endpoint }),
            parts.count <= 2
        else { throw DirectoryFault(.notFound, "There is nothing at \"\(operation.path.prefix(100))\".") }
        let data = try operation.resolved(made)
        if operation.method == "POST" {
            guard operation.bulkID != nil, parts.count == 1 else {
                throw DirectoryFault(.invalidValue, "A POST needs a bulkId, and a path without an id.")
            }
            return BulkOutcome(try await create(kind, data, provisioner), "201")
        }
        guard parts.count == 2, let id = try BulkOperation.resolve(.text(parts[1]), made).text else {
            throw DirectoryFault(.invalidPath, "The path of a \(operation.method) ends with an id.")
        }
        switch operation.method {
        case "PUT":
            return BulkOutcome(try await replace(kind, id, data, if: operation.version, provisioner), "200")
        case "PATCH": return BulkOutcome(try await patch(kind, id, data, if: operation.version, provisioner), "200")
        case "DELETE":
            try await remove(kind, id, if: operation.version, provisioner)
            return BulkOutcome(removed: id, kind)
        default:
            throw DirectoryFault(.invalidSyntax, "\"\(operation.method.prefix(20))\" is no method of a bulk request.")
        }
    }
}

/// What became of an operation.
private struct BulkOutcome {
    let status: String
    let id: String?
    private let kind: ResourceType.Kind?
    private let version: String?
    let fault: DirectoryFault?

    init(_ shown: DirectoryAccess.Shown, _ status: String) {
        self.status = status
        id = shown.entry.id.rawValue
        kind = shown.entry.kind
        version = SCIM.version(shown.entry)
        fault = nil
    }

    init(removed id: String, _ kind: ResourceType.Kind) {
        (status, self.id, self.kind, version, fault) = ("204", id, kind, nil, nil)
    }

    init(_ fault: DirectoryFault) {
        (status, id, kind, version, self.fault) = (String(fault.status), nil, nil, nil, fault)
    }

    /// What the list of requests tells of it; nil of what went well, which the request as a whole stands for.
    func note(of operation: BulkOperation) -> Provisioning.Note? {
        fault.map {
            Provisioning.Note(
                method: operation.method,
                path: SCIM.path + operation.path,
                subject: operation.subject,
                status: $0.status,
                reason: $0.detail
            )
        }
    }

    func document(of operation: BulkOperation, _ base: String) -> AttributeValue {
        var object: AttributeObject = ["method": .text(operation.method)]
        if let bulkID = operation.bulkID { object["bulkId"] = .text(bulkID) }
        if let kind, let id {
            object["location"] = .text("\(base)\(kind.endpoint)/\(id)")
        } else if operation.method != "POST" {
            object["location"] = .text(base + operation.path)
        }
        if let version { object["version"] = .text(version) }
        object["status"] = .text(status)
        if let fault { object["response"] = SCIM.error(fault) }
        return .complex(object)
    }
}
