import Capabilities
import Crypto
import Database
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct AuditTests {
    @Test(
        "U-09 · every administrative act leaves exactly one entry in the audit log",
        arguments: AuditedAct.all + AuditedAct.onRuns,
        Engine.available
    )
    func oneEntry(act: AuditedAct, engine: Engine) async throws {
        try await Office.on(engine, sendsMail: act.sendsMail) { office in
            let perform = try await act.prepare(office)
            let before = try await office.entries().count
            try await perform()
            let entries = try await office.entries()
            #expect(entries.count == before + 1)
            let entry = try #require(entries.first)
            #expect(entry.action == act.action.rawValue)
            #expect(!entry.userName.isEmpty && !entry.subjectName.isEmpty)
            #expect(entry.requestID == (entry.via == .command ? nil : "request-1"))
            let words = [entry.was, entry.became, entry.subjectName].compactMap(\.self).joined(separator: " ")
            #expect(!words.contains(Office.password.reveal()) && !words.contains("$argon2"))
        }
    }

    @Test("U-09 · the table of acts is complete")
    func complete() {
        // These acts need an org: ConnectionActTests, EnrichJobTests.
        let onOrgs = AuditAction.allCases.filter { action in
            ["connection.", "enrich-job.", "mapping.", "match-inputs."].contains { action.rawValue.hasPrefix($0) }
        }
        let covered = Set((AuditedAct.all + AuditedAct.onRuns).map(\.action)).union([.organisationCreated]).union(
            onOrgs
        )
        #expect(Set(AuditAction.allCases).subtracting(covered) == [])
    }

    @Test("U-09 · the first run is the log's first entry", arguments: Engine.available)
    func firstRun(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let entries = try await office.entries()
            #expect(entries.map(\.action) == ["organisation.created"])
            #expect(entries.first?.via == .nobody)
            #expect(entries.first?.became == "Weaver & Sons, time zone Europe/Berlin, first administrator Ada Weaver")
        }
    }

    @Test("A refused act leaves no entry and no change", arguments: Engine.available)
    func refused(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let ben = try await office.hire("ben@example.org").caller
            let before = try await office.entries().count
            let code = await refusal {
                try await office.capabilities.organisation.change(name: "Mine", timeZone: "UTC", by: ben)
            }
            #expect(code == "role.not-allowed")
            try await #expect(office.entries().count == before)
            try await #expect(office.capabilities.organisation.read(by: ben).name == "Weaver & Sons")
        }
    }

    @Test("The log is paged, filtered and exported without a gap or a repeat", arguments: Engine.available)
    func paging(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let log = office.capabilities.auditLog
            for number in 1...7 {
                // Two of each moment, so that a page may end between them.
                if number.isMultiple(of: 2) { office.clock.advance(by: .seconds(1)) }
                let name = "Name \(number)"
                try await office.capabilities.organisation.change(name: name, timeZone: "UTC", by: office.ada)
            }
            let all = try await office.entries()
            #expect(all.count == 8)
            var paged: [AuditEntry] = []
            var place: AuditEntry.Place?
            repeat {
                let page = try await log.page(.init(), after: place, size: 3, by: office.ada)
                paged += page.entries
                place = page.next
            } while place != nil
            #expect(paged == all)
            var exported: [AuditEntry] = []
            for try await page in try log.export(.init(), by: office.ada) { exported += page }
            #expect(exported == all)

            var filter = AuditEntry.Filter()
            filter.action = AuditAction.organisationCreated.rawValue
            try await #expect(office.entries(filter).count == 1)
            filter.action = nil
            filter.from = all[0].at
            try await #expect(office.entries(filter).allSatisfy { $0.at == all[0].at })
            filter.until = all[0].at
            try await #expect(office.entries(filter).isEmpty)
            filter = .init()
            filter.user = office.ada.user
            try await #expect(office.entries(filter).count == 8)
            filter.user = .make(at: office.clock.now)
            try await #expect(office.entries(filter).isEmpty)
        }
    }

    @Test("The auditor reads the log, a member does not", arguments: Engine.available)
    func readers(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let auditor = try await office.hire("eve@example.org", "Eve Reader", role: .auditor).caller
            let member = try await office.hire("ben@example.org").caller
            let log = office.capabilities.auditLog
            try await #expect(log.page(.init(), by: auditor).entries.count == 5)
            #expect(await refusal { _ = try await log.page(.init(), by: member) } == "role.not-allowed")
            #expect(await refusal { _ = try log.export(.init(), by: member) } == "role.not-allowed")
        }
    }
}
