/// The head of a request as it came, judged before anything else looks at it.
struct RequestHead {
    let method: Method
    let target: Target
    let fields: Fields
    let link: Link
    private let framing: Framing

    /// Where the body ends. What two readers could understand differently is refused: it is how requests are smuggled.
    enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
        case refused(Refusal)
    }

    enum Refusal: Equatable {
        case brokenField, tooManyFields, noHost, unknownMethod, ambiguousLength, unknownTransferCoding
    }

    init(method: String, target: Target, fields: Fields, isIntact: Bool, fieldLimit: Int, isOld: Bool, link: Link) {
        self.method = Method(method)
        self.target = target
        self.fields = fields
        self.link = link
        if !isIntact {
            framing = .refused(.brokenField)
        } else if fields.count > fieldLimit {
            framing = .refused(.tooManyFields)
        } else {
            framing = RequestHead.framing(of: fields, isOld: isOld)
        }
    }

    static func framing(of fields: Fields, isOld: Bool) -> Framing {
        let lengths = fields.occurrences(of: .contentLength)
        let codings = fields.occurrences(of: .transferEncoding)
        let hosts = fields.occurrences(of: .host)
        // HTTP/1.0 knows neither a Host nor chunks.
        guard hosts == 1 || (isOld && hosts == 0) else { return .refused(.noHost) }
        if codings > 0 {
            guard lengths == 0, !isOld else { return .refused(.ambiguousLength) }
            let isChunked = codings == 1 && fields[.transferEncoding]?.lowercased() == "chunked"
            return isChunked ? .chunked : .refused(.unknownTransferCoding)
        }
        guard let length = fields[.contentLength] else { return .none }
        guard lengths == 1, !length.isEmpty, length.utf8.allSatisfy({ (48...57).contains($0) }),
            let count = Int(length)
        else { return .refused(.ambiguousLength) }
        return count == 0 ? .none : .length(count)
    }

    var hasBody: Bool {
        switch framing {
        case .none, .refused: false
        case .length, .chunked: true
        }
    }

    var contentLength: Int? {
        if case .length(let length) = framing { length } else { nil }
    }

    var expectsContinue: Bool { hasBody && fields[.expect]?.lowercased() == "100-continue" }

    /// Why no route may see the request.
    var problem: Problem? {
        guard case .refused(let refusal) = framing else { return nil }
        let (status, code, title): (Status, String, String) =
            switch refusal {
            case .brokenField:
                (.badRequest, "request.broken-head", "The head of the request has a field that is not well formed.")
            case .tooManyFields:
                (.headTooLarge, "request.too-many-fields", "The head of the request has too many fields; send fewer.")
            case .noHost:
                (
                    .badRequest, "request.host",
                    "The request needs exactly one Host field; send the name of the server in it."
                )
            case .unknownMethod:
                (.notImplemented, "request.method", "The method of the request is not known here.")
            case .ambiguousLength:
                (
                    .badRequest, "request.ambiguous-length",
                    "The length of the body is not clear; send one Content-Length, or chunks alone."
                )
            case .unknownTransferCoding:
                (
                    .notImplemented, "request.transfer-coding",
                    "The body comes in a transfer coding that is not known here; send it in chunks or with its length."
                )
            }
        return Problem(status, code: code, title: title)
    }

    func request(body: RequestBody) -> Request {
        guard link.isTrusted else {
            return Request(
                method,
                target,
                fields: fields,
                body: body,
                peer: link.peer,
                isSecure: link.isTLS,
                forwardedHost: nil,
                id: .make()
            )
        }
        return Request(
            method,
            target,
            fields: fields,
            body: body,
            peer: forwardedPeer,
            isSecure: fields.list(.forwardedProto).last.map { $0 == "https" } ?? link.isTLS,
            forwardedHost: fields.list(.forwardedHost).last.map(String.init),
            id: fields[.requestID].flatMap { RequestID($0) } ?? .make()
        )
    }

    /// The last address in the list is the one that the proxy saw; those before it are anyone's claim.
    private var forwardedPeer: Peer {
        guard let last = fields.list(.forwardedFor).last, let address = IPAddress(String(last)) else {
            return link.peer
        }
        return Peer(address: address)
    }
}
