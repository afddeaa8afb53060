import Database
import Foundation
import HTTP
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

struct RowDeletionTests {
    @Test("X-04 · a row is deleted once, by its id or by a key")
    func once() async throws {
        let desk = try await RESTDesk()
        let id = try await desk.make("Lead", #"{"LastName":"Doe","Company":"Acme"}"#)
        let path = "v60.0/sobjects/Lead/\(id)"
        let deleted = try await desk.send(.delete, path)
        #expect(deleted.status == 204 && deleted.text.isEmpty)
        for again in [HTTP.Method.delete, .get, .patch] {
            let reply = try await desk.send(again, path, again == .patch ? "{}" : "")
            #expect(reply.status == 404)
            #expect(try reply.value("0.errorCode") == .text("ENTITY_IS_DELETED"))
        }
        _ = try await desk.make("Contact", #"{"LastName":"Roe","Email":"roe@loam.example"}"#)
        #expect(try await desk.send(.delete, "v60.0/sobjects/Contact/Email/roe@loam.example").status == 204)
        #expect(try await desk.send(.delete, "v60.0/sobjects/Contact/Email/roe@loam.example").status == 404)
    }

    @Test("X-04 · rows of a collection are deleted each for itself, or all or none")
    func collection() async throws {
        let desk = try await RESTDesk()
        let one = try await desk.make("Account", #"{"Name":"One"}"#)
        let two = try await desk.make("Account", #"{"Name":"Two"}"#)
        let undone = try await desk.send(.delete, "v60.0/composite/sobjects?ids=\(one),nonsense&allOrNone=true")
        #expect(undone.status == 200)
        #expect(try undone.json().array?.map { $0.object?["success"] } == [.flag(false), .flag(false)])
        #expect(try await desk.send(.get, "v60.0/sobjects/Account/\(one)").status == 200)
        let done = try await desk.send(.delete, "v60.0/composite/sobjects?ids=\(one),nonsense,\(two)")
        #expect(try done.json().array?.map { $0.object?["success"] } == [.flag(true), .flag(false), .flag(true)])
        #expect(try await desk.send(.get, "v60.0/sobjects/Account/\(two)").status == 404)
    }

    @Test("X-04 · deleted rows are told with the time of their deletion")
    func told() async throws {
        let clock = TestClock()
        try await clock.govern {
            let desk = try await RESTDesk()
            let id = try await desk.make("Lead", #"{"LastName":"Doe","Company":"Acme"}"#)
            try await desk.send(.delete, "v60.0/sobjects/Lead/\(id)")
            clock.advance(by: .seconds(120))
            let start = (clock.now - .seconds(3600)).iso8601
            let reply = try await desk.send(
                .get,
                "v60.0/sobjects/Lead/deleted/?start=\(start)&end=\(clock.now.iso8601)"
            )
            #expect(try reply.value("deletedRecords.0.id") == .text(id))
            #expect(try reply.value("deletedRecords.0.deletedDate")?.text?.hasSuffix(".000+0000") == true)
        }
    }
}

struct QuickRowTests {
    @Test("X-04 · an org on disk reads a row as one in memory does")
    func onDisk() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "loam-rows-\(UInt64.random(in: 0...UInt64.max))"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let org = try await Org.open(folder: folder.path)
        let points = try #require(try PointReader(org.database))
        let caller = try await org.administrator()
        let question = PointReader.Question("SELECT \"Username\" FROM \"User\" WHERE \"Id\" = \("")")
        let name = try points.first(question, caller.userID) { row in String(decoding: row.text(0), as: UTF8.self) }
        #expect(name == FreshOrg.username)
        await org.close()
        #expect(try PointReader(try await Org.memory().database) == nil)
    }

    @Test("X-04 · what left the bin for good within fifteen days is told too, what came back is not")
    func purged() async throws {
        let clock = TestClock()
        try await clock.govern {
            let desk = try await RESTDesk()
            let caller = try await desk.org.administrator()
            let ids = try await [
                desk.make("Lead", #"{"LastName":"Purged","Company":"Acme"}"#),
                desk.make("Lead", #"{"LastName":"Kept","Company":"Acme"}"#),
                desk.make("Lead", #"{"LastName":"Back","Company":"Acme"}"#),
            ]
            for id in ids { try await desk.send(.delete, "v60.0/sobjects/Lead/\(id)") }
            _ = try await desk.org.emptyBin([ids[0]], as: caller)
            _ = try await desk.org.undelete([ids[2]], as: caller)
            func told(_ days: Int64) async throws -> [String?]? {
                clock.advance(by: .days(days) + .seconds(120))
                let start = (clock.now - .days(15) + .seconds(60)).iso8601
                let reply = try await desk.send(
                    .get,
                    "v60.0/sobjects/Lead/deleted?start=\(start)&end=\(clock.now.iso8601)"
                )
                return try reply.value("deletedRecords")?.array?.map { $0.object?["id"]?.text }
            }
            #expect(try await told(0) == [ids[0], ids[1]])
            #expect(try await told(14) == [ids[0], ids[1]])
            #expect(try await told(1) == [])
        }
    }

    @Test("X-04 · deletions are told of objects without a bin, and changes of objects whose rows never change")
    func withoutBin() async throws {
        let clock = TestClock()
        try await clock.govern {
            let desk = try await RESTDesk()
            let caller = try await desk.org.administrator()
            let account = try await desk.make("Account", #"{"Name":"Acme"}"#)
            let member = try await desk.make(
                "AccountTeamMember",
                #"{"AccountId":"\#(account)","UserId":"\#(caller.userID)","TeamMemberRole":"Sales Rep"}"#
            )
            #expect(try await desk.send(.delete, "v60.0/sobjects/AccountTeamMember/\(member)").status == 204)
            clock.advance(by: .seconds(120))
            let span = "start=\((clock.now - .seconds(3600)).iso8601)&end=\(clock.now.iso8601)"
            let reply = try await desk.send(.get, "v60.0/sobjects/AccountTeamMember/deleted?\(span)")
            #expect(try reply.value("deletedRecords.0.id") == .text(member))
            for way in ["updated", "deleted"] {
                #expect(try await desk.send(.get, "v60.0/sobjects/AccountHistory/\(way)?\(span)").status == 200)
            }
        }
    }
}
