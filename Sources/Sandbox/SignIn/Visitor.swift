import Crypto
import HTTP

/// Somebody who is signed in with a browser.
struct Visitor: Sendable {
    let person: Person
    let caller: OrgCaller
    let organization: Organization
}

extension SignIn {
    static let cookie = "sid"

    /// The person whose browser this is; nobody when the cookie is missing, has expired or is no longer good.
    func visitor(of request: Request) async throws -> Visitor? {
        guard let token = request.cookies[SetCookie.hostName(SignIn.cookie, over: request)],
            let session = try await sessions.find(token), session.kind == .page || session.scopes.allowsPages,
            let person = try await Person.find(id: session.userID, in: org.database), person.isActive
        else { return nil }
        let caller = try await org.caller(userID: person.id)
        RequestNote.current?.name(user: person.username)
        return Visitor(person: person, caller: caller, organization: organization)
    }

    /// A form of ours was sent by a page of ours; browsers say where a form comes from.
    func requireOwnPage(_ request: Request) throws {
        guard let origin = request.fields[.origin] else { return }
        guard origin == Origin(of: request).url else {
            throw Problem(
                .forbidden,
                code: "sandbox.other-origin",
                title: "This form was sent by a page of another site."
            )
        }
    }
}
