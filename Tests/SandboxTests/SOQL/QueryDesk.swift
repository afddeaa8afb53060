import Database
import Synchronization
import Telemetry
import TestSupport

@testable import Sandbox

/// An org in memory with a few rows of each kind, and somebody who asks for them.
///
/// It is 5:00 on 8 March 2026 in UTC, and still nine in the evening of the 7th where the administrator sits.
struct QueryDesk {
    let org: Org
    let caller: OrgCaller
    let clock: TestClock

    static func open<Result>(_ body: (QueryDesk) async throws -> Result) async throws -> Result {
        let clock = TestClock()
        return try await clock.govern {
            let org = try await Org.memory()
            let desk = QueryDesk(org: org, caller: try await org.administrator(), clock: clock)
            try await desk.fill()
            let result = try await body(desk)
            await org.close()
            return result
        }
    }

    static func id(_ prefix: String, _ number: Int64) -> String { RecordID.make(prefix: prefix, number: number) }

    func prepare(
        _ text: String,
        mode: QueryContext.Mode = .rest,
        includesDeleted: Bool = false
    ) async throws -> QueryRun {
        try await QueryRun.prepare(text, for: caller, in: org, mode: mode, includesDeleted: includesDeleted)
    }

    /// The first page as text.
    func page(_ text: String, batchSize: Int = 2000, includesDeleted: Bool = false) async throws -> String {
        let run = try await prepare(text, includesDeleted: includesDeleted)
        return String(decoding: try await run.page(version: "v60.0", batchSize: batchSize), as: UTF8.self)
    }

    /// Each row's values with a comma between them; `-` where there is none.
    func lines(
        _ text: String,
        mode: QueryContext.Mode = .rest,
        includesDeleted: Bool = false
    ) async throws -> [String] {
        let run = try await prepare(text, mode: mode, includesDeleted: includesDeleted)
        let lines = Lines()
        _ = try await run.eachRow { row, columns in
            var line: [String] = []
            for index in 0..<columns.count {
                var value = "-"
                _ = columns.withText(index, of: row) { value = String(decoding: $0, as: UTF8.self) }
                line.append(value)
            }
            lines.add(line.joined(separator: ","))
        }
        return lines.all
    }

    /// The error that the query ends in.
    func fault(_ text: String, mode: QueryContext.Mode = .rest) async -> OrgError? {
        do {
            _ = try await prepare(text, mode: mode).page(version: "v60.0")
            return nil
        } catch {
            return error as? OrgError
        }
    }

    func insert(_ object: String, _ id: String, _ values: [String: Scalar]) async throws {
        let rows = RowMaker(schema: org.schema, moment: "2026-01-15T10:00:00.000Z", userID: caller.userID)
        try await org.database.write { db in _ = try rows.insert(object, id: id, values, db) }
    }

    private func fill() async throws {
        let acme = Self.id("001", 1)
        let umbra = Self.id("001", 2)
        let ann = Self.id("003", 1)
        let owner = Scalar.text(caller.userID)
        try await insert(
            "Account",
            acme,
            [
                "Name": "Acme", "Industry": "Technology", "AnnualRevenue": .number(3.5e8), "OwnerId": owner,
                "NumberOfEmployees": .integer(100), "BillingCity": "Reno", "BillingCountry": "USA",
                "BillingLatitude": .number(39.5), "BillingLongitude": .number(-119.8),
                "CreatedDate": "2026-03-07T20:00:00.000Z", "Description": "Makes \"everything\"\nelse",
            ]
        )
        try await insert(
            "Account",
            umbra,
            [
                "Name": "Umbra", "Industry": "Banking", "AnnualRevenue": .number(1000.5), "ParentId": .text(acme),
                "OwnerId": owner, "CreatedDate": "2026-03-06T10:00:00.000Z", "Type": "Prospect",
            ]
        )
        try await insert("Account", Self.id("001", 3), ["Name": "acorn", "OwnerId": owner, "Type": "Prospect"])
        try await insert("Account", Self.id("001", 4), ["Name": "Gone", "IsDeleted": .flag(true), "OwnerId": owner])
        try await insert(
            "Contact",
            ann,
            [
                "LastName": "Pine", "FirstName": "Ann", "Name": "Ann Pine", "AccountId": .text(acme), "OwnerId": owner,
                "Email": "ann@acme.example", "DoNotCall": .flag(true),
            ]
        )
        try await insert(
            "Contact",
            Self.id("003", 2),
            [
                "LastName": "Oak", "Name": "Oak", "AccountId": .text(acme), "OwnerId": owner,
                "BuyerAttributes": "Champion;Evaluator", "ReportsToId": .text(ann),
            ]
        )
        try await insert(
            "Contact",
            Self.id("003", 3),
            ["LastName": "Elm", "Name": "Elm", "OwnerId": owner, "BuyerAttributes": "Champion"]
        )
        for (number, amount) in [(1, 500.0), (2, 700), (3, 40)] {
            try await insert(
                "Opportunity",
                Self.id("006", Int64(number)),
                [
                    "Name": .text("Deal \(number)"), "Amount": .number(amount), "StageName": "Prospecting",
                    "AccountId": .text(number == 3 ? umbra : acme), "CloseDate": .text("2026-03-0\(number + 5)"),
                    "OwnerId": owner,
                ]
            )
        }
        let subjects: [(String, String?)] = [("Call", acme), ("Write", Self.id("006", 1)), ("Rest", nil)]
        for (number, subject) in subjects.enumerated() {
            try await insert(
                "Task",
                Self.id("00T", Int64(number + 1)),
                [
                    "Subject": .text(subject.0), "WhatId": subject.1.map { .text($0) } ?? .null, "OwnerId": owner,
                    "WhoId": number == 0 ? .text(ann) : .null, "Status": "Not Started", "Priority": "Normal",
                ]
            )
        }
        try await insert(
            "Lead",
            Self.id("00Q", 1),
            ["LastName": "Fir", "Name": "Fir", "Company": "Wood", "OwnerId": owner, "Status": "Open - Not Contacted"]
        )
    }
}

/// Collects lines from a visitor.
private final class Lines: Sendable {
    private let state = Mutex<[String]>([])

    var all: [String] { state.withLock { $0 } }

    func add(_ line: String) { state.withLock { $0.append(line) } }
}
