internal import CCurl
import Crypto

/// One mail on its way through one libcurl handle. Used on one thread, from its making to its end.
final class SMTPTransfer {
    private let easy: UnsafeMutableRawPointer
    private let server: SMTPServer
    private let recipients: Int
    private let cancelled: CancelFlag
    private let content: [UInt8]
    private var sent = 0
    private var recipientList: UnsafeMutablePointer<curl_slist>?
    private var dialogue = SMTPDialogue()

    init(_ message: MailMessage, to server: SMTPServer, cancelled: CancelFlag) throws {
        _ = libcurl
        guard let easy = curl_easy_init() else {
            throw MailError(.connection, isTemporary: true, "The mail could not be sent: memory ran out.")
        }
        self.easy = easy
        self.server = server
        self.cancelled = cancelled
        recipients = message.to.count
        content = Array(message.rendered().utf8)
        for address in message.to { recipientList = curl_slist_append(recipientList, "<\(address.text)>") }
        set(CURLOPT_MAIL_FROM, "<\(message.from.text)>")
        setUp()
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(recipientList)
    }

    func perform() throws {
        if cancelled.isSet { throw CancellationError() }
        let code = curl_easy_perform(easy)
        guard code != CURLE_OK else { return }
        if cancelled.isSet { throw CancellationError() }
        throw error(for: code)
    }

    private func setUp() {
        let this = Unmanaged.passUnretained(self).toOpaque()
        set(CURLOPT_URL, "\(server.security == .fromTheStart ? "smtps" : "smtp")://\(server.host):\(server.port)")
        set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_PROXY, "")
        set(CURLOPT_USE_SSL, Int((server.security == .whenOffered ? CURLUSESSL_TRY : CURLUSESSL_ALL).rawValue))
        if let user = server.user, let password = server.password {
            set(CURLOPT_USERNAME, user)
            set(CURLOPT_PASSWORD, password.reveal())
        }
        if let file = server.certificateAuthorities { set(CURLOPT_CAINFO, file) }
        set(CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(server.connectLimit / .milliseconds(1))))
        set(CURLOPT_TIMEOUT_MS, max(1, Int(server.totalLimit / .milliseconds(1))))
        ccurl_set_list(easy, CURLOPT_MAIL_RCPT, recipientList)
        set(CURLOPT_UPLOAD, 1)
        ccurl_set_size(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(content.count))
        ccurl_set_stream(easy, CURLOPT_READFUNCTION) { bytes, size, count, transfer in
            SMTPTransfer.at(transfer)?.read(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
                ?? Int(CURL_READFUNC_ABORT)
        }
        ccurl_set_pointer(easy, CURLOPT_READDATA, this)
        // libcurl asks about once a second, or as often as bytes move.
        ccurl_set_progress(easy) { transfer, _, _, _, _ in SMTPTransfer.at(transfer)?.cancelled.isSet == true ? 1 : 0 }
        ccurl_set_pointer(easy, CURLOPT_XFERINFODATA, this)
        set(CURLOPT_NOPROGRESS, 0)
        // What goes to and fro is overheard only to know which step was refused, and by which number.
        ccurl_set_debug(easy) { _, kind, bytes, count, transfer in
            SMTPTransfer.at(transfer)?.overhear(kind, UnsafeRawBufferPointer(start: bytes, count: count))
            return 0
        }
        ccurl_set_pointer(easy, CURLOPT_DEBUGDATA, this)
        set(CURLOPT_VERBOSE, 1)
        ccurl_set_stream(easy, CURLOPT_HEADERFUNCTION) { _, size, count, _ in size * count }
        ccurl_set_stream(easy, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count }
    }

    private func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, content.count - sent)
        buffer.copyBytes(from: content[sent..<sent + count])
        sent += count
        return count
    }

    private func overhear(_ kind: curl_infotype, _ bytes: UnsafeRawBufferPointer) {
        switch kind {
        case CURLINFO_HEADER_OUT: dialogue.said(bytes)
        case CURLINFO_HEADER_IN: dialogue.heard(bytes)
        default: break
        }
    }

    private func set(_ option: CURLoption, _ value: Int) { ccurl_set_long(easy, option, value) }

    private func set(_ option: CURLoption, _ value: String) { ccurl_set_text(easy, option, value) }

    private static func at(_ pointer: UnsafeMutableRawPointer?) -> SMTPTransfer? {
        pointer.map { Unmanaged<SMTPTransfer>.fromOpaque($0).takeUnretainedValue() }
    }
}

