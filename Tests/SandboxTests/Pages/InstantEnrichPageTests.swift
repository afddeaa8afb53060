import Crypto
import Database
import HTML
import HTTP
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

struct InstantEnrichPageTests {
    private static let path = "/setup/instant-enrich"

    /// All but the empty icon of every page.
    private func faults(_ page: SandboxReply) -> [String] {
        WellFormed.faults(inPage: page.text).map(\.description).filter { !$0.contains("<link>") }
    }

    private static let form: Query = [
        "leads": "1", "endpoint": "http://127.0.0.1:9/instant", "private": "1", "username": "enrich@customer.example",
        "audience": "", "issuer": "", "certificate": "Loam_Enrich", "lifetime": "600", "timeout": "20",
        "attempts": "3", "first": "1", "longest": "8",
    ]

    @Test("I-01, I-06 · an administrator sees and changes the settings without a script, and downloads the certificate")
    func settings() async throws {
        let sandbox = try await SandboxFixture()
        let cookie: Fields = [.cookie: try await sandbox.cookie()]
        let before = try await sandbox.send(.get, InstantEnrichPageTests.path, fields: cookie)
        #expect(before.status == 200)
        #expect(faults(before) == [])
        #expect(!before.text.contains("<script"))
        let saved = try await sandbox.post(InstantEnrichPageTests.path, InstantEnrichPageTests.form, fields: cookie)
        #expect(saved.status == 200 && saved.text.contains("The settings are saved."), "\(saved.text)")
        let kept = try await sandbox.org.settings().instantEnrich
        #expect(kept.leads && !kept.contacts && !kept.accounts)
        #expect(kept.credential.endpoint == "http://127.0.0.1:9/instant" && kept.credential.allowsPrivateAddresses)
        #expect(kept.credential.lifetime == 600 && kept.retry.attempts == 3 && kept.retry.longestWait == 8)

        let file = try await sandbox.send(.get, "/setup/certificates/Loam_Enrich", fields: cookie)
        let certificate = try Certificate(parsing: Array(file.text.utf8))
        #expect(certificate.notAfter == sandbox.clock.now.seconds + 365 * 86_400)
        #expect(file.response.fields[.contentDisposition] == "attachment; filename=\"Loam_Enrich.crt\"")
        #expect(!file.text.contains("PRIVATE KEY"))
    }

    @Test(
        "I-01 · what cannot be used is refused with a sentence, and what was typed stays",
        arguments: [
            ("endpoint", "", "Instant Enrich needs the address"), ("lifetime", "7200", "A token is good for"),
            ("attempts", "often", "takes a whole number"),
        ]
    )
    func refused(field: String, value: String, sentence: String) async throws {
        let sandbox = try await SandboxFixture()
        var form = InstantEnrichPageTests.form
        form[field] = value
        let cookie: Fields = [.cookie: try await sandbox.cookie()]
        let reply = try await sandbox.post(InstantEnrichPageTests.path, form, fields: cookie)
        #expect(reply.text.contains(sentence), "\(reply.text)")
        #expect(reply.text.contains("enrich@customer.example"))
        #expect(try await sandbox.org.settings().instantEnrich == InstantEnrich())
    }

    @Test("I-08 · only who holds Admin Access changes the settings, and no page of another site does")
    func managers() async throws {
        let sandbox = try await SandboxFixture()
        let cookie: Fields = [.cookie: try await sandbox.cookie()]
        var foreign = cookie
        foreign[.origin] = "https://elsewhere.example"
        let form = InstantEnrichPageTests.form
        #expect(try await sandbox.post(InstantEnrichPageTests.path, form, fields: foreign).status == 403)

        let userID = try await sandbox.org.administrator().userID
        try await sandbox.org.database.write { db in
            try db.run("UPDATE \"PermissionSet\" SET \"PermissionsModifyAllData\" = 0")
        }
        sandbox.org.forgetCallers()
        #expect(try await sandbox.post(InstantEnrichPageTests.path, form, fields: cookie).status == 403)
        let rows = RowMaker(schema: sandbox.org.schema, moment: "2026-01-01T00:00:00.000Z", userID: userID)
        try await sandbox.org.database.write { db in
            try PackagePermissions.assign(PackagePermissions.adminAccess, to: userID, rows, db)
        }
        #expect(try await sandbox.post(InstantEnrichPageTests.path, form, fields: cookie).status == 200)
        #expect(try await sandbox.org.settings().instantEnrich.leads)
    }

    @Test("I-09 · a callout that was given up is shown with its reason and can be sent again")
    func callouts() async throws {
        let sandbox = try await SandboxFixture()
        let cookie: Fields = [.cookie: try await sandbox.cookie()]
        let userID = try await sandbox.org.administrator().userID
        try await sandbox.perform {
            try await sandbox.org.database.write { db in
                try CalloutQueue.add("Lead", ["00QLM0000001000AAA"], as: userID, db)
            }
        }
        _ = await sandbox.perform { await sandbox.server.callouts.workNow() }
        let page = try await sandbox.send(.get, InstantEnrichPageTests.path, fields: cookie)
        #expect(faults(page) == [])
        #expect(page.text.contains("access the credential(s)"), "\(page.text)")
        let id = try #require(try await sandbox.server.callouts.queue.latest(1).callouts.first?.id)
        let again = InstantEnrichPageTests.path + "/callouts/\(id)/retry"
        #expect(try await sandbox.post(again, [:], fields: cookie).status == 303)
        #expect(try await sandbox.server.callouts.queue.latest(1).callouts.first?.state == .queued)
    }

    @Test("I-06 · another certificate is made beside the first, with an end that one can choose")
    func certificates() async throws {
        let sandbox = try await SandboxFixture()
        let cookie: Fields = [.cookie: try await sandbox.cookie()]
        let path = InstantEnrichPageTests.path + "/certificates"
        #expect(try await sandbox.post(path, ["name": "Next_Year", "days": "20"], fields: cookie).status == 303)
        let made = try #require(try await sandbox.server.callouts.certificates.find("Next_Year")).certificate
        #expect(made.notAfter == sandbox.clock.now.seconds + 20 * 86_400)
        for (name, days, sentence) in [
            ("Next_Year", "20", "already"), ("a b", "20", "letters, digits"), ("Other", "731", "730 days"),
        ] {
            let reply = try await sandbox.post(path, ["name": name, "days": days], fields: cookie)
            #expect(reply.status == 200 && reply.text.contains(sentence), "\(name)")
        }
    }
}
