import Crypto
import HTTP
import Telemetry

/// The cookies that the portal hands out, by what they are for.
enum BrowserCookie: String {
    /// The token of the session; who has it is signed in.
    case session = "loam_session"
    /// A random text by which forms are tied to the browser before anybody is signed in.
    case visitor = "loam_visitor"
    case theme = "loam_theme"
    /// By which a browser is known that comes back from an identity provider.
    case signOn = "loam_sign_on"
    /// What was just done, to be said once on the next page.
    case toast = "loam_toast"

    func value(in request: Request) -> String? {
        request.cookies[SetCookie.hostName(rawValue, over: request)].flatMap { $0.isEmpty ? nil : $0 }
    }

    func set(_ value: String, maxAge: Duration?, over request: Request) -> SetCookie {
        SetCookie(host: rawValue, value, maxAge: maxAge, over: request)
    }

    func removed(over request: Request) -> SetCookie { .removing(host: rawValue, over: request) }
}

extension Theme {
    init(_ request: Request) {
        self = BrowserCookie.theme.value(in: request).flatMap(Theme.init(rawValue:)) ?? .auto
    }
}

extension Toast {
    /// As it stands in the cookie: a letter for its kind, then the text.
    init?(_ request: Request) {
        guard let value = BrowserCookie.toast.value(in: request), let bytes = Base64.decode(value, .url),
            let text = String(validating: bytes, as: UTF8.self), let kind = text.first
        else { return nil }
        self.init(text: String(text.dropFirst()), isProblem: kind == "!")
    }

    func cookie(over request: Request) -> SetCookie {
        let text = (isProblem ? "!" : ".") + text
        return BrowserCookie.toast.set(Base64.encode(Array(text.utf8), .url), maxAge: .minutes(1), over: request)
    }
}
