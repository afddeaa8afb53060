import Capabilities
import HTML
import HTTP
import Matching
import Store

/// Asking about one record.
struct ExplainPages: Sendable {
    func show(_ visit: Visit) async throws -> Response {
        let object = visit.request.query["object"].flatMap(MatchObject.init(rawValue:)) ?? .account
        return visit.page(try await page(visit, object, [:], nil).html)
    }

    func explain(_ visit: Visit, _ form: Query) async throws -> Response {
        let object = form["object"].flatMap(MatchObject.init(rawValue:)) ?? .account
        let names = ExplainPages.names(of: object)
        let pasted = ExplainPages.read(form["pasted"] ?? "")
        var values: [String: String] = [:]
        for name in names {
            let typed = (form[name] ?? "").trimmed
            values[name] = typed.isEmpty ? pasted[name.lowercased()] ?? "" : typed
        }
        var order = Matches.Order(
            object,
            [MatchRecord(names.compactMap { name in values[name].map { (name, $0) } }.filter { !$0.1.isEmpty })]
        )
        order.explains = true
        do {
            let answers = try await visit.app.matches.match(order, by: visit.caller)
            let outcome = answers.records.first.map { ExplainPage.Outcome($0, object) }
            return visit.page(try await page(visit, object, values, outcome).html)
        } catch let refusal as Refusal where refusal.code.hasPrefix("catalogue.") {
            let outcome = ExplainPage.Outcome(
                badge: Badge(text: "No answer", tone: .amber),
                sentence: refusal.sentence,
                found: [],
                change: nil,
                candidates: []
            )
            return visit.page(try await page(visit, object, values, outcome).html)
        }
    }

    private func page(
        _ visit: Visit,
        _ object: MatchObject,
        _ values: [String: String],
        _ outcome: ExplainPage.Outcome?
    ) async throws -> ExplainPage {
        ExplainPage(
            viewer: try await visit.viewer(),
            tabs: Tabs(
                label: "Kind of record",
                tabs: MatchObject.allCases.map {
                    .init(text: $0.title, path: Paths.explain(object: $0.rawValue), isCurrent: $0 == object)
                }
            ),
            object: object.rawValue,
            fields: ExplainPages.names(of: object).map { name in
                Field(
                    name: name,
                    label: name,
                    value: values[name] ?? "",
                    isRequired: false,
                    saysOptional: false,
                    autocomplete: "off"
                )
            },
            pasted: "",
            outcome: outcome
        )
    }

    private static func names(of object: MatchObject) -> [String] {
        switch object {
        case .account:
            [
                "Name", "Website", "Phone", "BillingStreet", "BillingPostalCode", "BillingCity", "BillingState",
                "BillingCountry", "NumberOfEmployees",
            ]
        case .contact:
            [
                "FirstName", "LastName", "Email", "Phone", "Title", "Account.Name", "Account.Website", "MailingCity",
                "MailingCountry",
            ]
        case .lead: ["FirstName", "LastName", "Email", "Phone", "Title", "Company", "Website", "City", "Country"]
        }
    }

    /// `Name: Acme Looms`, a line for each field; by the names in small letters.
    private static func read(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let halves = line.split(maxSplits: 1, omittingEmptySubsequences: false) {
                $0 == ":" || $0 == "\t" || $0 == "="
            }
            guard halves.count == 2 else { continue }
            values[String(halves[0]).trimmed.lowercased()] = String(halves[1]).trimmed
        }
        return values
    }
}

extension MatchObject {
    fileprivate var title: String {
        switch self {
        case .account: "Account"
        case .contact: "Contact"
        case .lead: "Lead"
        }
    }
}

extension ExplainPage.Outcome {
    fileprivate init(_ record: MatchedRecord, _ object: MatchObject) {
        let answer = record.answer
        let explanation = record.explanation
        badge =
            switch answer.status {
            case .matched: Badge(text: "Match, \(answer.confidence)", tone: .green)
            case .companyOnly: Badge(text: "Company only, \(answer.confidence)", tone: .blue)
            case .none: Badge(text: "No match, \(answer.confidence)", tone: .amber)
            }
        let nominees = (explanation?.nominees ?? []) + (explanation?.employers ?? [])
        func named(_ number: Int64?, isPerson: Bool) -> (name: String, path: String)? {
            number.map { number in
                let kind = nominees.first { $0.number == number && ($0.kind == .people) == isPerson }
                let path = isPerson ? Paths.person(number) : Paths.company(number)
                return (kind?.name ?? (isPerson ? "The person" : "The company"), path)
            }
        }
        found = [named(answer.person, isPerson: true), named(answer.company, isPerson: false)].compactMap { $0 }
        if answer.isDecided {
            sentence = "A person decided this, whatever the score."
        } else if answer.status == .matched {
            sentence = answer.hasMoved ? "The person works elsewhere now than the record says." : "It is likely enough."
        } else {
            sentence = answer.reason.map(EvidenceWords.words) ?? ""
        }
        change =
            (explanation?.change ?? []).isEmpty
            ? nil
            : explanation?.change.map {
                "\(EvidenceWords.title($0.comparison)) were \(EvidenceWords.words($0.level))"
            }.joined(separator: ", and ")
        candidates =
            [explanation.map { Candidates($0) }].compactMap { $0 }.filter { !$0.candidates.isEmpty }
    }
}

extension String {
    var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
