import Glibc

/// A socket that sends exactly the bytes it is told to, which no decent client would.
///
/// Its calls block, so they run on threads of their own: the handlers under test need the few of the task pool.
struct RawClient: Sendable {
    private let descriptor: Int32

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafeBytes(of: &address) { bytes in
            connect(
                descriptor,
                bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                socklen_t(bytes.count)
            )
        }
        guard result == 0 else {
            Glibc.close(descriptor)
            throw Failure(text: "connect: " + String(cString: strerror(errno)))
        }
        var timeout = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    struct Failure: Error { let text: String }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// False when the server closed before it had taken everything.
    @discardableResult
    func send(_ bytes: [UInt8]) async throws -> Bool {
        await onThread {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }

    /// Reads until the text is there or the server closes; fails when the server does nothing for ten seconds.
    func receive(until end: String? = nil) async throws -> String {
        let (gathered, isSilent) = await onThread {
            var gathered: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65536)
            while true {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else { return (gathered, count < 0 && errno == EAGAIN) }
                gathered += buffer.prefix(count)
                if let end, String(decoding: gathered.suffix(end.utf8.count + count), as: UTF8.self).contains(end) {
                    return (gathered, false)
                }
            }
        }
        let text = String(decoding: gathered, as: UTF8.self)
        if isSilent { throw Failure(text: "The server neither sends nor closes; so far it sent: \(text)") }
        return text
    }

    /// No more will be sent; the answer can still be read.
    func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    func close() { Glibc.close(descriptor) }

    /// Sends on a connection of its own and reads all that comes back until the server closes.
    static func exchange(_ port: Int, _ bytes: [UInt8]) async throws -> String {
        let client = try RawClient(port: port)
        defer { client.close() }
        try await client.send(bytes)
        return try await client.receive()
    }

    static func exchange(_ port: Int, _ text: String) async throws -> String {
        try await exchange(port, Array(text.utf8))
    }
}

/// Runs a blocking body on a thread of its own.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Body { continuation.resume(returning: body()) }).toOpaque()
        pthread_create(
            &thread,
            nil,
            { context in
                if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            },
            context
        )
        pthread_detach(thread)
    }
}

private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// The status of each answer in what came over a connection.
func statuses(_ text: String) -> [Int] {
    text.split(separator: "HTTP/1.1 ", omittingEmptySubsequences: false).dropFirst().compactMap { Int($0.prefix(3)) }
}
