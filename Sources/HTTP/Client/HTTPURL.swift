internal import CCurl

/// An `http` or `https` address, read by libcurl's own parser so that what is checked is what is called.
package struct HTTPURL: Hashable, Sendable {
    /// The whole address, without a fragment.
    package let text: String
    package let scheme: String
    /// Lower case; an IPv6 address keeps its brackets.
    package let host: String
    package let port: Int

    /// Throws for anything but an absolute `http` or `https` address without user and password.
    package init(_ text: String) throws(HTTPClientError) {
        try self.init(text, relativeTo: nil)
    }

    /// The address that a `Location` field of an answer from this one leads to.
    package func resolving(_ location: String) throws(HTTPClientError) -> HTTPURL {
        try HTTPURL(location, relativeTo: self)
    }

    private init(_ text: String, relativeTo base: HTTPURL?) throws(HTTPClientError) {
        guard let parser = curl_url() else {
            throw HTTPClientError(.invalidRequest, "The address could not be read: memory ran out.")
        }
        defer { curl_url_cleanup(parser) }
        let isAscii = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        // Setting a relative reference over a whole address resolves it, as a browser would.
        if let base { _ = curl_url_set(parser, CURLUPART_URL, base.text, 0) }
        guard isAscii, curl_url_set(parser, CURLUPART_URL, text, 0) == CURLUE_OK,
            let scheme = part(CURLUPART_SCHEME, of: parser), scheme == "http" || scheme == "https",
            let host = part(CURLUPART_HOST, of: parser), !host.isEmpty, host.utf8.allSatisfy(mayStandInHost),
            let port = part(CURLUPART_PORT, of: parser, UInt32(CURLU_DEFAULT_PORT)).flatMap({ Int($0) })
        else {
            throw HTTPClientError(
                .invalidRequest,
                "The address is not one that Loam can call; write it as https://host/path, in ASCII, with %-escapes."
            )
        }
        guard part(CURLUPART_USER, of: parser) == nil, part(CURLUPART_PASSWORD, of: parser) == nil else {
            throw HTTPClientError(
                .invalidRequest,
                "The address for \(host) holds a user or password; leave them out and use the Authorization field."
            )
        }
        _ = curl_url_set(parser, CURLUPART_FRAGMENT, nil, 0)
        self.text = part(CURLUPART_URL, of: parser) ?? text
        self.scheme = scheme
        self.host = host.lowercased()
        self.port = port
    }

    /// Scheme, host and port: what decides whether credentials may go along.
    package var origin: String { "\(scheme)://\(host):\(port)" }
}

extension HTTPURL: CustomStringConvertible {
    /// Without path and query, which may hold personal data.
    package var description: String { origin }
}

/// libcurl takes the %-escapes out of a host; what then is no host would be another one when it is read again.
private func mayStandInHost(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
    default: "-._:[]".utf8.contains(byte)
    }
}

private func part(_ part: CURLUPart, of parser: OpaquePointer, _ flags: UInt32 = 0) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(parser, part, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
}
