import Database
import Matching
import Store
import TestSupport
import Testing

@testable import Capabilities

struct ReviewTests {
    @Test(
        "X-22 · a borderline match waits for a person, and what they say overrides the score everywhere",
        arguments: Engine.available
    )
    func overrides(engine: Engine) async throws {
        try await Office.withCatalogue(engine) { office in
            let app = office.capabilities
            let first = try await office.match(review: true)
            #expect(first.answer.status == .none && first.pair != nil)
            let review = try #require(try await app.reviews.list(by: office.ada).reviews.first)
            #expect((review.recordID, review.source, review.sourceID) == ("001A", "test", "S7"))

            let shown = try await app.reviews.find(review.id, by: office.ada)
            #expect(shown.number == 7 && shown.explanation?.nominees.contains { $0.number == 7 } == true)
            #expect(shown.record.contains { $0.field == "name" && $0.text == "\(Office.brand(7))" })

            try await app.reviews.decide(review.id, .same, by: office.ada)
            let same = try await office.match(review: true)
            #expect(same.answer.status == .matched && same.answer.company == 7 && same.answer.confidence == 100)
            #expect(same.answer.isDecided && same.pair == nil)

            try await app.reviews.decide(review.id, .different, by: office.ada)
            let other = try await office.match()
            #expect(other.answer.company != 7 && other.answer.companyMatch?.best?.number != 7)

            try await app.reviews.decide(review.id, .open, by: office.ada)
            #expect(try await office.match().answer.status == .none)
            #expect(try await app.reviews.list(by: office.ada).counts == [.open: 1])
        }
    }

    @Test(
        "X-22 · a decision outlives the numbers of the catalogue, and the same record without an id",
        arguments: Engine.available
    )
    func persists(engine: Engine) async throws {
        try await Office.withCatalogue(engine) { office in
            let app = office.capabilities
            try await office.match(id: nil, review: true)
            let review = try #require(try await app.reviews.list(by: office.ada).reviews.first)
            try await app.reviews.decide(review.id, .same, by: office.ada)
            // Loaded anew into an empty catalogue the company has another number.
            try await office.database.write { db in
                try db.run("UPDATE companies SET number = 700, changed = 2 WHERE number = 7")
                try db.run("UPDATE companies SET changed = 2 WHERE number <= 40")
                try db.run("UPDATE catalogue_numbers SET last = 2 WHERE kind = 'loads'")
            }
            try await app.catalogue.refresh()
            try await app.catalogue.refreshDecisions()
            let answer = try await office.match(id: nil, name: "  \(Office.brand(7).uppercased())  ")
            #expect(answer.answer.company == 700 && answer.answer.isDecided)
            #expect(try await office.match(id: "001Z").answer.isDecided == false)
        }
    }

    @Test("X-22 · decisions are an organisation's own, and hold for files as for requests")
    func files() async throws {
        try await Office.withCatalogue { office in
            let app = office.capabilities
            try await office.match(review: true)
            let review = try #require(try await app.reviews.list(by: office.ada).reviews.first)
            try await app.reviews.decide(review.id, .same, by: office.ada)
            let opened = try app.catalogue.current()
            #expect(app.catalogue.decisions.about(.account, in: ID(rawValue: "another")) == nil)
            #expect(app.catalogue.decisions.about(.lead, in: office.ada.organisation) == nil)
            try await TemporaryFolder.with { folder in
                let input = folder.path("in.csv")
                try folder.write(
                    "Id,Name,BillingCity\n001A,\(Office.brand(7)),Husum\n001B,\(Office.brand(9)),Husum\n",
                    to: "in.csv"
                )
                var file = MatchFile(object: .account, index: opened.index)
                file.decided = app.catalogue.decisions.about(.account, in: office.ada.organisation)
                file.reviews = true
                let totals = try await file.run(from: input, to: folder.path("out.csv"))
                #expect(totals.matched == 1 && totals.borderline.count == 1)
                #expect(try await app.reviews.enqueue(totals.borderline, of: .account, by: office.ada) == 1)
                // Again, from a file that was matched twice.
                #expect(try await app.reviews.enqueue(totals.borderline, of: .account, by: office.ada) == 1)
                #expect(try await app.reviews.list(by: office.ada).counts == [.open: 1, .same: 1])
                #expect(try folder.read("out.csv").contains("001A,matched,,100,7,S7,,"))
            }
        }
    }

