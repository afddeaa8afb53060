/// One event of a `text/event-stream`.
package struct ServerSentEvent: Sendable, Equatable {
    /// What the browser dispatches on; `message` when there is none.
    package var name: String?
    package var data: String
    /// What the browser sends back as Last-Event-ID when it connects again.
    package var id: String?
    /// How long the browser waits before it connects again.
    package var retry: Duration?

    package init(name: String? = nil, data: String, id: String? = nil, retry: Duration? = nil) {
        self.name = name
        self.data = data
        self.id = id
        self.retry = retry
    }

    /// The event as it goes over the wire. A line break in a name or id would begin a field, so it is left out there.
    package var text: String {
        var text = ""
        if let name { text += "event: " + ServerSentEvent.line(name) + "\n" }
        if let id { text += "id: " + ServerSentEvent.line(id) + "\n" }
        if let retry { text += "retry: \(retry.components.seconds * 1000)\n" }
        for line in data.split(omittingEmptySubsequences: false, whereSeparator: \.isEventLineEnd) {
            text += "data: " + line + "\n"
        }
        return text + "\n"
    }

    /// A comment that keeps proxies and browsers from giving the connection up.
    package static let heartbeat = ": \n\n"

    private static func line(_ text: String) -> String {
        text.filter { !$0.isEventLineEnd && $0 != "\0" }
    }
}

extension Character {
    /// The line ends of the event-stream format; Swift takes a carriage return and line feed for one character.
    fileprivate var isEventLineEnd: Bool { self == "\n" || self == "\r" || self == "\r\n" }
}
