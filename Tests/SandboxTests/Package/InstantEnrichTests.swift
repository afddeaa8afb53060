import Crypto
import Database
import HTTP
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

struct InstantEnrichTests {
    @Test("I-03, I-06 · a created lead is told of by a call that the org's certificate vouches for")
    func wholePath() async throws {
        let bench = try await CalloutBench()
        let receiver = CalloutReceiver()
        try await withLiveServer(try receiver.router) { server in
            try await bench.switchOn(server.url + "/instant")
            let ids = try await bench.leads(1)
            #expect(receiver.calls.isEmpty)
            #expect(await bench.work() == nil)

            let call = try #require(receiver.calls.first)
            #expect(receiver.calls.count == 1)
            #expect(call.ids == ids)
            #expect(call.body["object"]?.text == "Lead")
            #expect(call.body["event"]?.text == "created")
            #expect(call.body["organizationId"]?.text == bench.callouts.organizationID)
            #expect(call.body["userId"]?.text == bench.caller.userID)
            let certificate = try #require(try await bench.callouts.certificates.find("Loam_Enrich")).certificate
            let token = try VerifiedToken.read(call.token, by: certificate)
            #expect(token.iss == bench.callouts.organizationID)
            #expect(token.sub == "enrich@customer.example")
            #expect(token.aud == server.url)
            #expect(token.iat == bench.clock.now.seconds)
            #expect(token.exp == token.iat + 3600)
            let callout = try #require(try await bench.waiting().first)
            #expect(callout.state == .completed && callout.status == 202 && callout.answer == "answer 1")
        }
    }

    @Test("N-04, I-09 · 1,000 leads of one load are five calls of 200, each lead once and in order")
    func bulk() async throws {
        let bench = try await CalloutBench()
        let receiver = CalloutReceiver()
        try await withLiveServer(try receiver.router) { server in
            try await bench.switchOn(server.url + "/instant")
            let ids = try await bench.insert(
                "Lead",
                (0..<1000).map { ["LastName": .text("Lead \($0)"), "Company": "Acme"] }
            ) { $0.isBulk = true }
            _ = await bench.work()
            #expect(receiver.calls.map(\.ids.count) == [200, 200, 200, 200, 200])
            #expect(receiver.calls.flatMap(\.ids) == ids)
        }
    }

    @Test("I-01 · each object is switched on by itself", arguments: InstantEnrich.objects)
    func independent(object: String) async throws {
        let bench = try await CalloutBench()
        try await bench.switchOn("https://loam.example/instant") { settings in
            settings.leads = object == "Lead"
            settings.contacts = object == "Contact"
            settings.accounts = object == "Account"
        }
        _ = try await bench.leads(1)
        try await bench.insert("Contact", [["LastName": "One"]])
        try await bench.insert("Account", [["Name": "One"]])
        try await bench.insert("Opportunity", [["Name": "One", "StageName": "Prospecting", "CloseDate": "2026-05-01"]])
        #expect(try await bench.waiting().map(\.object) == [object])
    }

    @Test("I-08, N-03 · the permission set of who saves decides, an administrator's profile does not")
    func permission() async throws {
        let bench = try await CalloutBench()
        try await bench.switchOn("https://loam.example/instant")
        try await bench.org.database.write { db in try db.run("DELETE FROM \"PermissionSetAssignment\"") }
        try await bench.assign(PackagePermissions.adminAccess)
        _ = try await bench.leads(1)
        #expect(try await bench.waiting().isEmpty)
        try await bench.assign(PackagePermissions.limitedAccess)
        let ids = try await bench.leads(1)
        #expect(try await bench.waiting().map(\.recordIDs) == [ids])
    }