    @Test("X-22 · what people decided teaches the model")
    func teaches() async throws {
        try await Office.withCatalogue { office in
            let app = office.capabilities
            for number in 1...30 {
                try await office.match(id: "A\(number)", name: "\(Office.brand(number))", review: true)
            }
            for review in try await app.reviews.list(by: office.ada).reviews {
                try await app.reviews.decide(review.id, .same, by: office.ada)
            }
            let decided = try await DecidedAccount.all(in: office.database)
            let file = MatchFile(object: .account, index: try app.catalogue.current().index)
            let lesson = try Lesson.run(file, from: nil, and: decided)
            #expect(lesson.decisions == decided.count && decided.count >= 20)
            #expect(lesson.model.version == 2 && lesson.model.company != Model().company)
        }
    }

    @Test("Who may only look decides nothing, and a review of another organisation is not there")
    func refused() async throws {
        try await Office.withCatalogue { office in
            let id = try await office.waitingReview()
            let auditor = try await office.hire("eve@example.org", role: .auditor).caller
            let reviews = office.capabilities.reviews
            #expect(await refusal { try await reviews.decide(id, .same, by: auditor) } == "role.not-allowed")
            #expect(try await reviews.list(by: auditor).reviews.count == 1)
            let unknown = ID<MatchReview>.make(at: office.clock.now)
            #expect(await refusal { try await reviews.decide(unknown, .same, by: office.ada) } == "review.unknown")
        }
    }
}

extension Office {
    /// A name that no other company of the catalogue has.
    static func brand(_ number: Int) -> String {
        let first = ["Lark", "Quill", "Bram", "Thorn", "Vesp", "Mirk", "Osk", "Pell", "Rusk", "Sorn"]
        return first[number % 10] + ["spur", "feather", "bleton", "wick", "erfield", "lowe", "mere"][number % 7]
    }

    /// An office with an open catalogue of sixty companies.
    static func withCatalogue(_ engine: Engine = .sqlite, _ body: (Office) async throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            try await Office.on(engine, indexFolder: folder.path("index")) { office in
                try await office.fillCatalogue()
                try await office.capabilities.catalogue.refresh()
                try await office.capabilities.catalogue.refreshDecisions()
                try await body(office)
            }
        }
    }

    func fillCatalogue() async throws {
        try await database.write { db in
            try db.run("INSERT INTO catalogue_sources (number, name, priority, created_at) VALUES (1, 'test', 100, 0)")
            for number in 1...60 {
                try db.run(
                    """
                    INSERT INTO companies (number, source, source_id, digest, as_of, changed, name, city)
                    VALUES (\(number), 1, \("S\(number)"), 0, 0, 1, \("\(Office.brand(number)) Widgets"), 'Husum')
                    """
                )
            }
            try db.run("UPDATE catalogue_numbers SET last = 1 WHERE kind = 'loads'")
        }
    }

    /// Asks about a company whose name is nearly one of the catalogue's.
    @discardableResult
    func match(id: String? = "001A", name: String = "\(Office.brand(7))", review: Bool = false) async throws
        -> MatchedRecord
    {
        var order = Matches.Order(.account, [MatchRecord(id: id, [("Name", name), ("BillingCity", "Husum")])])
        order.reviews = review
        let answers = try await capabilities.matches.match(order, by: ada)
        try await capabilities.reviews.enqueue(answers.records.compactMap(\.pair), of: .account, by: ada)
        return try #require(answers.records.first)
    }

    /// A pair of a record and a company that waits for a person.
    func waitingReview() async throws -> ID<MatchReview> {
        if try await database.read({ db in try CatalogueSource.find("test", on: db) }) == nil {
            try await fillCatalogue()
        }
        let question = {
            var question = Question(); question.add(.name, "\(Office.brand(7))"); return question
        }()
        let pair = BorderlinePair(question, id: "001A", number: 7, confidence: 50)
        try await capabilities.reviews.enqueue([pair], of: .account, by: ada)
        return try #require(try await capabilities.reviews.list(by: ada).reviews.first).id
    }
}
