import Capabilities
import HTTP
import Store

/// Which products a person gets, and who manages them.
struct UserProvisioningPages: Sendable {
    func choose(_ visit: Visit) async throws -> Response {
        let user = try await user(visit)
        let assigned = try await visit.app.subscription.assigned(to: user.id, by: visit.caller)
        let page = ChooseProductsPage(
            viewer: try await visit.viewer(),
            section: .users,
            title: "Products of \(user.name)",
            lead: "They get a seat of each of these, or nothing is changed.",
            crumbs: crumbs(user),
            choices: try await visit.productChoices(chosen: assigned.products, grants: assigned.grants),
            action: Paths.userProducts(user.id.rawValue),
            back: Paths.user(user.id.rawValue)
        )
        return visit.page(page.html)
    }

    func assign(_ visit: Visit, _ form: Query) async throws -> Response {
        let user = try await user(visit)
        let products = try await visit.chosenProducts(form)
        return try await visit.act(then: Paths.user(user.id.rawValue), saying: "The products were saved.") {
            try await visit.app.subscription.assign(products, to: user.id, by: visit.caller)
        }
    }

    func askToHandOver(_ visit: Visit) async throws -> Response {
        let user = try await user(visit)
        let isManaged = try await isManaged(user, visit)
        let page = ConfirmationPage(
            viewer: try await visit.viewer(),
            section: .users,
            title: isManaged ? "Take \(user.name) back?" : "Hand \(user.name) over to the identity provider?",
            text: isManaged
                ? "The identity provider can no longer change this admin or shut them out."
                : "The identity provider can then change this admin, take the role away and shut them out.",
            crumbs: crumbs(user),
            action: Paths.userManagement(user.id.rawValue),
            submit: Button(text: isManaged ? "Take back" : "Hand over", style: .primary),
            back: Paths.user(user.id.rawValue)
        )
        return visit.page(page.html)
    }

    /// The other way round than it is.
    func handOver(_ visit: Visit, _ form: Query) async throws -> Response {
        let user = try await user(visit)
        let isManaged = try await isManaged(user, visit)
        let toast = isManaged ? "\(user.name) is managed in Loam." : "\(user.name) is managed by the identity provider."
        return try await visit.act(then: Paths.user(user.id.rawValue), saying: toast) {
            try await visit.app.provisioning.hand(over: !isManaged, user.id, by: visit.caller)
        }
    }

    private func isManaged(_ user: User, _ visit: Visit) async throws -> Bool {
        try await visit.app.provisioning.standing(of: [user.id], by: visit.caller)[user.id]?.isManaged ?? false
    }

    private func crumbs(_ user: User) -> [PageHead.Crumb] {
        [.init(text: "Users", path: Paths.users), .init(text: user.name, path: Paths.user(user.id.rawValue))]
    }

    private func user(_ visit: Visit) async throws -> User {
        guard let id = ID<User>(parsing: visit.request.parameters["user"] ?? "") else { throw Refusal.userUnknown }
        return try await visit.app.users.find(id, by: visit.caller)
    }
}