    @Test("I-08 · a callout whose user lost the permission meanwhile is given up with Salesforce's reason")
    func permissionTakenAway() async throws {
        let bench = try await CalloutBench()
        try await bench.switchOn("https://loam.example/instant")
        _ = try await bench.leads(1)
        try await bench.org.database.write { db in try db.run("DELETE FROM \"PermissionSetAssignment\"") }
        #expect(await bench.work() == nil)
        let callout = try #require(try await bench.waiting().first)
        #expect(callout.state == .failed)
        #expect(callout.answer?.hasPrefix("We couldn't access the credential(s).") == true)
    }

    @Test("N-04 · what is not kept is not told: an undone save, a refused row, an update")
    func onlyWhatIsKept() async throws {
        let bench = try await CalloutBench()
        try await bench.switchOn("https://loam.example/instant")
        let rows: [[String: Scalar]] = [["LastName": "Good", "Company": "Acme"], ["LastName": "Without company"]]
        let none = try await bench.insert("Lead", rows) { $0.allOrNone = true }
        #expect(none.isEmpty)
        #expect(try await bench.waiting().isEmpty)
        let one = try await bench.insert("Lead", rows)
        #expect(try await bench.waiting().map(\.recordIDs) == [one])
        let lead = try #require(bench.org.schema.object("Lead"))
        let update = RecordBatch(
            object: lead,
            operation: .update,
            columns: try ["Id", "Title"].map { try lead.column($0, in: bench.org.schema) },
            rows: [[.text(one[0]), "Head of Sales"]]
        )
        let results = try await bench.perform { try await bench.org.save(update, as: bench.caller) }
        #expect(results.map(\.isSuccess) == [true])
        #expect(try await bench.waiting().count == 1)
    }

    @Test("I-03 · converting a lead tells of the account and the contact that it became")
    func conversion() async throws {
        let bench = try await CalloutBench()
        try await bench.switchOn("https://loam.example/instant") { $0.leads = false }
        let ids = try await bench.leads(1)
        let made = try await bench.perform {
            try await bench.org.convert(LeadConversion(leadID: ids[0]), as: bench.caller)
        }
        let told = try await bench.waiting()
        #expect(told.map(\.object) == ["Account", "Contact"])
        #expect(told.map(\.recordIDs) == [[made.accountID], [made.contactID]])
    }

    @Test("I-09 · a callout outlives the end of the org between the commit and the call, also when it was under way")
    func reopened() async throws {
        let receiver = CalloutReceiver()
        try await withLiveServer(try receiver.router) { server in
            try await TemporaryFolder.with { folder in
                let before = try await CalloutBench(folder: folder.path("."))
                try await before.switchOn(server.url + "/instant")
                let first = try await before.leads(1)
                let second = try await before.leads(2)
                // The org ends while the first is on its way, before any answer.
                let begun = try #require(try await before.callouts.queue.next())
                _ = try await before.callouts.queue.begin(begun)
                await before.org.close()

                let after = try await CalloutBench(folder: folder.path("."), clock: before.clock)
                _ = await after.work()
                #expect(receiver.calls.map(\.ids) == [first, second])
                #expect(try await after.waiting().map(\.state) == [.completed, .completed])
                await after.org.close()
            }
        }
    }

    @Test("I-09 · what is refused is sent again when its time has come, and what is behind it waits")
    func retries() async throws {
        let bench = try await CalloutBench()
        let receiver = CalloutReceiver(answering: [
            (.tooManyRequests, [.retryAfter: "30"]), (.serviceUnavailable, [:]),
        ])
        try await withLiveServer(try receiver.router) { server in
            try await bench.switchOn(server.url + "/instant")
            let first = try await bench.leads(1)
            let second = try await bench.leads(1)
            let start = bench.clock.now
            #expect(await bench.work() == start + .seconds(30))
            bench.clock.advance(by: .seconds(29))
            #expect(await bench.work() == start + .seconds(30))
            #expect(receiver.calls.count == 1)
            bench.clock.advance(by: .seconds(1))
            // The second attempt is followed by twice the first wait.
            #expect(await bench.work() == start + .seconds(30 + 120))
            bench.clock.advance(by: .seconds(120))
            #expect(await bench.work() == nil)
            #expect(receiver.calls.map(\.ids) == [first, first, first, second])
            #expect(Set(receiver.calls.prefix(3).compactMap { $0.body["id"]?.text }).count == 1)
        }
    }

