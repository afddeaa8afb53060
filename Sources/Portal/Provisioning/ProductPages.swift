import Capabilities
import HTTP
import Store
import Telemetry

/// Looking at products and changing them.
struct ProductPages: Sendable {
    func index(_ visit: Visit) async throws -> Response {
        let time = visit.time
        let products = try await visit.app.subscription.products(by: visit.caller)
        let page = ProductsPage(
            viewer: try await visit.viewer(),
            lines: products.map { product in
                .init(
                    id: product.id,
                    name: product.name,
                    seats: product.seats,
                    used: product.used,
                    lastDay: product.lastDay(in: time.zone).map(LocalTime.text),
                    state: product.badge(at: time.now)
                )
            }
        )
        return visit.page(page.html)
    }

    func new(_ visit: Visit) async throws -> Response {
        let page = ProductPage(viewer: try await visit.viewer(), id: nil, name: "", seats: "", lastDay: "")
        return visit.page(page.html)
    }

    func create(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = form["id"] ?? ""
        let answers = Subscription.Form(form)
        do {
            return try await visit.act(then: Paths.products, saying: "The product was added.") {
                try await visit.app.subscription.add(id, answers, by: visit.caller)
            }
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = ProductPage(
                viewer: try await visit.viewer(),
                id: nil,
                name: answers.name,
                seats: answers.seats,
                lastDay: answers.lastDay
            )
            (page.newID, page.faults) = (id, faults)
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    func edit(_ visit: Visit) async throws -> Response {
        let product = try await product(visit)
        let zone = try Zone(named: visit.caller.timeZone)
        let page = ProductPage(
            viewer: try await visit.viewer(),
            id: product.id,
            name: product.name,
            seats: String(product.seats),
            lastDay: product.lastDay(in: zone).map { "\($0)" } ?? ""
        )
        return visit.page(page.html)
    }

    func change(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = visit.request.parameters["product"] ?? ""
        let answers = Subscription.Form(form)
        do {
            return try await visit.act(then: Paths.products, saying: "The changes were saved.") {
                try await visit.app.subscription.change(id, to: answers, by: visit.caller)
            }
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            let page = ProductPage(
                viewer: try await visit.viewer(),
                id: id,
                name: answers.name,
                seats: answers.seats,
                lastDay: answers.lastDay,
                faults: faults
            )
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    func askToRemove(_ visit: Visit) async throws -> Response {
        let product = try await product(visit)
        guard product.used == 0 else { throw Refusal.productInUse }
        let page = ConfirmationPage(
            viewer: try await visit.viewer(),
            section: .products,
            title: "Remove “\(product.name)”?",
            text: "Nobody holds a seat of it. The identity provider can no longer assign it.",
            crumbs: [.init(text: "Products", path: Paths.products)],
            action: Paths.productRemoval(product.id),
            submit: Button(text: "Remove product", style: .danger),
            back: Paths.products
        )
        return visit.page(page.html)
    }

    func remove(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = visit.request.parameters["product"] ?? ""
        return try await visit.act(then: Paths.products, saying: "The product was removed.") {
            try await visit.app.subscription.remove(id, by: visit.caller)
        }
    }

    private func product(_ visit: Visit) async throws -> Product {
        try await visit.app.subscription.product(visit.request.parameters["product"] ?? "", by: visit.caller)
    }
}

extension Subscription.Form {
    fileprivate init(_ form: Query) {
        self.init(name: form["name"] ?? "", seats: form["seats"] ?? "", lastDay: form["lastDay"] ?? "")
    }
}

extension Product {
    fileprivate func badge(at now: Timestamp) -> Badge {
        if isOver(at: now) { return Badge(text: "Ended", tone: .red) }
        if let endsAt, endsAt < now + .days(30) { return Badge(text: "Ends soon", tone: .amber) }
        return used == seats ? Badge(text: "All seats in use", tone: .amber) : Badge(text: "Active", tone: .green)
    }
}
