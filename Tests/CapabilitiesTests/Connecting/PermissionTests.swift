@testable import Capabilities
import Crypto
import Database
import Enrichment
import Salesforce
@testable import Sandbox
import Store
import Telemetry
import TestSupport
import Testing

struct PermissionTests {
    private static let all = PermissionFacts.Rights(isQueryable: true, isCreateable: true, isUpdateable: true)

    @Test("C-03 · What is missing is said with what stops working, and what the org did not say is no fault")
    func report() {
        var facts = PermissionFacts()
        (facts.api, facts.organisation, facts.viewSetup, facts.runReports) = (.given, .given, .missing, .unknown)
        var readOnly = PermissionTests.all
        readOnly.isUpdateable = false
        facts.objects = ["account": PermissionTests.all, "contact": readOnly, "user": readOnly]
        var fax = FieldSchema("Fax", label: "Fax", type: .phone)
        (fax.isUpdateable, fax.isCreateable) = (false, false)
        facts.fields["Account"] = ObjectSchema(
            object: "Account",
            fields: [FieldSchema("Website", label: "Website", type: .url), fax]
        )
        let needs: [PermissionReport.FieldNeed] = [
            .init(object: "Account", field: "website", isWritten: true, use: "the job “A”"),
            .init(object: "Account", field: "Fax", isWritten: true, use: "the job “B”"),
            .init(object: "Account", field: "Fax", isWritten: false, use: "the match inputs"),
            .init(object: "Account", field: "Gone__c", isWritten: false, use: "the match inputs"),
            .init(object: "Lead", field: "Email", isWritten: true, use: "the job “A”"),
        ]
        let report = PermissionReport(facts, fields: needs, objects: [])
        func line(_ permission: String) -> PermissionReport.Line? { report.lines.first { $0.permission == permission } }
        #expect(line("API Enabled")?.state == .given)
        #expect(line("View Setup and Configuration")?.state == .missing)
        #expect(line("Run Reports")?.state == .unknown)
        #expect(line("Read, create and edit Account")?.state == .given)
        #expect(line("Read, create and edit Contact")?.state == .missing)
        #expect(line("Read User")?.state == .given && line("Read Opportunity")?.state == .missing)
        #expect(line("Edit Account.website")?.state == .given)
        #expect(line("Edit Account.Fax")?.stops == "The field is not filled by the job “B”, the match inputs.")
        #expect(line("Edit Account.Fax")?.state == .missing && line("Read Account.Gone__c")?.state == .missing)
        #expect(line("Edit Lead.Email")?.state == .missing)
        #expect(!report.isComplete && report.missing.allSatisfy { !$0.stops.isEmpty })
        #expect(PermissionReport(PermissionFacts(), fields: needs, objects: []).missing.isEmpty)
    }

    @Test("S-10 · What follows from a job and may not be made is said with the job")
    func followUps() {
        var facts = PermissionFacts()
        var createOnly = PermissionTests.all
        (createOnly.isQueryable, createOnly.isUpdateable) = (false, false)
        facts.objects = ["loam_scoop__c": createOnly, "loam_profile__c": PermissionTests.all, "task": createOnly]
        func need(_ object: String, _ undone: String, _ job: String, isEdited: Bool = true)
            -> PermissionReport.ObjectNeed
        {
            .init(object: object, isEdited: isEdited, undone: undone, use: "the job “\(job)”")
        }
        let needs = [
            need("Loam_Intent__c", "Intent signals are not written", "B"),
            need("Loam_Intent__c", "Intent signals are not written", "A"),
            need("Loam_Scoop__c", "Scoops are not written", "A"),
            need("Loam_Profile__c", "Profiles are not kept as records of their own", "A"),
            need("Task", "Tasks about people who moved are not created", "C", isEdited: false),
        ]
        let lines = PermissionReport(facts, fields: [], objects: needs).lines
        func line(_ permission: String) -> PermissionReport.Line? { lines.first { $0.permission == permission } }
        let intent = line("Read, create and edit Loam_Intent__c")
        #expect(intent?.state == .missing && intent?.isEssential == true)
        #expect(intent?.stops == "Intent signals are not written by the job “A”, the job “B”.")
        #expect(line("Read, create and edit Loam_Scoop__c")?.state == .missing)
        #expect(line("Read, create and edit Loam_Profile__c")?.state == .given)
        #expect(line("Create Task")?.state == .given)
        #expect(!lines.contains { $0.permission.hasSuffix("edit Task") })
    }

    @Test("S-10 · A job that writes signals needs the right to their records", arguments: [true, false])
    func signals(isAsked: Bool) async throws {
        try await ConnectedOrg.on { bench in
            var settings = JobSettings("Accounts", Mapping(.account, [MappingRow(.company(.name), "Name")]))
            if isAsked { (settings.intent, settings.exportsProfile) = (IntentCriteria(topics: ["Cloud"]), true) }
            let job = EnrichJob(
                id: .make(at: bench.clock.now),
                organisation: bench.organisation,
                connection: bench.connection,
                settings: settings,
                createdBy: bench.ada.user,
                createdAt: bench.clock.now
            )
            try await bench.database.write { db in try EnrichJob.insert(job, on: db) }
            let report = try await bench.capabilities.connections.permissions(bench.connection, by: bench.ada)
            let line = report.lines.first { $0.permission == "Read, create and edit Loam_Intent__c" }
            #expect(line?.state == (isAsked ? .given : nil))
            #expect(report.lines.contains { $0.permission.hasSuffix("Loam_Profile__c") } == isAsked)
        }
    }

    @Test("C-03 · The org itself is asked, and a right that was taken away shows")
    func live() async throws {
        try await ConnectedOrg.on { bench in
            let connections = bench.capabilities.connections
            func state(_ permission: String) async throws -> PermissionReport.State? {
                try await connections.permissions(bench.connection, by: bench.ada).lines
                    .first { $0.permission == permission }?.state
            }
            #expect(try await state("API Enabled") == .given)
            #expect(try await state("Read, create and edit Account") == .given)
            #expect(try await state("Read, create and edit CampaignMember") == .given)
            #expect(try await state("View Setup and Configuration") == .given)
            #expect(try await state("Run Reports") == .missing)

            // Somebody of fewer rights takes the connection over.
            let (username, password) = try await bench.addUser("ben@example.org", "Ben", "Spinner")
            try await bench.arrive(.changeUser, bench.connection, by: bench.ada, as: username, password)
            #expect(try await state("API Enabled") == .given)
            #expect(try await state("View Setup and Configuration") == .missing)
            #expect(try await state("Read, create and edit Lead") == .given)
            try await bench.setAPIAccess(false, of: "Standard User")
            let report = try await connections.permissions(bench.connection, by: bench.ada)
            #expect(report.missing.map(\.permission) == ["API Enabled"])
        }
    }
}

extension ConnectedOrg {
    fileprivate func setAPIAccess(_ flag: Bool, of profile: String) async throws {
        let org = server.signIn.org
        try await org.database.write { db in
            try db.run(
                """
                UPDATE "PermissionSet" SET "PermissionsApiEnabled" = \(flag)
                WHERE "ProfileId" IN (SELECT "Id" FROM "Profile" WHERE "Name" = \(profile))
                """
            )
        }
        org.forgetCallers()
        server.signIn.sessions.forget()
    }
}
