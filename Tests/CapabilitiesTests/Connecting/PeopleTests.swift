@testable import Capabilities
import Crypto
import Database
import Salesforce
import Store
import Telemetry
import TestSupport
import Testing

struct PeopleTests {
    private static let users = [
        OrgPerson.CRMUser(id: "1", name: "Ben Spinner", email: "ben@org.example"),
        OrgPerson.CRMUser(id: "2", name: "Ben Spinner", email: "b.spinner@org.example"),
        OrgPerson.CRMUser(id: "3", name: "Grace Hopper", email: "GRACE@example.org"),
        OrgPerson.CRMUser(id: "4", name: "Ann Reel", email: "team@example.org"),
        OrgPerson.CRMUser(id: "5", name: "Joe Reel", email: "team@example.org"),
    ]

    @Test(
        "C-07 · Somebody is found by address, else by full name; of several nobody is chosen",
        arguments: [
            ("grace@example.org", "Somebody Else", ["3"]), ("g@example.org", "grace  hopper ", ["3"]),
            ("ben@org.example", "Ben Spinner", ["1"]), ("ben@example.org", "Ben Spinner", ["2", "1"]),
            ("team@example.org", "Ann Reel", ["4", "5"]), ("x@example.org", "Nobody Here", []),
        ]
    )
    func match(email: String, name: String, ids: [String]) {
        let verdict = UserMatch.find(.init(email: email, name: name), among: PeopleTests.users)
        switch verdict {
        case .mapped(let user): #expect(ids == [user.id])
        case .several(let users): #expect(Set(users.map(\.id)) == Set(ids) && ids.count > 1)
        case .none: #expect(ids.isEmpty)
        }
    }

    @Test(
        "C-07 · Mapping is built from the org, edited by hand, and made for a newcomer at their first export",
        arguments: Engine.available
    )
    func mapping(engine: Engine) async throws {
        try await ConnectedOrg.on(engine) { bench in
            let connections = bench.capabilities.connections
            let ben = try #require(try await bench.hire("ben@example.org", "Ben Spinner").user)
            let joe = try #require(try await bench.hire("joe@example.org", "Joe Reel").user)
            _ = try await bench.addUser("ben@example.org", "Benjamin", "Spinner")
            _ = try await bench.addUser("joe1@example.org", "Joe", "Reel")
            _ = try await bench.addUser("joe2@example.org", "Joe", "Reel")
            try await connections.resetMapping(bench.connection, by: bench.ada)
            var page = try await connections.people(bench.connection, by: bench.ada)
            #expect(page.all == 3 && page.mapped == 1)
            func mapping(of user: ID<User>) -> OrgPerson? { page.people.first { $0.user.id == user }?.mapping }
            #expect(mapping(of: ben)?.crmUser?.name == "Benjamin Spinner")
            #expect(mapping(of: joe)?.state == .several)

            let choice = try await connections.candidates(for: joe, bench.connection, by: bench.ada)
            #expect(choice.candidates.map(\.email).sorted() == ["joe1@example.org", "joe2@example.org"])
            let found = try await connections.candidates(
                for: joe,
                search: "reel joe2",
                bench.connection,
                by: bench.ada
            ).candidates
            #expect(found.map(\.email) == ["joe2@example.org"])
            try await connections.choose(found.first?.id, for: joe, bench.connection, by: bench.ada)
            #expect(
                await refusal {
                    try await connections.choose("005000000000000AAA", for: joe, bench.connection, by: bench.ada)
                } == "connection.crm-user-unknown"
            )
            page = try await connections.people(bench.connection, search: "joe", by: bench.ada)
            #expect(page.people.count == 1 && page.mapped == 2 && mapping(of: joe)?.isByHand == true)

            let kay = try #require(try await bench.hire("kay@example.org", "Kay Warp").user)
            _ = try await bench.addUser("kay@example.org", "Kay", "Warp")
            page = try await connections.people(bench.connection, by: bench.ada)
            #expect(mapping(of: kay) == nil)
            let first = try await connections.crmUser(of: kay, bench.connection, in: bench.organisation)
            #expect(first?.email == "kay@example.org")
            let used = bench.usedCalls
            #expect(try await connections.crmUser(of: kay, bench.connection, in: bench.organisation) == first)
            #expect(bench.usedCalls == used)

            try await connections.resetMapping(bench.connection, by: bench.ada)
            page = try await connections.people(bench.connection, by: bench.ada)
            #expect(mapping(of: joe)?.state == .several && mapping(of: kay)?.crmUser == first)
        }
    }
}
