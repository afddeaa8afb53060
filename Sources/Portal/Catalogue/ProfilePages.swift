import Capabilities
import HTML
import HTTP
import Store
import Telemetry

/// The pages of one company and one person.
struct ProfilePages: Sendable {
    /// Of people and companies the page shows so many; the search shows them all.
    private static let most = 12

    func company(_ visit: Visit) async throws -> Response {
        let company = try await visit.app.profiles.company(try number(visit, "company"))
        let time = visit.time
        let page = CompanyPage(
            viewer: try await visit.viewer(),
            name: company.name,
            lead: [company.summary.industry, ProfilePages.place(company.summary)].filter { !$0.isEmpty }
                .joined(separator: " · "),
            state: company.endedAt == nil ? Badge(company.summary) : nil,
            actions: keep(.companies, company.number, visit),
            figures: figures(of: company),
            ended: time.moment(company.endedAt),
            facts: company.facts.filter { $0.field != "other_names" }.map { FactTable.Line($0, time) },
            otherNames: company.otherNames.map { ($0.text, $0.kind.title) },
            family: FamilyTree(
                owners: company.parents.reversed().map(FamilyTree.Member.init),
                name: company.name,
                children: company.children.map(FamilyTree.Member.init),
                childCount: company.childCount
            ),
            people: company.people.prefix(ProfilePages.most).map(CompanyPage.Employee.init),
            peopleCount: company.peopleCount,
            peoplePath: ProfilePages.peoplePath(company),
            signals: company.signals.map(CompanyPage.Signal.init),
            scoops: company.scoops.map(CompanyPage.Scoop.init),
            sources: company.words.map(\.source),
            comparisons: comparisons(company.words),
            history: HistoryList(company.history, time)
        )
        return visit.page(page.html)
    }

    func person(_ visit: Visit) async throws -> Response {
        let person = try await visit.app.profiles.person(try number(visit, "person"))
        let time = visit.time
        let page = PersonPage(
            viewer: try await visit.viewer(),
            name: person.name,
            lead: [person.summary.title, person.summary.companyName].filter { !$0.isEmpty }.joined(separator: " · "),
            state: person.endedAt == nil ? Badge(person.summary) : nil,
            actions: keep(.people, person.number, visit),
            ended: time.moment(person.endedAt),
            figures: figures(of: person),
            facts: person.facts.map { FactTable.Line($0, time) },
            employer: person.company.map { company in
                PersonPage.Employer(
                    name: company.name,
                    path: Paths.company(company.number),
                    details: [company.industry, ProfilePages.place(company)].filter { !$0.isEmpty }
                        .joined(separator: " · ")
                )
            },
            employerName: person.summary.companyName,
            former: person.formerCompanies.map { ($0, Paths.companies + Paths.query([("q", $0)])) },
            history: HistoryList(person.history, time)
        )
        return visit.page(page.html)
    }

    // MARK: Parts

    private func keep(_ kind: CatalogueKind, _ number: Int64, _ visit: Visit) -> HTML {
        guard visit.caller.role.allows(.use) else { return .empty }
        let path = Paths.addToList + Paths.query([("kind", kind.rawValue), ("number", String(number))])
        return Button(text: "Put on a list", icon: .list).dialog(at: path)
    }

    private func number(_ visit: Visit, _ name: String) throws(Problem) -> Int64 {
        guard let number = visit.request.parameters[name].flatMap({ Int64($0) }) else { throw .notFound }
        return number
    }

    private func figures(of company: CompanyProfile) -> [Figures.Figure] {
        func value(_ field: String) -> String? { company.facts.first { $0.field == field }?.values.first }
        var figures: [Figures.Figure] = []
        if let employees = value("employees") {
            figures.append(.init(name: "Employees", value: Amount.text(employees)))
        }
        if let revenue = value("revenue") {
            figures.append(.init(name: "Revenue", value: ProfilePages.amount(revenue)))
        }
        if let founded = value("founded") { figures.append(.init(name: "Founded", value: String(founded.prefix(10)))) }
        if company.peopleCount > 0 {
            figures.append(
                .init(
                    name: "People known",
                    value: company.peopleCount.formatted(.grouped),
                    path: ProfilePages.peoplePath(company)
                )
            )
        }
        return figures
    }

