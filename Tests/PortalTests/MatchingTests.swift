import Capabilities
import HTML
import HTTP
import Store
import TestSupport
import Testing

@testable import Portal

@Suite struct MatchingPageTests {
    @Test("X-02 · a record that is typed or pasted is answered with its candidates side by side")
    func explain() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let member = try await portal.colleague(.member, of: admin)
            let page = try await member.get("/explain")
            #expect(page.title == "Explain" && page.text.contains("A line for each field"))
            let early = try await member.submit(page, to: "/explain", ["object": "account", "Name": "Acme"])
            #expect(early.text.contains("being made ready"))
            try await portal.loadSmallCatalogue()
            let form: Query = ["object": "account", "Name": "", "pasted": "Name: Acme Looms\nWebsite\tacme.example"]
            let answer = try await member.submit(page, to: "/explain", form)
            #expect(answer.status == .ok)
            for text in [
                "Acme Looms", "Evidence for Acme Looms", "class=\"waterfall\"", "the same", "What a match needs",
            ] {
                #expect(answer.text.contains(text), "\(text)")
            }
            #expect(WellFormed.faults(inPage: answer.text) == [])
            let contact = try await member.submit(page, to: "/explain", ["object": "contact", "LastName": "Unheard"])
            #expect(contact.text.contains("No match") && contact.text.contains("Nothing in the catalogue"))
        }
    }

    @Test("X-22 · a person goes through the queue, and an auditor only looks")
    func reviews() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let auditor = try await portal.colleague(.auditor, of: admin)
            #expect(try await admin.get("/reviews").text.contains("Nothing waits here"))
            try await portal.loadSmallCatalogue()
            let caller = try await portal.app.atCommandLine(as: "test")
            var order = Matches.Order(.account, ["A", "B"].map { MatchRecord(id: $0, [("Name", "Acme")]) })
            order.reviews = true
            let answers = try await portal.app.matches.match(order, by: caller)
            let pairs = answers.records.compactMap(\.pair)
            try #require(pairs.count == 2)
            try await portal.app.reviews.enqueue(pairs, of: .account, by: caller)
            let queue = try await admin.get("/reviews")
            #expect(queue.text.contains("Account A") && queue.text.contains("account B"))
            #expect(queue.text.contains("data-hotkey=\"y\"") && WellFormed.faults(inPage: queue.text) == [])
            let posts = WellFormed.targets(of: queue.text).filter { $0.method == "POST" }.map(\.address)
            let decision = try #require(posts.first { $0.hasSuffix("/decision") })
            let decided = try await admin.submit(queue, to: decision, ["verdict": "same"])
            #expect(decided.status == .seeOther)
            let next = try await admin.get("/reviews")
            #expect(next.text.contains("Account B") && !next.text.contains("Account A"))
            #expect(try await admin.get("/reviews?verdict=same").text.contains("Account A"))
            let audit = try await admin.get("/audit").text
            #expect(audit.contains("account A") && audit.contains("Match decided"))
            let seen = try await auditor.get("/reviews")
            #expect(seen.text.contains("Account B") && !seen.text.contains("data-hotkey"))
            #expect(try await auditor.submit(seen, to: decision, ["verdict": "different"]).status == .forbidden)
        }
    }

    @Test("A waterfall's bars begin where the one before ended, and end at the sum")
    func waterfall() {
        let chart = WaterfallChart(
            total: "Score",
            steps: [.init(name: "a", detail: "", value: -4), .init(name: "b", detail: "", value: 8)],
            line: ("Line", 6)
        )
        let text = chart.html.string
        // From −4 to 6: zero is at 40 in a hundred.
        #expect(text.contains("x=\"0%\" width=\"40%\"") && text.contains("x=\"0%\" width=\"80%\""))
        #expect(text.contains("x=\"40%\" width=\"40%\"") && text.contains("x1=\"100%\""))
        #expect(text.contains("−4.0") && text.contains("+8.0") && text.contains("+4.0"))
    }
}
