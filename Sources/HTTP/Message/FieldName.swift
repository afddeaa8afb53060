/// The name of a header field; compared without regard to case.
package struct FieldName: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let text: String

    package init(stringLiteral text: String) {
        self.text = text
    }

    /// A name that came from outside: what may not stand in a name becomes an underscore.
    package init(_ text: some StringProtocol) {
        self.text = String(
            decoding: text.utf8.map { FieldName.mayContain($0) ? $0 : UInt8(ascii: "_") },
            as: UTF8.self
        )
    }

    package var description: String { text }

    package static func == (left: FieldName, right: FieldName) -> Bool {
        left.text.utf8.count == right.text.utf8.count
            && zip(left.text.utf8, right.text.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }

    package func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte.asciiLowercased) }
    }

    /// The `tchar` of RFC 9110.
    static func mayContain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

extension UInt8 {
    var asciiLowercased: UInt8 { (65...90).contains(self) ? self | 0x20 : self }
}

// Computed, not stored: a stored static would pay for a check of its initialisation at each use.
extension FieldName {
    package static var accept: FieldName { "Accept" }
    package static var acceptEncoding: FieldName { "Accept-Encoding" }
    package static var allow: FieldName { "Allow" }
    package static var authorization: FieldName { "Authorization" }
    package static var cacheControl: FieldName { "Cache-Control" }
    package static var connection: FieldName { "Connection" }
    package static var contentDisposition: FieldName { "Content-Disposition" }
    package static var contentEncoding: FieldName { "Content-Encoding" }
    package static var contentLength: FieldName { "Content-Length" }
    package static var contentSecurityPolicy: FieldName { "Content-Security-Policy" }
    package static var contentType: FieldName { "Content-Type" }
    package static var cookie: FieldName { "Cookie" }
    package static var date: FieldName { "Date" }
    package static var etag: FieldName { "ETag" }
    package static var expect: FieldName { "Expect" }
    package static var forwardedFor: FieldName { "X-Forwarded-For" }
    package static var forwardedHost: FieldName { "X-Forwarded-Host" }
    package static var forwardedProto: FieldName { "X-Forwarded-Proto" }
    package static var host: FieldName { "Host" }
    package static var ifMatch: FieldName { "If-Match" }
    package static var ifNoneMatch: FieldName { "If-None-Match" }
    package static var lastEventID: FieldName { "Last-Event-ID" }
    package static var location: FieldName { "Location" }
    package static var origin: FieldName { "Origin" }
    package static var referer: FieldName { "Referer" }
    package static var requestID: FieldName { "X-Request-Id" }
    package static var retryAfter: FieldName { "Retry-After" }
    package static var setCookie: FieldName { "Set-Cookie" }
    package static var strictTransportSecurity: FieldName { "Strict-Transport-Security" }
    package static var traceparent: FieldName { "traceparent" }
    package static var transferEncoding: FieldName { "Transfer-Encoding" }
    package static var userAgent: FieldName { "User-Agent" }
    package static var vary: FieldName { "Vary" }
    package static var wwwAuthenticate: FieldName { "WWW-Authenticate" }
}
