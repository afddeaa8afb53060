import Crypto
import HTTP
import Telemetry

/// Shows the callouts over HTTP, lets them be sent again, and gives out the certificates that vouch for them.
struct CalloutControl: Sendable {
    let callouts: Callouts
    let admission: ControlAdmission

    var routes: [Route] {
        [
            .get("/sandbox/callouts", access: .control, admission.controlled(list)),
            .post("/sandbox/callouts/:callout/retry", access: .control, admission.controlled(retry)),
            .get("/sandbox/certificates/:name", access: .control, admission.controlled(certificate)),
        ]
    }

    /// The latest first.
    private func list(_ request: Request) async throws -> Response {
        let limit = request.query["limit"].flatMap { Int($0) }.map { min(max($0, 1), 10_000) } ?? 200
        var json = JSONWriter(capacity: 1 << 14)
        json.beginObject()
        json.key("callouts")
        json.beginArray()
        for callout in try await callouts.queue.latest(limit).callouts { callout.write(to: &json) }
        json.endArray()
        json.endObject()
        return .json(bytes: json.bytes)
    }

    private func retry(_ request: Request) async throws -> Response {
        guard try await callouts.queue.retry(request.parameters["callout"] ?? "") else { throw Problem.notFound }
        return .noContent
    }

    /// One that does not exist yet is made only for the name in the settings.
    private func certificate(_ request: Request) async throws -> Response {
        let name = request.parameters["name"] ?? ""
        let used = try await callouts.org.settings().instantEnrich.credential.certificate
        let certificate =
            name == used ? try await callouts.certificates.named(name) : try await callouts.certificates.find(name)
        guard let certificate else { throw Problem.notFound }
        return .download(certificate)
    }
}

extension Callout {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("id", id)
        json.member("object", object)
        json.member("recordIds", recordIDs)
        json.member("userId", userID)
        json.member("created", created.iso8601)
        json.member("state", state.rawValue)
        json.member("attempts", attempts)
        json.member("due", state == .queued ? due.iso8601 : nil)
        json.key("status")
        if let status { json.integer(status) } else { json.null() }
        json.member("answer", answer)
        json.endObject()
    }
}

extension Response {
    /// A certificate as a file, as the setup of Salesforce gives it out.
    static func download(_ certificate: OrgCertificate) -> Response {
        Response(
            fields: [
                .contentType: "application/x-x509-ca-cert",
                .contentDisposition: "attachment; filename=\"\(certificate.name).crt\"",
            ],
            body: .text(certificate.certificate.pem)
        )
    }
}
