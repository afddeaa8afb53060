import Capabilities
import HTML
import HTTP
import Telemetry

extension Problem {
    init(_ refusal: Refusal) {
        let status: Status
        var headers = Fields()
        switch refusal.kind {
        case .invalid: status = .unprocessableContent
        case .notFound: status = .notFound
        case .conflict: status = .conflict
        case .forbidden: status = .forbidden
        case .notSignedIn: status = .unauthorized
        case .tooMany(let wait):
            status = .tooManyRequests
            headers[.retryAfter] = String(max(1, Int64(wait.inSeconds.rounded(.up))))
        case .notReady(let wait):
            self = .unavailable(code: refusal.code, title: refusal.sentence, retryAfter: wait)
            return
        }
        self.init(status, code: refusal.code, title: refusal.sentence, fields: refusal.fields, headers: headers)
    }
}

extension FormFaults {
    /// What a capability has to say of what was entered; nil when it refused for another reason.
    init?(_ refusal: Refusal) {
        guard refusal.kind == .invalid else { return nil }
        self.init(summary: Self.summary(refusal), fields: refusal.fields)
    }

    private static func summary(_ refusal: Refusal) -> String {
        switch refusal.fields.count {
        case 0: refusal.sentence
        case 1: "One entry needs a correction."
        default: "\(refusal.fields.count) entries need a correction."
        }
    }
}

extension Portal {
    /// A problem as a page; in the frame of the portal for those who are signed in.
    func render(_ problem: Problem, _ request: Request) async -> Response {
        // What failed may fail again: then the page does without the frame.
        let visit = problem.status.kind == .serverError ? nil : try? await visit(request)
        return page(of: problem, request, for: try? await visit?.viewer())
    }

    func page(of problem: Problem, _ request: Request, for viewer: Viewer?) -> Response {
        let (title, text) = ProblemPage.words(for: problem)
        let page = ProblemPage(
            status: problem.status.code,
            title: title,
            text: text,
            requestID: problem.status.kind == .serverError ? request.id.text : nil
        )
        let html = page.html(for: viewer, theme: Theme(request), version: version)
        var response = Response.html(html.bytes, status: problem.status)
        for (name, value) in problem.headers { response.fields.append(name, value) }
        return response
    }
}

extension ProblemPage {
    /// A heading and what there is to say below it.
    static func words(for problem: Problem) -> (title: String, text: String) {
        let title =
            switch problem.status.code {
            case 400: "That could not be read"
            case 401: "Please sign in"
            case 403 where problem.code == Refusal.seatMissing.code: "No product is assigned to you"
            case 403: "Not allowed"
            case 404: "There is nothing here"
            case 405: "That does not work here"
            case 409: "That does not fit any more"
            case 413: "That is too much"
            case 422: "That needs a correction"
            case 429: "Too many attempts"
            case 503: "Not available right now"
            case 500...: "Something went wrong"
            default: "That did not work"
            }
        return (title, problem.title)
    }
}
