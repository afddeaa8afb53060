import Capabilities
import HTTP
import Store

/// How many credits a person may spend, and has.
struct UserCreditPages: Sendable {
    func edit(_ visit: Visit) async throws -> Response {
        visit.page(try await page(visit).html)
    }

    func change(_ visit: Visit, _ form: Query) async throws -> Response {
        guard let reset = form["reset"].flatMap(CreditAllowance.Reset.init(rawValue:)) else { throw Problem.staleForm }
        let user = try await user(visit)
        let credits = form["credits"] ?? ""
        do {
            return try await visit.act(then: Paths.user(user.id.rawValue), saying: "The credit limit was saved.") {
                if credits.allSatisfy(\.isWhitespace) {
                    try await visit.app.allowances.lift(user.id, by: visit.caller)
                } else {
                    try await visit.app.allowances.limit(user.id, to: credits, reset: reset, by: visit.caller)
                }
            }
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = try await page(visit)
            (page.credits, page.reset, page.faults) = (credits, reset.rawValue, faults)
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    func reset(_ visit: Visit, _ form: Query) async throws -> Response {
        let user = try await user(visit)
        return try await visit.act(
            then: Paths.user(user.id.rawValue),
            saying: "What \(user.name) has spent so far no longer counts."
        ) {
            try await visit.app.allowances.reset(user.id, by: visit.caller)
        }
    }

    private func page(_ visit: Visit) async throws -> CreditLimitPage {
        let user = try await user(visit)
        let allowance = try await visit.app.allowances.standing(of: user.id, by: visit.caller).allowance
        return CreditLimitPage(
            viewer: try await visit.viewer(),
            id: user.id.rawValue,
            name: user.name,
            credits: allowance.map { String($0.credits) } ?? "",
            reset: (allowance?.reset ?? .monthly).rawValue
        )
    }

    private func user(_ visit: Visit) async throws -> User {
        guard let id = ID<User>(parsing: visit.request.parameters["user"] ?? "") else { throw Refusal.userUnknown }
        return try await visit.app.users.find(id, by: visit.caller)
    }
}
