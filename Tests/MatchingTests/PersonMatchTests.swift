import Testing

@testable import Matching

struct PersonMatchTests {
    private static let companies = SmallCatalogue.companies(40)
    private static let people = SmallCatalogue.people(200, at: companies)

    @Test("S-08 · a person is found by e-mail, and by name with company, nickname or initial")
    func byEachInput() async throws {
        let catalogue = try await SmallCatalogue(Self.companies, people: Self.people)
        var matcher = PersonMatcher(catalogue.index)
        let person = Self.people[40]
        let mail = SmallCatalogue.question([.email: person.emails[0], .last: person.last])
        #expect(matcher.match(mail).person == person.number)
        let written: [(String, String)] = [
            (person.first, person.last), ("Bob", person.last), (person.first, person.last + "n"),
        ]
        for (first, last) in written {
            let question = SmallCatalogue.question([
                .first: first, .last: last, .name: person.companyName, .city: person.address.city,
            ])
            #expect(matcher.match(question).person == person.number, "\(first) \(last)")
        }
    }

    @Test("X-11 · a person's answer is the same when the next is prepared before it is matched")
    func prepared() async throws {
        let catalogue = try await SmallCatalogue(Self.companies, people: Self.people)
        let questions = Self.people.prefix(60).enumerated().map { number, person in
            SmallCatalogue.question([
                .first: person.first, .last: number % 3 == 0 ? person.last + "n" : person.last,
                .email: number % 2 == 0 ? person.emails[0] : "", .name: person.companyName,
            ])
        }
        var (lone, ahead) = (PersonMatcher(catalogue.index), PersonMatcher(catalogue.index))
        var waiting = ahead.prepare(questions[0])
        for index in questions.indices {
            let record = waiting
            if index + 1 < questions.count { waiting = ahead.prepare(questions[index + 1]) }
            let (one, other) = (lone.match(questions[index]), ahead.match(record))
            #expect(one.person == other.person && one.share == other.share && one.reason == other.reason)
            #expect(one.best?.evidence == other.best?.evidence)
        }
    }

    @Test("S-06 · where only the company is known, the answer is the company alone, with a reason")
    func companyOnly() async throws {
        let catalogue = try await SmallCatalogue(Self.companies, people: Self.people)
        var matcher = PersonMatcher(catalogue.index)
        let company = Self.companies[7]
        let match = matcher.match(
            SmallCatalogue.question([
                .first: "Zebulon", .last: "Quagmire", .name: company.name, .website: company.websites[0],
            ])
        )
        #expect(match.person == nil && match.companyOnly == company.number && match.reason != nil)
    }

    @Test("S-08 · a namesake at another company is no match, though the mailbox has the same name")
    func namesake() async throws {
        let catalogue = try await SmallCatalogue(Self.companies, people: Self.people)
        var matcher = PersonMatcher(catalogue.index)
        let person = Self.people[40]
        func question(_ email: String, _ company: String) -> Question {
            SmallCatalogue.question([
                .first: person.first, .last: person.last, .email: email, .name: company, .country: "US",
            ])
        }
        let other = "\(person.first).\(person.last)@vellumquarry.com".lowercased()
        let match = matcher.match(question(other, "Vellum Quarry LLC"))
        #expect(match.person == nil && match.best != nil)
        #expect(matcher.match(question(person.emails[0], person.companyName)).person == person.number)
    }

    @Test("S-05 · a person below the least accuracy is no match, and the reason says so")
    func accuracy() async throws {
        var person = PersonEntry(number: 9001)
        (person.first, person.last, person.emails) = ("Xanthe", "Brightwater", ["xanthe@brightwater.example.org"])
        person.accuracy = 60
        let catalogue = try await SmallCatalogue(Self.companies, people: Self.people + [person])
        let question = SmallCatalogue.question([
            .email: person.emails[0], .first: person.first, .last: person.last,
        ])
        var lenient = PersonMatcher(catalogue.index, minimumAccuracy: 60)
        #expect(lenient.match(question).person == 9001)
        var strict = PersonMatcher(catalogue.index, minimumAccuracy: 61)
        let match = strict.match(question)
        #expect(match.person == nil && match.reason == .belowAccuracy)
    }

    @Test("X-02 · a person's evidence and prior add up to the score")
    func evidenceAddsUp() async throws {
        let catalogue = try await SmallCatalogue(Self.companies, people: Self.people)
        var matcher = PersonMatcher(catalogue.index)
        var compared = 0
        for person in Self.people.prefix(60) {
            let match = matcher.match(
                SmallCatalogue.question([
                    .first: person.first, .last: person.last, .title: "Director", .city: "Austin",
                    .name: person.companyName,
                ])
            )
            for candidate in [match.best, match.runnerUp].compactMap({ $0 }) {
                #expect(candidate.evidence.reduce(candidate.prior) { $0 + $1.bits } == candidate.score)
                compared += 1
            }
        }
        #expect(compared > 60)
    }
}
