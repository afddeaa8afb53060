import HTTP
import TestSupport
import Testing

@testable import Sandbox

struct RowAtOnceTests {
    @Test("X-04 · a row read on the thread at hand is the row that is read otherwise, head and all")
    func sameAnswers() async throws {
        try await TemporaryFolder.with { folder in
            let org = try await Org.open(folder: folder.path)
            let caller = try await org.administrator()
            let rest = REST(
                org: org,
                organizationID: "00DLM0000000001AAA",
                budget: CallBudget(used: { 0 }, count: { _ in }),
                faults: org.faults
            )
            let dispatcher = Dispatcher(rest: rest, resources: rest.resources)
            let resource = try #require(dispatcher.resources.first { $0.pattern == "sobjects/:object/:id" })
            let account = try #require(caller.schema.object("Account"))
            let batch = RecordBatch(
                object: account,
                operation: .insert,
                columns: [.field(try #require(account.field("Name")))],
                rows: [["Acme \"& Sons"]]
            )
            let id = try #require(try await org.save(batch, as: caller)[0].id)
            let base = "/services/data/v60.0/sobjects/"
            let requests = [
                Request(.get, base + "Account/" + id),
                Request(.get, base + "account/\(id.prefix(15))?fields=Name,BillingAddress"),
                Request(.get, base + "Acc%6Funt/\(id)/"),
                Request(
                    .get,
                    base + "Account/" + id,
                    fields: ["If-Modified-Since": "Fri, 01 Jan 2038 00:00:00 GMT"]
                ),
            ]
            for request in requests {
                let atOnce = try #require(try dispatcher.answerAtOnce(request, resource, caller))
                let alone = try await dispatcher.answer(request, resource, caller)
                #expect(atOnce.status == alone.status)
                #expect(atOnce.fields == alone.fields)
                #expect(try await atOnce.body.collect() == alone.body.collect())
            }
            for path in ["Account/001LM000000zzzz", "Nothing/\(id)", "Account/x", "Account/\(id)?fields=Nothing"] {
                let request = Request(.get, base + path)
                let atOnce = #expect(throws: OrgError.self) {
                    try dispatcher.answerAtOnce(request, resource, caller)
                }
                let alone = await #expect(throws: OrgError.self) {
                    try await dispatcher.answer(request, resource, caller)
                }
                #expect(atOnce == alone)
            }
            #expect(try dispatcher.answerAtOnce(Request(.delete, base + "Account/" + id), resource, caller) == nil)
            await org.close()
        }
    }
}
