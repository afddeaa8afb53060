import Testing

@testable import Sandbox

struct SearchTests {
    private func found(_ body: [UInt8]) -> [String] {
        String(decoding: body, as: UTF8.self).matches(of: /sobjects\/([A-Za-z]+)\/([A-Za-z0-9]{18})/)
            .map { "\($0.output.1) \(Int($0.output.2.dropFirst(6).prefix(9)) ?? 0)" }
    }

    private static let searches: [(String, [String])] = [
        ("FIND {acme} IN NAME FIELDS RETURNING Account(Id, Name LIMIT 5)", ["Account 1"]),
        ("FIND {ACM*} RETURNING Account(Id), Contact(Id)", ["Account 1", "Contact 1"]),
        ("FIND {acm} RETURNING Account", []), ("FIND {a?me} RETURNING Account", ["Account 1"]),
        ("FIND {everything else} RETURNING Account", ["Account 1"]),
        ("FIND {\"everything else\"} RETURNING Account", ["Account 1"]),
        ("FIND {\"else everything\"} RETURNING Account", []),
        ("FIND {acme OR umbra} RETURNING Account", ["Account 1", "Account 2"]),
        ("FIND {acme AND NOT reno} RETURNING Account", []),
        ("FIND {(acme OR umbra) AND banking} RETURNING Account", ["Account 2"]),
        ("FIND {ann@acme.example} IN EMAIL FIELDS RETURNING Contact(Id, Email)", ["Contact 1"]),
        ("FIND {reno} IN NAME FIELDS RETURNING Account", []), ("FIND {gone} RETURNING Account", []),
        ("FIND {deal} RETURNING Opportunity(Id WHERE Amount > 100 ORDER BY Amount DESC LIMIT 1)", ["Opportunity 2"]),
        ("FIND {deal} RETURNING Opportunity(Id ORDER BY Amount) LIMIT 2", ["Opportunity 3", "Opportunity 1"]),
        ("FIND {fir} IN ALL FIELDS", ["Lead 1"]),
    ]

    @Test("X-04 · SOSL finds words, phrases and wildcards in the fields that are asked for")
    func searches() async throws {
        try await QueryDesk.open { desk in
            for (text, rows) in Self.searches {
                let body = try await Search(sosl: text).body(version: "v60.0", for: desk.caller, in: desk.org)
                #expect(found(body) == rows, "\(text)")
            }
            let body = try await Search(sosl: "FIND {acme} RETURNING Account(Name)")
                .body(version: "v60.0", for: desk.caller, in: desk.org)
            #expect(
                String(decoding: body, as: UTF8.self).hasPrefix(
                    "{\"searchRecords\":[{\"attributes\":{\"type\":\"Account\""
                )
            )
            let old = try await Search(sosl: "FIND {nothing here}").body(
                version: "v36.0",
                for: desk.caller,
                in: desk.org
            )
            #expect(String(decoding: old, as: UTF8.self) == "[]")
        }
    }

    @Test("X-04 · parameterised search says the same in parameters")
    func parameters() async throws {
        try await QueryDesk.open { desk in
            let parameters = SearchParameters(
                term: "acme",
                scope: "name",
                fields: ["Id"],
                targets: [
                    .init(name: "Account", fields: ["Id", "Name"], condition: "Industry = 'Technology'", limit: 5)
                ]
            )
            let body = try await Search(parameters).body(version: "v60.0", for: desk.caller, in: desk.org)
            #expect(found(body) == ["Account 1"])
        }
    }

    @Test(
        "X-04 · SOSL that is wrong is told to be so",
        arguments: [
            "FIND acme", "FIND {a}", "FIND {}", "FIND {acme", "FIND {acme} IN FOO FIELDS", "FIND {acme AND}",
            "FIND {(acme}",
            "FIND {acme} RETURNING Account(Id", "FIND {acme} RETURNING Account() LIMIT 1", "FIND {acme} LIMIT 2001",
            "SELECT Id FROM Account", "", "FIND {acme} RETURNING Account(Id WHERE Name =)",
        ]
    )
    func faults(text: String) {
        let error = #expect(throws: OrgError.self) { try Search(sosl: text) }
        #expect(error?.code == "MALFORMED_SEARCH")
    }
}
