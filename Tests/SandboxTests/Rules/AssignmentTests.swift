import Database
import Testing

@testable import Sandbox

struct AssignmentTests {
    private static func settings(_ settings: inout OrgSettings) {
        settings.queues = [Queue(developerName: "Nordic", label: "Nordic", objects: ["Lead"])]
        settings.assignmentRules = [
            AssignmentRule(
                object: "Lead",
                name: "Territories",
                isActive: true,
                entries: [
                    .init(
                        filter: RecordFilter(
                            [
                                .init("Country", .equals, "Sweden"), .init("Country", .equals, "Norway"),
                                .init("NumberOfEmployees", .greaterThan, "100"),
                            ],
                            logic: "(1 OR 2) AND 3"
                        ),
                        owner: "Nordic"
                    ), .init(filter: RecordFilter([.init("Company", .contains, "dairy")]), owner: "admin@loam.example"),
                ]
            ), AssignmentRule(object: "Lead", name: "Nobody's", isActive: false, entries: []),
        ]
    }

    private func owners(_ assignment: SaveOptions.Assignment) async throws -> (owners: [String?], bench: RuleBench) {
        let bench = try await RuleBench(Self.settings)
        var options = SaveOptions()
        options.assignment = assignment
        let rows: [[String: Scalar]] = [
            ["Company": "A", "Country": "sweden", "NumberOfEmployees": .integer(101)],
            ["Company": "B Dairy", "Country": "Sweden", "NumberOfEmployees": .integer(9)],
            ["Company": "C", "OwnerId": "005000000000001AAA"],
        ]
        let owners = try await bench.ask("Lead", rows, options: options) { rules, chunk, db in
            try rules.assign(chunk, db)
            return chunk.object.field("OwnerId").map { owner in chunk.rows.map { chunk.value($0, owner).text } } ?? []
        }
        return (owners, bench)
    }

    @Test("X-04 · the first entry whose conditions a lead meets gives it its owner, a user or a queue")
    func active() async throws {
        let (owners, bench) = try await owners(.active)
        let queue = try await bench.org.settings().queues.first?.id
        #expect(queue?.hasPrefix("00G") == true)
        #expect(owners == [queue, bench.caller.userID, "005000000000001AAA"])
    }

    @Test("X-04 · without the header, or with a rule that has no entry, nobody gets a new owner")
    func none() async throws {
        let (kept, bench) = try await owners(.none)
        #expect(kept == [nil, nil, "005000000000001AAA"])
        let other = try #require(try await bench.org.settings().assignmentRules.last?.id)
        var options = SaveOptions()
        options.assignment = .rule(String(other.prefix(15)))
        let unchanged = try await bench.ask("Lead", [["Company": "B Dairy"]], options: options) { rules, chunk, db in
            try rules.assign(chunk, db)
            return chunk.object.field("OwnerId").map { !chunk.isTouched($0) }
        }
        #expect(unchanged == true)
    }

    @Test("X-04 · a rule that does not exist is refused")
    func unknown() async throws {
        await #expect(throws: OrgError("INVALID_ASSIGNMENT_RULE", "invalid assignment rule id: 01Q000000000001")) {
            try await owners(.rule("01Q000000000001"))
        }
    }
}