    @Test("I-09 · the sender wakes by itself for a save, and for a repetition that falls due")
    func wakes() async throws {
        let bench = try await CalloutBench()
        let receiver = CalloutReceiver(answering: [(.badGateway, [:])])
        try await withLiveServer(try receiver.router) { server in
            try await bench.switchOn(server.url + "/instant")
            await bench.perform {
                await withTaskGroup(of: Void.self) { group in
                    group.addTask { await bench.callouts.run() }
                    var arrivals = receiver.arrivals.makeAsyncIterator()
                    _ = try? await bench.leads(1)
                    #expect(await arrivals.next() == 1)
                    await bench.clock.sleepers()
                    bench.clock.advance(by: .seconds(60))
                    #expect(await arrivals.next() == 2)
                    group.cancelAll()
                }
            }
        }
    }

    @Test("I-09 · after its last attempt a callout is given up with its reason, and a person may have it sent again")
    func givenUp() async throws {
        let bench = try await CalloutBench()
        let silent = try SilentPort()
        try await bench.switchOn("http://127.0.0.1:\(silent.port)/instant") {
            $0.retry.attempts = 1
            $0.credential.timeout = 1
        }
        _ = try await bench.leads(1)
        #expect(await bench.work() == nil)
        let failed = try #require(try await bench.waiting().first)
        #expect(failed.state == .failed && failed.status == nil && failed.attempts == 1)
        #expect(failed.answer?.contains("127.0.0.1:\(silent.port)") == true, "\(failed.answer ?? "")")

        let receiver = CalloutReceiver()
        try await withLiveServer(try receiver.router) { server in
            try await bench.switchOn(server.url + "/instant") { $0.credential.timeout = 120 }
            #expect(try await bench.perform { try await bench.callouts.queue.retry(failed.id) })
            _ = await bench.work()
            let answer = try await bench.waiting().first?.answer ?? ""
            #expect(receiver.calls.map(\.ids) == [failed.recordIDs], "\(answer)")
            #expect(try await bench.perform { try await bench.callouts.queue.retry(failed.id) } == false)
        }
    }

    @Test("I-03 · this machine is called only where the settings allow it")
    func privateAddresses() async throws {
        let bench = try await CalloutBench()
        try await bench.switchOn("http://127.0.0.1:9/instant") { $0.credential.allowsPrivateAddresses = false }
        _ = try await bench.leads(1)
        #expect(await bench.work() == nil)
        let callout = try #require(try await bench.waiting().first)
        #expect(callout.state == .failed && callout.answer?.contains("leads to") == true, "\(callout.answer ?? "")")
    }

    @Test("X-04 · an org that was set up before Instant Enrich was there opens, with it switched off")
    func olderSettings() async throws {
        let org = try await Org.memory()
        try await org.database.write { db in
            try db.run("UPDATE \"_settings\" SET \"value\" = json_remove(\"value\", '$.instantEnrich')")
        }
        #expect(try await org.settings().instantEnrich == InstantEnrich())
        #expect(try await org.settings().matchingRules.count == 3)
    }

    @Test("N-03 · a fresh org has both permission sets, and nobody holds them")
    func permissionSets() async throws {
        let org = try await Org.memory()
        let names = try await org.database.read { db in
            try db.fetch(
                String.self,
                """
                SELECT "Name" FROM "PermissionSet" s WHERE "IsOwnedByProfile" = 0
                AND EXISTS (SELECT 1 FROM "FieldPermissions" WHERE "ParentId" = s."Id")
                AND NOT EXISTS (SELECT 1 FROM "PermissionSetAssignment" WHERE "PermissionSetId" = s."Id")
                ORDER BY "Name"
                """
            )
        }
        #expect(names == ["Loam_Admin_Access", "Loam_Limited_Access"])
    }
}
