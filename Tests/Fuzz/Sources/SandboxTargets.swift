@testable import Sandbox
import Telemetry

/// The languages that strangers speak to the sandbox.
let sandboxTargets: [FuzzTarget] = [
    .text("soql") { text in
        do throws(OrgError) {
            _ = try QueryCompiler.plan(text, context)
        } catch {
            check(!error.message.isEmpty && error.status == 400, "a refusal says why")
        }
    },
    .text("sosl") { text in
        do throws(OrgError) {
            let search = try Search(sosl: text)
            for target in search.targets { _ = try QueryCompiler.plan(target, search.term, search.scope, context) }
        } catch {
            check(!error.message.isEmpty && error.status == 400, "a refusal says why")
        }
    },
]

private let context: QueryContext = {
    let now = Timestamp(seconds: 1_772_946_000)
    let schema = Schema(StandardObjects.all + PackageObjects.all, version: 1, modified: now)
    let caller = OrgCaller(
        userID: "005000000000001AAA",
        username: "",
        name: "",
        email: "",
        profileID: "",
        rights: .admin,
        schema: schema,
        timeZone: "America/New_York",
        locale: "en_US",
        language: "en_US"
    )
    return QueryContext(
        caller: caller,
        orgSchema: schema,
        mode: .rest,
        includesDeleted: false,
        now: now,
        fiscalYearStartMonth: 4
    )
}()
