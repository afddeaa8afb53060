import Database
import Foundation
import TestSupport
import Testing

@testable import Sandbox

struct CSVImportTests {
    private func load(_ files: [String: String], _ body: (Org, ImportReport) async throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            for (name, text) in files { try text.write(toFile: folder.path(name), atomically: true, encoding: .utf8) }
            let org = try await Org.memory()
            let report = try await org.load(folder: folder.path("."))
            try await body(org, report)
        }
    }

    @Test("X-04 · a folder of CSV files becomes rows that refer to each other as they did")
    func references() async throws {
        let files = [
            "Contact.csv": "LastName,AccountId\r\nLund,001AAAAAAAAAAA2\r\n\"Dorn, \"\"Jr.\"\"\",001AAAAAAAAAAA1\r\n",
            "Account.csv": """
            Id,Name,ParentId,CreatedDate
            001AAAAAAAAAAA1,One,001AAAAAAAAAAA2,2020-01-01T00:00:00Z
            001AAAAAAAAAAA2,Two,,2020-01-01T00:00:00Z
            """,
        ]
        try await load(files) { org, report in
            #expect(report.counts == ["Account": 2, "Contact": 2])
            #expect(report.ignoredColumns == ["Account.CreatedDate"])
            let rows = try await org.database.read { db in
                try db.fetch(
                    String.self,
                    """
                    SELECT c."LastName" || '|' || a."Name" || '|' || coalesce(p."Name", '') FROM "Contact" c
                    JOIN "Account" a ON a."Id" = c."AccountId" LEFT JOIN "Account" p ON p."Id" = a."ParentId" ORDER BY 1
                    """
                )
            }
            #expect(rows == ["Dorn, \"Jr.\"|One|Two", "Lund|Two|"])
        }
    }

    @Test(
        "X-04 · what cannot be loaded is refused in one sentence",
        arguments: [
            (["Nope.csv": "Id\n"], "is named after no object of the org"),
            (["Account.csv": ""], "is empty"),
            (["Account.csv": "Name,Nope\nA,B\n"], "has a column Nope, but Account has no such field"),
            (["Account.csv": "Name,Phone\nA\n"], "has 1 cells in row 2, but 2 columns"),
            (["Account.csv": "Name\n\"A\n"], "is no CSV from row 2 on"),
            (["notes.txt": "x"], "holds no CSV file"),
        ] as [([String: String], String)]
    )
    func refusals(_ files: [String: String], _ words: String) async throws {
        do {
            try await load(files) { _, _ in Issue.record("The load should have been refused.") }
        } catch let error as ImportError {
            #expect(error.description.contains(words), "\(error)")
        }
    }
}
