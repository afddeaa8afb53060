import Crypto
import HTML
import HTTP
import Telemetry

/// A request of somebody who is not signed in, or need not be.
struct Guest: Sendable {
    let portal: Portal
    let request: Request
    /// A text of this browser alone, to which forms are tied.
    let secret: Secret
    /// Whether the browser had it already.
    let isKnown: Bool

    init(portal: Portal, request: Request) {
        self.portal = portal
        self.request = request
        let known = BrowserCookie.visitor.value(in: request)
        isKnown = known != nil
        secret = Secret(known ?? Random.token())
    }

    var context: EntranceContext {
        EntranceContext(
            token: FormToken.make(for: secret),
            theme: Theme(request),
            version: portal.version,
            notice: Toast(request).map { Notice(tone: $0.isProblem ? .red : .green, title: $0.text) }
        )
    }

    func page(_ html: HTML, status: Status = .ok) -> Response {
        let response = Response.html(html.bytes, status: status)
        guard BrowserCookie.toast.value(in: request) != nil else { return response }
        return response.setting(BrowserCookie.toast.removed(over: request))
    }

    /// The answer, with the text of this browser if it had none.
    func remembered(_ response: Response) -> Response {
        isKnown ? response : response.setting(BrowserCookie.visitor.set(secret.reveal(), maxAge: nil, over: request))
    }
}
