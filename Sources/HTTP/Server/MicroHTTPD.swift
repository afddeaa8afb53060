import CMicroHTTPD
// Built as one module, Swift takes the system's socket names for a part of CCurl, whose header brings them in first.
import CCurl
import Crypto
import Glibc

/// The server library: the only file that touches it.
///
/// The library calls back on its own threads, and always for one connection at a time; what a callback is given is
/// valid until the callback for the end of the request or of the connection has returned.
struct MicroHTTPD: @unchecked Sendable {
    // Safe to share: starting and stopping are each done once, by the server.
    private let daemon: OpaquePointer
    private let core: Unmanaged<ServerCore>

    /// Takes over the socket, also when it fails: the library closes it then.
    init(core: ServerCore, listener: Int32) throws(ServerError) {
        let options = core.options
        let retained = Unmanaged.passRetained(core)
        var setup = cmicrohttpd_setup()
        setup.context = retained.toOpaque()
        setup.access = answer
        setup.completed = requestOver
        setup.connection = connectionChanged
        setup.target = requestBegins
        setup.unescape = leaveEscaped
        setup.listener = listener
        setup.threads = UInt32(max(2, options.threads ?? sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        setup.connections = UInt32(options.limits.connections)
        setup.idle_seconds = UInt32(max(1, options.limits.idleTime.components.seconds))
        setup.memory = options.limits.connectionMemory
        var flags = MHD_USE_EPOLL_INTERNAL_THREAD.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue | MHD_USE_TURBO.rawValue
        let daemon: OpaquePointer?
        if let tls = options.tls {
            flags |= MHD_USE_TLS.rawValue
            daemon = tls.key.reveal().withCString { key in
                tls.certificate.withCString { certificate in
                    setup.key = key
                    setup.certificate = certificate
                    return cmicrohttpd_start(flags, &setup)
                }
            }
        } else {
            daemon = cmicrohttpd_start(flags, &setup)
        }
        guard let daemon else {
            let reason = errno
            retained.release()
            throw options.tls == nil ? .system("start its threads", String(cString: strerror(reason))) : .unusableTLS
        }
        self.daemon = daemon
        self.core = retained
    }

    /// Accepts no more connections.
    func stopAccepting() {
        let listener = MHD_quiesce_daemon(daemon)
        if listener >= 0 { close(listener) }
    }

    /// Closes all connections and waits for the library's threads. Nothing may be suspended.
    func stop() {
        MHD_stop_daemon(daemon)
        core.release()
    }
}

/// A connection of the library.
struct ConnectionHandle: @unchecked Sendable {
    // Safe to share: `Exchange` uses it under its lock, and no more after the end of the request.
    fileprivate let pointer: OpaquePointer

    /// Only from the library's thread.
    func suspend() { MHD_suspend_connection(pointer) }

    /// From any thread.
    func resume() { MHD_resume_connection(pointer) }
}

// MARK: - The callbacks

private func connectionChanged(
    _ context: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ link: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    _ change: MHD_ConnectionNotificationCode
) {
    guard let context, let connection, let link else { return }
    let core = Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
    if change == .CONNECTION_NOTIFY_STARTED {
        let opened = core.link(descriptor: cmicrohttpd_descriptor(connection), peer: peer(of: connection))
        link.pointee = Unmanaged.passRetained(opened).toOpaque()
        if core.lookout.opened(opened) {
            opened.expectWithin(core.headMilliseconds)
        } else {
            shutdown(opened.descriptor, Int32(SHUT_RDWR))
        }
    } else if let pointer = link.pointee {
        link.pointee = nil
        core.lookout.closed(Unmanaged<Link>.fromOpaque(pointer).takeRetainedValue())
    }
}

private func peer(of connection: OpaquePointer) -> Peer {
    guard let address = cmicrohttpd_address(connection) else { return .unknown }
    let raw = UnsafeRawPointer(address)
    // The family and the port are at the same places in both kinds of address.
    let family = raw.loadUnaligned(as: UInt16.self)
    let port = UInt16(bigEndian: raw.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
    return Peer(
        address: IPAddress(family: Int32(family), socketAddress: raw),
        port: Int(port)
    )
}

/// The request line is there. The target is taken now, because the library cuts it up next.
private func requestBegins(
    _ context: UnsafeMutableRawPointer?,
    _ text: UnsafePointer<CChar>?,
    _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    guard let context, let connection, let link = cmicrohttpd_link(connection) else { return nil }
    let exchange = Exchange(
        core: Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue(),
        link: Unmanaged<Link>.fromOpaque(link).takeUnretainedValue(),
        connection: ConnectionHandle(pointer: connection),
        target: text.map { Target(parsing: bytes(of: $0)) } ?? Target(parsing: "")
    )
    // The library would now parse the query too, into the memory of the connection, and hang for a while where that is
    // too small. The text is its own buffer, so cutting it off behind the question mark leaves nothing to parse.
    if let text, let query = strchr(text, CInt(UInt8(ascii: "?"))) { query[1] = 0 }
    return Unmanaged.passRetained(exchange).toOpaque()
}

/// Escapes stay: the router decodes component by component.
private func leaveEscaped(
    _ context: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ text: UnsafeMutablePointer<CChar>?
) -> Int {
    text.map { strlen($0) } ?? 0
}

private func requestOver(
    _ context: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ exchange: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    _ reason: MHD_RequestTerminationCode
) {
    guard let pointer = exchange?.pointee else { return }
    exchange?.pointee = nil
    Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue().requestOver()
}

/// Called first with the head, then with each piece of the body, then at the end, and again after each resumption.
///
/// An answer given to the first call would end the connection, which is why a request without a body waits for the
/// second.
private func answer(
    _ context: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ path: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?,
    _ version: UnsafePointer<CChar>?,
    _ body: UnsafePointer<CChar>?,
    _ bodyLength: UnsafeMutablePointer<Int>?,
    _ exchange: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let connection, let pointer = exchange?.pointee, let method, let bodyLength else { return .NO }
    let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
    let step: Exchange.Step
    if !exchange.hasHead {
        step = exchange.headArrived(head(connection, path, method, version, exchange))
    } else if bodyLength.pointee > 0, let body {
        let bytes = UnsafeRawBufferPointer(start: body, count: bodyLength.pointee)
        bodyLength.pointee = 0
        step = exchange.bodyArrived(bytes.assumingMemoryBound(to: UInt8.self))
    } else {
        step = exchange.requestArrived()
    }
    switch step {
    case .proceed: return .YES
    case .close: return .NO
    case .answer(let response, let closing): return queue(response, closing: closing, connection, pointer)
    }
}

// MARK: - Reading the head

private func head(
    _ connection: OpaquePointer,
    _ path: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>,
    _ version: UnsafePointer<CChar>?,
    _ exchange: Exchange
) -> RequestHead {
    var reading = HeadReading()
    reading.fields.reserve(500)
    withUnsafeMutablePointer(to: &reading) { reading in
        _ = MHD_get_connection_values_n(connection, .HEADER_KIND, readField, reading)
    }
    // A line that begins with a colon is the end of the head to the library, and what follows another request.
    if let end = reading.end, end[2] != 0 || end[3] != 0 { reading.isIntact = false }
    if let path, let version { reading.isIntact = reading.isIntact && isWhole(path, before: version, exchange.target) }
    return RequestHead(
        method: String(cString: method),
        target: exchange.target,
        fields: reading.fields,
        isIntact: reading.isIntact,
        fieldLimit: exchange.core.options.limits.fields,
        isOld: version.map { strcmp($0, "HTTP/1.0") == 0 } ?? true,
        link: exchange.link
    )
}

private struct HeadReading {
    var fields = Fields()
    var isIntact = true
    /// Where the last value ends.
    var end: UnsafePointer<CChar>?
}

/// The library ends the target with a zero where the version begins: a zero before that was in the target itself.
private func isWhole(
    _ path: UnsafePointer<CChar>,
    before version: UnsafePointer<CChar>,
    _ target: Target
) -> Bool {
    let sent = path.distance(to: version) - 1
    // Bytes that are no UTF-8 are refused for that, with no target to compare.
    return version.pointee == 0 || target.fault == .notUTF8 || sent == target.length
}

private func readField(
    _ context: UnsafeMutableRawPointer?,
    _ kind: MHD_ValueKind,
    _ name: UnsafePointer<CChar>?,
    _ nameLength: Int,
    _ value: UnsafePointer<CChar>?,
    _ valueLength: Int
) -> MHD_Result {
    guard let reading = context?.assumingMemoryBound(to: HeadReading.self) else { return .NO }
    guard let name else {
        reading.pointee.isIntact = false
        return .NO
    }
    let nameBytes = UnsafeRawBufferPointer(start: name, count: nameLength).assumingMemoryBound(to: UInt8.self)
    var valueBytes = UnsafeRawBufferPointer(start: value, count: valueLength).assumingMemoryBound(to: UInt8.self)
    if let value {
        // The library turns CR and LF into zeros. Another byte after the first zero means a zero within the value or
        // a line that ends without a CR; a blank after the second means that the value goes on in the next line.
        let isWhole = value[valueLength] == 0 && value[valueLength + 1] == 0
        let next = isWhole ? value[valueLength + 2] : 0
        if !isWhole || next == 0x20 || next == 0x09 { reading.pointee.isIntact = false }
        reading.pointee.end = value + valueLength
    }
    while let last = valueBytes.last, last == 0x20 || last == 0x09 {
        valueBytes = UnsafeBufferPointer(rebasing: valueBytes.dropLast())
    }
    if nameBytes.isEmpty || !nameBytes.allSatisfy(FieldName.mayContain) { reading.pointee.isIntact = false }
    reading.pointee.fields.append(name: nameBytes, value: valueBytes)
    return .YES
}

private func bytes(of text: UnsafePointer<CChar>) -> UnsafeBufferPointer<UInt8> {
    UnsafeRawBufferPointer(start: text, count: strlen(text)).assumingMemoryBound(to: UInt8.self)
}

// MARK: - Answering

private func queue(
    _ response: Response,
    closing: Bool,
    _ connection: OpaquePointer,
    _ exchange: UnsafeMutableRawPointer
) -> MHD_Result {
    // Refusing to answer makes the library close the connection.
    guard response.status != .none, let made = make(response, exchange) else { return .NO }
    defer { MHD_destroy_response(made) }
    response.fields.forEachCString { name, value in _ = MHD_add_response_header(made, name, value) }
    if closing { MHD_add_response_header(made, "Connection", "close") }
    return MHD_queue_response(connection, UInt32(response.status.code), made)
}

private func make(_ response: Response, _ exchange: UnsafeMutableRawPointer) -> OpaquePointer? {
    switch response.body {
    case .empty: return MHD_create_response_from_buffer(0, nil, .RESPMEM_PERSISTENT)
    case .bytes(let bytes): return bytes.withUnsafeBytes { copied($0) }
    case .text(var text): return text.withUTF8 { copied(UnsafeRawBufferPointer($0)) }
    case .stream(let stream): return streamed(stream.length, exchange)
    case .events: return streamed(nil, exchange)
    }
}

private func copied(_ bytes: UnsafeRawBufferPointer) -> OpaquePointer? {
    MHD_create_response_from_buffer(
        bytes.count,
        UnsafeMutableRawPointer(mutating: bytes.baseAddress),
        .RESPMEM_MUST_COPY
    )
}

private func streamed(_ length: Int?, _ exchange: UnsafeMutableRawPointer) -> OpaquePointer? {
    // The response may outlive the request by a moment, so it owns the exchange too.
    let owned = Unmanaged<Exchange>.fromOpaque(exchange).retain()
    return MHD_create_response_from_callback(
        length.map(UInt64.init) ?? UInt64.max,
        32 * 1024,
        { context, _, buffer, capacity in
            guard let context, let buffer else { return -2 }
            let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
            switch exchange.takeOutput(UnsafeMutableRawBufferPointer(start: buffer, count: capacity)) {
            case .bytes(let count): return count
            case .later: return 0
            case .end: return -1
            case .broken: return -2
            }
        },
        owned.toOpaque(),
        { context in
            if let context { Unmanaged<Exchange>.fromOpaque(context).release() }
        }
    )
}
