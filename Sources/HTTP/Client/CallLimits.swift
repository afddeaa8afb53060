/// How long a request may take and how much its answer may weigh; nil is without a limit.
package struct CallLimits: Sendable {
    /// From the first look-up of the name to the end of the TLS handshake.
    package var connect: Duration
    /// Between two bytes in either direction, while the reader of the answer is not the one who waits.
    package var idle: Duration?
    /// From the start of an attempt to the last byte of its answer, redirects included.
    package var total: Duration?
    /// All lines of the answer's head together.
    package var headBytes: Int
    /// The body after decompression.
    package var bodyBytes: Int?

    /// For large files: as long as bytes flow, and of any size.
    package static let transfer = CallLimits(idle: .seconds(60), total: nil, bodyBytes: nil)

    package init(
        connect: Duration = .seconds(10),
        idle: Duration? = .seconds(30),
        total: Duration? = .seconds(60),
        headBytes: Int = 64 * 1024,
        bodyBytes: Int? = 16 * 1024 * 1024
    ) {
        self.connect = connect
        self.idle = idle
        self.total = total
        self.headBytes = headBytes
        self.bodyBytes = bodyBytes
    }
}
