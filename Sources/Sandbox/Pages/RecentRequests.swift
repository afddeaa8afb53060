import HTTP
import Synchronization
import Telemetry

/// The last requests, for a person who wants to see what a program does. Nothing secret gets into it.
final class RecentRequests: Sendable {
    struct Entry: Sendable {
        let time: Timestamp
        let method: String
        let path: String
        let query: String
        let status: Int
        let duration: Duration
        let user: String?
        let client: String?
    }

    private let capacity: Int
    private let ring = Mutex(Ring())

    private struct Ring {
        var entries: [Entry] = []
        /// Where the next one goes once the ring is full.
        var next = 0
        var total = 0
    }

    init(capacity: Int = 1000) {
        self.capacity = capacity
    }

    /// How many there have been, kept or not.
    var total: Int { ring.withLock { $0.total } }

    /// Newest first.
    var entries: [Entry] {
        ring.withLock { ring in
            Array((ring.entries[ring.next...] + ring.entries[..<ring.next]).reversed())
        }
    }

    var middleware: Middleware {
        Middleware(
            { [self] request, next in
                let note = RequestNote()
                let start = ContinuousClock.now
                let response = try await RequestNote.$current.withValue(note) { try await next(request) }
                add(request, response, note, since: start)
                return response
            },
            atOnce: { [self] request, next in
                let note = RequestNote()
                let start = ContinuousClock.now
                guard let response = RequestNote.$current.withValue(note, operation: { next(request) }) else {
                    return nil
                }
                add(request, response, note, since: start)
                return response
            }
        )
    }

    private func add(
        _ request: Request,
        _ response: Response,
        _ note: RequestNote,
        since start: ContinuousClock.Instant
    ) {
        // Looking at the org leaves no trace in what is looked at.
        guard RecentRequests.isOfProgram(request.path) else { return }
        add(Entry(request, response, note, start.duration(to: .now)))
    }

    private static func isOfProgram(_ path: String) -> Bool { path.hasPrefix("/services") || path.hasPrefix("/id/") }

    private func add(_ entry: Entry) {
        ring.withLock { ring in
            ring.total += 1
            if ring.entries.count < capacity {
                ring.entries.append(entry)
            } else {
                ring.entries[ring.next] = entry
                ring.next = (ring.next + 1) % capacity
            }
        }
    }
}

extension RecentRequests.Entry {
    init(_ request: Request, _ response: Response, _ note: RequestNote, _ duration: Duration) {
        time = Log.current.clock.now()
        method = request.method.name
        path = request.path.upTo(500)
        query = RecentRequests.withoutSecrets(request)
        status = response.status.code
        self.duration = duration
        user = note.user
        client = (request.fields["Sforce-Call-Options"] ?? request.fields[.userAgent])?.upTo(80)
    }
}

extension String {
    /// The text, or its first characters where it is longer; hardly any is.
    fileprivate func upTo(_ length: Int) -> String { utf8.count <= length ? self : String(prefix(length)) }
}

extension RecentRequests {
    /// Of the sign-in only what names no secret; of the rest the query as it is meant, as in `q=SELECT Id FROM Lead`.
    static func withoutSecrets(_ request: Request) -> String {
        if request.target.queryText.isEmpty { return "" }
        let query = request.query
        let isSignIn = request.path.hasPrefix("/services/oauth2")
        let text = query.pairs.map { name, value in
            let isShown = isSignIn ? openNames.contains(name) : !secretNames.contains(name.lowercased())
            return name + "=" + (isShown ? value : "…")
        }
        return String(text.joined(separator: " & ").prefix(2000))
    }

    private static let openNames: Set<String> = [
        "response_type", "client_id", "redirect_uri", "scope", "prompt", "grant_type",
    ]
    private static let secretNames: Set<String> = [
        "oauth_token", "access_token", "token", "sid", "code", "client_secret", "password",
    ]
}
