/// The cookies that a browser sent along.
package struct Cookies: Sendable {
    private let lines: [String]

    init(_ lines: [String]) {
        self.lines = lines
    }

    /// The value of the first cookie of this name.
    package subscript(name: String) -> String? {
        for line in lines {
            for part in line.split(separator: ";") {
                let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard halves.count == 2, halves[0].withoutBlanks == name else { continue }
                let value = halves[1].withoutBlanks
                let isQuoted = value.utf8.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
                return String(isQuoted ? value.dropFirst().dropLast() : value)
            }
        }
        return nil
    }
}

/// A cookie that the answer hands out: by default for this host only, out of reach of scripts, not sent along from
/// other sites, gone when the browser closes.
package struct SetCookie: Sendable, CustomStringConvertible {
    package enum SameSite: String, Sendable { case strict = "Strict", lax = "Lax", none = "None" }

    package var name: String
    package var value: String
    package var path = "/"
    package var maxAge: Duration?
    package var isSecure: Bool
    package var isHTTPOnly = true
    package var sameSite = SameSite.lax

    /// Over TLS the name gets the prefix `__Host-`, with which a browser refuses the cookie from anyone but this host.
    package init(host name: String, _ value: String, maxAge: Duration? = nil, over connection: Request) {
        self.name = SetCookie.hostName(name, over: connection)
        self.value = value
        self.maxAge = maxAge
        isSecure = connection.isSecure
    }

    package init(_ name: String, _ value: String, maxAge: Duration? = nil, isSecure: Bool) {
        self.name = name
        self.value = value
        self.maxAge = maxAge
        self.isSecure = isSecure
    }

    /// The name under which `init(host:)` hands out a cookie, to read it back by.
    package static func hostName(_ name: String, over connection: Request) -> String {
        connection.isSecure ? "__Host-" + name : name
    }

    /// A cookie that takes the one of this name away.
    package static func removing(host name: String, over connection: Request) -> SetCookie {
        SetCookie(host: name, "", maxAge: .zero, over: connection)
    }

    /// The value of a Set-Cookie field; what may not stand in a name or value is percent-encoded.
    package var description: String {
        var text = SetCookie.neutral(name) + "=" + SetCookie.neutral(value) + "; Path=" + path.filter { $0 != ";" }
        if let maxAge { text += "; Max-Age=\(maxAge.components.seconds)" }
        if isSecure || sameSite == .none { text += "; Secure" }
        if isHTTPOnly { text += "; HttpOnly" }
        return text + "; SameSite=" + sameSite.rawValue
    }

    private static func neutral(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"")
                && $0 != UInt8(ascii: "\\")
        }
        return isPlain ? text : PercentCoding.encode(text)
    }
}
