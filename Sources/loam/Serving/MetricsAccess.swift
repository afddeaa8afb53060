import Crypto
import HTTP

/// Who may read the metrics: figures of a company's business are nobody else's.
struct MetricsAccess: Sendable {
    private let tokenHash: [UInt8]?
    private let isPublished: Bool

    init(_ configuration: Configuration) {
        tokenHash = configuration.metricsToken.map { Digest.sha256(Array($0.utf8)) }
        isPublished = configuration.publicURL.map { !isLoopback(host(ofURL: $0)) } ?? false
    }

    /// With a token, whoever sends it. Without one, this machine, when nothing suggests that it asks for somebody else.
    func check(_ request: Request) throws(Problem) {
        if let tokenHash {
            let sent = request.fields[.authorization] ?? ""
            guard sent.lowercased().hasPrefix("bearer "),
                Digest.equal(Digest.sha256(Array(sent.dropFirst("bearer ".count).utf8)), tokenHash)
            else { throw Problem.metricsTokenWanted }
            return
        }
        let isForwarded = [FieldName.forwardedFor, .forwardedHost, .forwardedProto, "Forwarded", "Via"]
            .contains { request.fields.contains($0) }
        guard isLoopback(request.peer.description), !isForwarded, !isPublished else {
            throw Problem.metricsForbidden
        }
    }
}

extension Problem {
    fileprivate static var metricsTokenWanted: Problem {
        Problem(
            .unauthorized,
            code: "metrics.token",
            title: "The metrics are for whoever sends metrics.token as a bearer token.",
            headers: [.wwwAuthenticate: "Bearer"]
        )
    }

    fileprivate static var metricsForbidden: Problem {
        Problem(
            .forbidden,
            code: "metrics.local",
            title: "The metrics are for this machine only; set metrics.token to read them from elsewhere or by proxy."
        )
    }
}