    private func figures(of person: PersonProfile) -> [Figures.Figure] {
        func value(_ field: String) -> String? { person.facts.first { $0.field == field }?.values.first }
        var figures: [Figures.Figure] = []
        if let accuracy = value("accuracy") {
            figures.append(.init(name: "Accuracy", value: accuracy, detail: "of 100"))
        }
        if let level = value("level") { figures.append(.init(name: "Level", value: level)) }
        if let since = value("company_since") { figures.append(.init(name: "There since", value: since)) }
        if let verified = value("last_verified") { figures.append(.init(name: "Last verified", value: verified)) }
        return figures
    }

    /// 12,500,000 as 12.5 M.
    private static func amount(_ text: String) -> String {
        guard let number = Int(text), number >= 1_000_000 else { return Amount.text(text) }
        let (size, unit) = number >= 1_000_000_000 ? (1_000_000_000, "bn") : (1_000_000, "M")
        let tenths = (number / (size / 10))
        return tenths % 10 == 0 ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }

    /// Every field of which any source says something, in the order of the fields.
    private func comparisons(_ words: [CompanyProfile.Word]) -> [CompanyPage.Comparison] {
        CatalogueKind.companies.fields.compactMap { field in
            let values = words.map { word in word.facts.first { $0.field == field }?.value ?? "" }
            return values.allSatisfy(\.isEmpty) ? nil : CompanyPage.Comparison(field: field, values: values)
        }
    }

    private static func peoplePath(_ company: CompanyProfile) -> String {
        Paths.people + Paths.query([("company", String(company.number))])
    }

    static func place(_ company: CompanySummary) -> String {
        [company.city, company.country].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension FactTable.Line {
    fileprivate init(_ fact: Fact, _ time: LocalTime) {
        self.init(
            field: fact.field,
            values: ["employees", "revenue"].contains(fact.field) ? fact.values.map(Amount.text) : fact.values,
            source: fact.source,
            date: time.date(fact.asOf)
        )
    }
}

extension CompanyTexts.OtherName.Kind {
    fileprivate var title: String {
        switch self {
        case .former: "former"
        case .trading: "trading name"
        case .alias: "also"
        }
    }
}

extension FamilyTree.Member {
    fileprivate init(_ company: CompanySummary) {
        self.init(name: company.name, path: Paths.company(company.number), place: ProfilePages.place(company))
    }
}

extension CompanyPage.Employee {
    fileprivate init(_ person: PersonSummary) {
        self.init(name: person.name, path: Paths.person(person.number), title: person.title, email: person.email)
    }
}

extension CompanyPage.Signal {
    fileprivate init(_ signal: CompanyProfile.Signal) {
        self.init(
            topic: signal.topic,
            category: signal.category,
            score: Int(signal.score).map { min(max($0, 0), 100) },
            day: signal.observedOn,
            source: signal.source
        )
    }
}

extension CompanyPage.Scoop {
    fileprivate init(_ scoop: CompanyProfile.Scoop) {
        self.init(
            type: scoop.type,
            text: scoop.description.isEmpty ? scoop.topics : scoop.description,
            details: (scoop.departments + scoop.people).joined(separator: ", "),
            day: scoop.publishedOn,
            source: scoop.source
        )
    }
}

extension HistoryList {
    fileprivate init(_ history: ProfileHistory, _ time: LocalTime) {
        self.init(
            events: history.events.map { event in
                Event(
                    icon: event.kind.icon,
                    text: event.kind.words,
                    source: event.source,
                    file: event.file,
                    moment: time.moment(event.at),
                    changes: event.changes.map { ($0.field, $0.before, $0.after) }
                )
            }
        )
    }
}

extension ProfileHistory.Event.Kind {
    fileprivate var icon: Icon {
        switch self {
        case .added: .plus
        case .changed: .pencil
        case .ended: .stop
        case .returned: .again
        }
    }

    /// Behind the name of a source.
    fileprivate var words: String {
        switch self {
        case .added: "brought this profile"
        case .changed: "changed it"
        case .ended: "knew it no more"
        case .returned: "knew it again"
        }
    }
}
