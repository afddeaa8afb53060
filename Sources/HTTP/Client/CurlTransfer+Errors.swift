internal import CCurl

/// What the outcomes of libcurl mean, in sentences for an admin.
extension CurlTransfer {
    func timeout(_ phase: HTTPClientError.Code.Phase) -> HTTPClientError {
        let sentence =
            switch phase {
            case .connect:
                "No connection to \(place) was made within \(call.limits.connect); it may be down or behind a firewall."
            case .idle: "\(place) fell silent before its answer was complete; it may be overloaded. Try again later."
            case .total:
                "\(place) did not complete its answer in the time allowed; it may be overloaded. Try again later."
            }
        return HTTPClientError(.timeout(phase), sentence)
    }

    var place: String {
        call.url.port == 443 || call.url.port == 80 ? call.url.host : "\(call.url.host):\(call.url.port)"
    }

    func refused(_ kind: PrivateAddress) -> HTTPClientError {
        HTTPClientError(
            .refusedAddress,
            "\(place) leads to \(kind), which Loam does not call; an admin can allow the host in the settings."
        )
    }

    func error(for code: CURLcode) -> HTTPClientError {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            HTTPClientError(
                .resolve,
                "The name of \(place) could not be resolved; check its spelling and this machine's DNS."
            )
        case CURLE_COULDNT_RESOLVE_PROXY:
            HTTPClientError(
                .resolve,
                "The name of the proxy could not be resolved; check the proxy setting and this machine's DNS."
            )
        case CURLE_COULDNT_CONNECT:
            if let refusal, !triedAllowedAddress {
                refused(refusal)
            } else {
                HTTPClientError(
                    .connect,
                    "No connection to \(place); check that it is up and that no firewall is between."
                )
            }
        case CURLE_OPERATION_TIMEDOUT: timeout(lastActivity == nil && !totalHasPassed ? .connect : .total)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR, CURLE_USE_SSL_FAILED, CURLE_SSL_INVALIDCERTSTATUS:
            HTTPClientError(.tls, "No secure connection to \(place): \(tlsReason(code))")
        case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_SEND_FAIL_REWIND,
            CURLE_HTTP2_STREAM, CURLE_HTTP2, CURLE_READ_ERROR, CURLE_SSL_SHUTDOWN_FAILED:
            HTTPClientError(
                .connectionLost,
                "The connection to \(place) ended before the answer was complete; try again."
            )
        case CURLE_URL_MALFORMAT:
            HTTPClientError(
                .invalidRequest,
                "The address is not one that Loam can call; write it as https://host/path."
            )
        case CURLE_OUT_OF_MEMORY:
            HTTPClientError(
                .tooLarge(.head),
                "The answer from \(place) needs more memory than there is, or is allowed."
            )
        default:
            HTTPClientError(
                .protocol,
                "\(place) answered with something other than HTTP (libcurl \(code.rawValue)); check the address and the port."
            )
        }
    }

    private var totalHasPassed: Bool {
        guard let total = call.limits.total else { return false }
        return .microseconds(ccurl_get_size(easy, CURLINFO_TOTAL_TIME_T)) >= total && total <= call.limits.connect
    }

    private func tlsReason(_ code: CURLcode) -> String {
        if code == CURLE_SSL_CACERT_BADFILE { return "the file of certificate authorities cannot be read." }
        guard code == CURLE_PEER_FAILED_VERIFICATION else {
            return "the TLS handshake failed; check that the port speaks TLS 1.2 or later."
        }
        // The numbers are OpenSSL's X509_V_ERR codes, which libcurl passes on.
        return switch ccurl_get_long(easy, CURLINFO_SSL_VERIFYRESULT) {
        case 0, 1: "its certificate is for another name."
        case 9, 10: "its certificate has expired or is not valid yet."
        case 2, 18, 19, 20, 21: "its certificate is not signed by an authority that this machine trusts."
        default: "its certificate could not be verified."
        }
    }

    var bodyTooLarge: HTTPClientError {
        HTTPClientError(
            .tooLarge(.body),
            "The answer from \(place) is larger than the \(call.limits.bodyBytes ?? 0) bytes allowed."
        )
    }
}
