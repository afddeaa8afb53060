internal import CCurl
import Glibc

/// One libcurl handle at work. Made, used and freed on the curl thread only; libcurl calls back on that thread.
final class CurlTransfer {
    let easy: UnsafeMutableRawPointer
    let call: CurlCall
    private var lines: UnsafeMutablePointer<curl_slist>?

    private var head = HeadReader()
    private var bodyBytes = 0
    private var sentBytes = 0
    private var isReceivingPaused = false
    private var isSendingPaused = false
    private(set) var lastActivity: ContinuousClock.Instant?
    /// Why a callback stopped the transfer; says more than the code that libcurl makes of it.
    private var failure: (any Error)?
    private(set) var refusal: PrivateAddress?
    private(set) var triedAllowedAddress = false

    init?(_ call: CurlCall) {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        self.call = call
        setUp()
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(lines)
    }

    // MARK: - What the curl thread asks for

    func resumeReceiving() {
        guard isReceivingPaused else { return }
        isReceivingPaused = false
        noteActivity()
        applyPauses()
    }

    func resumeSending() {
        guard isSendingPaused else { return }
        isSendingPaused = false
        noteActivity()
        applyPauses()
    }

    /// Nil for as long as the connection is being made (which has its own limit), or it is this side that waits.
    func idleDeadline(now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        guard let idle = call.limits.idle else { return nil }
        guard let lastActivity, !isReceivingPaused, !isSendingPaused else { return now + idle }
        return lastActivity + idle
    }

    func result(of code: CURLcode) -> Result<Void, any Error> {
        if let failure { return .failure(failure) }
        if code == CURLE_OK { return .success(()) }
        if case .stream(let pipe, _) = call.body, let failure = pipe.failure { return .failure(failure) }
        return .failure(error(for: code))
    }

    // MARK: - Setting up