/// Initialises libcurl, once in the process; it may be asked for again, as it counts.
private let libcurl: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

// MARK: - Errors

extension SMTPTransfer {
    private func error(for code: CURLcode) -> MailError {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            temporary(
                .connection,
                "The mail server's name could not be resolved; check the setting and this machine's DNS."
            )
        case CURLE_COULDNT_CONNECT:
            temporary(.connection, "No connection to the mail server; check its address and port, and that it is up.")
        case CURLE_OPERATION_TIMEDOUT:
            temporary(
                .timeout,
                "The mail server did not finish in time; it may be overloaded. The mail is tried again later."
            )
        case CURLE_USE_SSL_FAILED:
            temporary(.tls, "The mail server offers no TLS, which the settings demand; use another port or server.")
        case CURLE_PEER_FAILED_VERIFICATION:
            temporary(
                .tls,
                "The mail server's certificate is not trusted here, or is for another name or time; mend it."
            )
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE:
            temporary(
                .tls,
                "The TLS handshake with the mail server failed; check the port and the file of authorities."
            )
        case CURLE_LOGIN_DENIED: signIn
        default: dialogue.reply.map(refusal) ?? (dialogue.isAnswered ? strange : lost)
        }
    }

    private var signIn: MailError {
        temporary(.authentication, "The mail server refused the sign-in; check smtp.user and smtp.password.")
    }

    private var lost: MailError {
        temporary(.connection, "The connection to the mail server ended too early; the mail is tried again later.")
    }

    /// What a number of the server means at the step at which it came.
    private func refusal(_ reply: Int) -> MailError {
        if reply == 421 {
            return temporary(
                .connection,
                "The mail server closes its connections for now; the mail is tried again later."
            )
        }
        guard (400...599).contains(reply) else { return lost }
        let isTemporary = reply < 500
        let isOneOfMany = recipients > 1 ? "a recipient" : "the recipient"
        // 530 and 538 mean that it wants a sign-in or TLS first, at whichever step it says so.
        if [530, 534, 535, 538].contains(reply) || dialogue.step == .signIn { return signIn }
        switch dialogue.step {
        case .sender:
            return isTemporary
                ? temporary(
                    .sender,
                    "The mail server takes no mail from the sender at the moment; it is tried again later."
                )
                : permanent(
                    .sender,
                    "The mail server refuses the sender; set smtp.from to an address that it lets you use."
                )
        case .recipient:
            return isTemporary
                ? temporary(
                    .recipient,
                    "The mail server puts \(isOneOfMany) off for now; the mail is tried again later."
                )
                : permanent(.recipient, "The mail server refuses \(isOneOfMany); check that the address exists.")
        case .content:
            return isTemporary
                ? temporary(.message, "The mail server puts the mail off for now; it is tried again later.")
                : permanent(
                    .message,
                    "The mail server refuses the mail, perhaps for its size or as unwanted; ask its operator."
                )
        case .greeting, .signIn:
            return temporary(.connection, "The mail server takes no mail from this machine; ask its operator.")
        }
    }

    private var strange: MailError {
        temporary(.protocol, "What answers there is not a mail server; check smtp.url.")
    }

    private func temporary(_ code: MailError.Code, _ sentence: String) -> MailError {
        MailError(code, isTemporary: true, reply: dialogue.reply, enhancedReply: dialogue.enhancedReply, sentence)
    }

    private func permanent(_ code: MailError.Code, _ sentence: String) -> MailError {
        MailError(code, isTemporary: false, reply: dialogue.reply, enhancedReply: dialogue.enhancedReply, sentence)
    }
}
