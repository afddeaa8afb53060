/// One request to one address, ready for the curl thread: values, and the pipes that its bytes go through.
final class CurlCall: Sendable {
    typealias ID = ObjectIdentifier

    enum Body: Sendable {
        case none
        case bytes([UInt8])
        case stream(RequestPipe, length: Int?)
    }

    let method: String
    let url: HTTPURL
    /// Ready lines, `Name: value`.
    let lines: [String]
    let body: Body
    let limits: CallLimits
    let egress: EgressPolicy
    let proxy: String?
    let certificateAuthorities: String?
    let needsNewConnection: Bool
    let response = ResponsePipe()

    init(
        method: String,
        url: HTTPURL,
        lines: [String],
        body: Body,
        limits: CallLimits,
        egress: EgressPolicy,
        proxy: String?,
        certificateAuthorities: String?,
        needsNewConnection: Bool
    ) {
        self.method = method
        self.url = url
        self.lines = lines
        self.body = body
        self.limits = limits
        self.egress = egress
        self.proxy = proxy
        self.certificateAuthorities = certificateAuthorities
        self.needsNewConnection = needsNewConnection
    }

    var id: ID { ObjectIdentifier(self) }

    func end(_ result: Result<Void, any Error>) {
        response.end(result)
        if case .stream(let pipe, _) = body { pipe.close() }
    }
}

/// The first part of an answer.
struct ResponseHead: Sendable {
    let status: Status
    let fields: Fields
}