    private func setUp() {
        let this = Unmanaged.passUnretained(self).toOpaque()
        set(CURLOPT_URL, call.url.text)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        set(CURLOPT_ACCEPT_ENCODING, "")
        set(CURLOPT_TCP_KEEPALIVE, 1)
        // Redirects are followed above, where each one is checked.
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_PROXY, call.proxy ?? "")
        set(CURLOPT_NOPROXY, "")
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if call.needsNewConnection { set(CURLOPT_FRESH_CONNECT, 1) }
        if let file = call.certificateAuthorities { set(CURLOPT_CAINFO, file) }
        set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds(call.limits.connect))
        if let total = call.limits.total { set(CURLOPT_TIMEOUT_MS, milliseconds(total)) }

        ccurl_set_stream(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, transfer in
            CurlTransfer.at(transfer)?.receiveHeadLine(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
        }
        ccurl_set_pointer(easy, CURLOPT_HEADERDATA, this)
        ccurl_set_stream(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, transfer in
            CurlTransfer.at(transfer)?.receive(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
        }
        ccurl_set_pointer(easy, CURLOPT_WRITEDATA, this)
        ccurl_set_open_socket(easy) { transfer, _, address in
            guard let address else { return CURL_SOCKET_BAD }
            return CurlTransfer.at(transfer)?.openSocket(to: address) ?? CURL_SOCKET_BAD
        }
        ccurl_set_pointer(easy, CURLOPT_OPENSOCKETDATA, this)
        ccurl_set_before_request(easy) { transfer, address, _, _, _ in
            guard let address else { return Int32(CURL_PREREQFUNC_ABORT) }
            return CurlTransfer.at(transfer)?.beforeRequest(to: String(cString: address))
                ?? Int32(CURL_PREREQFUNC_ABORT)
        }
        ccurl_set_pointer(easy, CURLOPT_PREREQDATA, this)
        setUpRequest(this)
    }

    private func setUpRequest(_ this: UnsafeMutableRawPointer) {
        // libcurl would ask the server's leave before it sends a large body, and wait a second for servers that are mute.
        for line in call.lines + ["Expect:"] { lines = curl_slist_append(lines, line) }
        ccurl_set_list(easy, CURLOPT_HTTPHEADER, lines)
        let length: Int?
        switch call.body {
        case .none:
            if call.method == "HEAD" { set(CURLOPT_NOBODY, 1) } else { set(CURLOPT_CUSTOMREQUEST, call.method) }
            return
        case .bytes(let bytes): length = bytes.count
        case .stream(_, let known): length = known
        }
        set(CURLOPT_UPLOAD, 1)
        set(CURLOPT_CUSTOMREQUEST, call.method)
        ccurl_set_size(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(length ?? -1))
        set(CURLOPT_UPLOAD_BUFFERSIZE, 64 * 1024)
        ccurl_set_stream(easy, CURLOPT_READFUNCTION) { bytes, size, count, transfer in
            CurlTransfer.at(transfer)?.send(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
                ?? Int(CURL_READFUNC_ABORT)
        }
        ccurl_set_pointer(easy, CURLOPT_READDATA, this)
        // A kept connection may turn out to be closed after the first bytes are sent; libcurl then begins again.
        ccurl_set_seek(easy) { transfer, offset, origin in
            guard origin == SEEK_SET, let transfer = CurlTransfer.at(transfer) else { return CURL_SEEKFUNC_CANTSEEK }
            return transfer.rewind(to: Int(offset))
        }
        ccurl_set_pointer(easy, CURLOPT_SEEKDATA, this)
    }

    private func set(_ option: CURLoption, _ value: Int) { ccurl_set_long(easy, option, value) }

    private func set(_ option: CURLoption, _ value: String) { ccurl_set_text(easy, option, value) }

    /// libcurl takes zero for no limit at all.
    private func milliseconds(_ duration: Duration) -> Int { max(1, Int(duration / .milliseconds(1))) }

    private static func at(_ pointer: UnsafeMutableRawPointer?) -> CurlTransfer? {
        pointer.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private func applyPauses() {
        let pauses = (isReceivingPaused ? CURLPAUSE_RECV : 0) | (isSendingPaused ? CURLPAUSE_SEND : 0)
        curl_easy_pause(easy, pauses)
    }

    private func noteActivity() { lastActivity = .now }
}

// MARK: - What libcurl calls

extension CurlTransfer {
    private func openSocket(to address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let family = address.pointee.family
        // With a proxy it is the proxy that is connected to, on the operator's word.
        if call.proxy == nil {
            let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0
            guard let target = IPAddress(family: family, socketAddress: UnsafeRawPointer(address) + offset) else {
                return CURL_SOCKET_BAD
            }
            if let refusal = call.egress.refusal(of: target, for: call.url.host) {
                self.refusal = refusal
                return CURL_SOCKET_BAD
            }
        }
        triedAllowedAddress = true
        return socket(family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
    }

    /// Called for a connection that was kept as well, which another request may have been allowed to open.
    private func beforeRequest(to address: String) -> Int32 {
        noteActivity()
        guard call.proxy == nil else { return CURL_PREREQFUNC_OK }
        guard let target = IPAddress(address) else { return CURL_PREREQFUNC_ABORT }
        if let refusal = call.egress.refusal(of: target, for: call.url.host) {
            failure = refused(refusal)
            return CURL_PREREQFUNC_ABORT
        }
        return CURL_PREREQFUNC_OK
    }

    private func receiveHeadLine(_ line: UnsafeRawBufferPointer) -> Int {
        noteActivity()
        head.bytes += line.count
        guard head.bytes <= call.limits.headBytes else {
            return stop(
                HTTPClientError(.tooLarge(.head), "The head of the answer from \(place) is larger than allowed.")
            )
        }
        switch head.read(line) {
        case .incomplete: return line.count
        case .malformed:
            return stop(HTTPClientError(.protocol, "The answer from \(place) has a head that is not HTTP."))
        case .complete(let complete):
            let length = ccurl_get_size(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
            if let limit = call.limits.bodyBytes, call.method != "HEAD", length > limit { return stop(bodyTooLarge) }
            call.response.begin(complete)
            return line.count
        }
    }

    private func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
        noteActivity()
        if let limit = call.limits.bodyBytes, bodyBytes + bytes.count > limit { return stop(bodyTooLarge) }
        guard call.response.offer(bytes) else {
            isReceivingPaused = true
            return Int(CURL_WRITEFUNC_PAUSE)
        }
        bodyBytes += bytes.count
        return bytes.count
    }

    private func send(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        noteActivity()
        switch call.body {
        case .none: return 0
        case .bytes(let bytes):
            let count = min(buffer.count, bytes.count - sentBytes)
            buffer.copyBytes(from: bytes[sentBytes..<sentBytes + count])
            sentBytes += count
            return count
        case .stream(let pipe, let length):
            switch pipe.read(into: buffer) {
            case .bytes(let count):
                sentBytes += count
                return count
            case .nothingYet:
                isSendingPaused = true
                return Int(CURL_READFUNC_PAUSE)
            case .end where length == nil || length == sentBytes: return 0
            case .end:
                failure = HTTPClientError(.invalidRequest, "The request to \(place) has a body shorter than it said.")
                return Int(CURL_READFUNC_ABORT)
            case .failed: return Int(CURL_READFUNC_ABORT)
            }
        }
    }

    private func rewind(to offset: Int) -> Int32 {
        switch call.body {
        case .bytes(let bytes) where offset <= bytes.count:
            sentBytes = offset
            return CURL_SEEKFUNC_OK
        case .stream where sentBytes == offset: return CURL_SEEKFUNC_OK
        default: return CURL_SEEKFUNC_FAIL
        }
    }

    /// Any count other than the one that was offered makes libcurl give up.
    private func stop(_ error: HTTPClientError) -> Int {
        failure = error
        return 0
    }
}
