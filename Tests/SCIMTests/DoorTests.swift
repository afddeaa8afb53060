import Capabilities
import Crypto
import Database
import Directory
import HTTP
import Store
import Telemetry
import TestSupport
import Testing

@Suite("U-01 the door for identity providers") struct DoorTests {
    @Test("Whoever has no token of ours learns that, and nothing else")
    func unauthorized() async throws {
        try await Provider.on { provider in
            let key = try await provider.capabilities.apiKeys.create(
                .init(name: "Key", role: .admin, lifetime: nil),
                by: provider.ada
            )
            let other = Token(for: .make(at: provider.clock.now)).text.reveal()
            for value in [
                "", "non-token", "Bearer x y", "Basic abc", "Bearer \(key.text.reveal())", "Bearer loam_scim_\(other)",
            ] {
                let answer = try await provider.call(.get, "/Users", fields: [.authorization: value])
                #expect(answer.status == 401)
                #expect(answer["status"] == "401")
                #expect(!answer.detail.isEmpty)
                #expect(answer.fields["WWW-Authenticate"] == "Bearer realm=\"scim\"")
                #expect(answer["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"])
            }
            let bare = try await provider.call(.get, "/Users", fields: [.authorization: provider.token])
            #expect(bare.status == 200)
        }
    }

    @Test("Wrong tokens are slowed down by their address, right ones never")
    func wrongTokens() async throws {
        try await Provider.on { provider in
            func wrong(_ address: String) async throws -> Provider.Answer {
                try await provider.call(.get, "/Users", token: "loam_scim_wrong", from: address)
            }
            for _ in 0..<30 { try await #expect(wrong("192.0.2.1").status == 401) }
            let slowed = try await wrong("192.0.2.1")
            #expect(slowed.status == 429 && slowed["status"] == "429" && slowed.fields[.retryAfter] == "1")
            #expect(slowed["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"])
            try await #expect(wrong("192.0.2.2").status == 401)
            // Who sends none has not guessed.
            let none = try await provider.call(.get, "/Users", fields: [.authorization: ""], from: "192.0.2.1")
            #expect(none.status == 401)
            try await #expect(provider.call(.get, "/Users", from: "192.0.2.1").status == 200)
            provider.clock.advance(by: .seconds(2))
            try await #expect(wrong("192.0.2.1").status == 401)
        }
    }

    @Test("A token opens nothing but the directory, and ends when it is revoked or over")
    func tokens() async throws {
        try await Provider.on { provider in
            let app = provider.capabilities
            try await #expect(app.apiKeys.caller(for: provider.token, from: Provider.origin) == nil)
            let shell = try await app.atCommandLine(as: "root at the command line")
            let second = try await app.provisioning.makeToken(named: "Next", lifetime: .days(1), by: shell)
            let text = second.text.reveal()
            try await #expect(provider.call(.get, "/Users", token: text).status == 200)
            try await #expect(provider.call(.get, "/Users").status == 200)
            let first = try #require(
                try await app.provisioning.overview(by: provider.ada).tokens.first { $0.name == "Okta" }
            )
            #expect(first.lastUsedAt != nil)
            try await app.provisioning.revokeToken(first.id, by: provider.ada)
            try await #expect(provider.call(.get, "/Users").status == 401)
            provider.clock.advance(by: .days(1))
            try await #expect(provider.call(.get, "/Users", token: text).status == 401)
        }
    }

    @Test("U-03 · the first good call turns the management on; turned off by hand it stays off")
    func management() async throws {
        try await Provider.on { provider in
            let provisioning = provider.capabilities.provisioning
            func state() async throws -> ProvisioningSettings.State {
                try await provisioning.overview(by: provider.ada).settings.state
            }
            _ = try await provider.call(.get, "/Users/none")
            try await #expect(state() == .never)
            try await #expect(provider.call(.get, "/Users?startIndex=1&count=2").status == 200)
            try await #expect(state() == .on)
            try await provisioning.turn(on: false, by: provider.ada)
            let refused = try await provider.call(.get, "/Users?startIndex=1&count=2")
            #expect(refused.status == 403)
            #expect(refused.detail.contains("Auto provisioning"))
            try await #expect(state() == .off)
            try await provisioning.turn(on: true, by: provider.ada)
            try await #expect(provider.call(.get, "/Users").status == 200)
        }
    }

    @Test("What is not there, or not taken, is answered as SCIM asks for")
    func manners() async throws {
        try await Provider.on { provider in
            for (method, path, status) in [
                (Method.get, "/Nothing", 404), (.get, "/Users/00919288221112222", 404), (.get, "/Me", 501),
                (.post, "/Schemas", 405), (.delete, "/ServiceProviderConfig", 405), (.put, "/Users", 405),
                (.get, "/Schemas/urn:nothing", 404), (.get, "/Schemas?filter=id pr", 403),
                (.delete, "/Users/none", 404),
                (.get, "/ResourceTypes/User", 200), (.get, "/ServiceProviderConfig", 200), (.get, "/", 200),
                (.get, "/Schemas/urn%3Aietf%3Aparams%3Ascim%3Aschemas%3Acore%3A2.0%3AUser", 200),
                (.get, "/Users/", 200),
            ] {
                let answer = try await provider.call(method, path)
                #expect(answer.status == status, "\(method) \(path)")
                #expect(answer.fields[.contentType] == "application/scim+json", "\(method) \(path)")
                if status >= 400 { #expect(answer["status"] == .text(String(status))) }
            }
            let text = try await provider.call(.post, "/Users", "{}", fields: [.contentType: "text/plain"])
            #expect(text.status == 415)
            for (body, word) in [
                ("{", "invalidSyntax"), ("[]", "invalidSyntax"), (#"{"userName":"\u0000"}"#, "invalidValue"),
            ] {
                let answer = try await provider.call(.post, "/Users", body)
                #expect(answer.status == 400)
                #expect(answer.scimType == word)
            }
        }
    }

    @Test("U-01 · U-05 · a person is made, read, changed, shut out, let in and removed", arguments: Engine.available)
    func life(engine: Engine) async throws {
        try await Provider.on(engine) { provider in
            let made = try await provider.hire("Ben@Example.org", #","password":"secret","displayName":"Ben S""#)
            #expect(made.status == 201)
            #expect(made.fields[.location] == "https://loam.example.org/scim/v2/Users/\(made.id)")
            #expect(made.fields[.etag] == "W/\"1\"")
            #expect(made["password"] == nil)
            #expect(made["meta"]?.object?["location"] == made.fields[.location].map { .text($0) })
            func isSeated() async throws -> AttributeValue? {
                let path = "/Users/\(made.id)?attributes=\(ResourceSchema.loamURN):platformActive"
                return try await provider.call(.get, path)[ResourceSchema.loamURN]?.object?["platformActive"]
            }
            try await #expect(isSeated() == true)
            #expect(made[ResourceSchema.loamURN]?.object?["platformActive"] == nil)
            let user = try #require(ID<User>(parsing: made.id))
            let stored = try await provider.capabilities.users.find(user, by: provider.ada)
            #expect(stored.email.rawValue == "ben@example.org")
            #expect(stored.name == "Ben S")
            #expect(stored.role == .member && stored.state == .active)

            let same = try await provider.patch(made.id, #"{"op":"replace","path":"displayName","value":"Ben S"}"#)
            #expect(same.status == 200 && same.fields[.etag] == "W/\"1\"")
            let renamed = try await provider.patch(made.id, #"{"op":"replace","path":"displayName","value":"Benno"}"#)
            #expect(renamed.fields[.etag] == "W/\"2\"")
            try await #expect(provider.capabilities.users.find(user, by: provider.ada).name == "Benno")

            let off = try await provider.patch(made.id, #"{"op":"replace","value":{"active":false}}"#)
            #expect(off["active"] == false)
            try await #expect(isSeated() == false)
            #expect(off[ResourceSchema.loamURN]?.object?["products"] == ["sales"])
            try await #expect(provider.used() == 0)
            try await #expect(provider.capabilities.users.find(user, by: provider.ada).state == .deactivated)
            let on = try await provider.call(
                .put,
                "/Users/\(made.id)",
                #"{"userName":"Ben@Example.org","active":true}"#
            )
            #expect(on.id == made.id && on["active"] == true)
            #expect(on["displayName"] == nil)
            try await #expect(provider.used() == 1)
            try await #expect(provider.capabilities.users.find(user, by: provider.ada).state == .active)

            try await #expect(provider.call(.delete, "/Users/\(made.id)").status == 204)
            try await #expect(provider.call(.delete, "/Users/\(made.id)").status == 404)
            try await #expect(provider.call(.get, "/Users/\(made.id)").status == 404)
            try await #expect(provider.used() == 0)
            try await #expect(provider.hire("ben@example.org").status == 201)
        }
    }

    @Test("Who has left traces stays as an account without an address when removed", arguments: Engine.available)
    func traces(engine: Engine) async throws {
        try await Provider.on(engine) { provider in
            let made = try await provider.hire("ben@example.org")
            let user = try #require(ID<User>(parsing: made.id))
            let list = SavedList(user: user)
            try await list.make(provider)
            try await #expect(provider.call(.delete, "/Users/\(made.id)").status == 204)
            let left = try await provider.capabilities.users.find(user, by: provider.ada)
            #expect(left.state == .deactivated && left.email.isStandIn)
            try await #expect(provider.hire("ben@example.org").status == 201)
        }
    }

    /// A key that a person made: it refers to them for ever.
    private struct SavedList: Sendable {
        let user: ID<User>

        func make(_ provider: Provider) async throws {
            let organisation = provider.ada.organisation
            let now = provider.clock.now
            try await provider.database.write { db in
                let key = APIKey(
                    id: .make(at: now),
                    name: "Key",
                    prefix: "loam_x",
                    role: .member,
                    createdBy: user,
                    createdAt: now,
                    expiresAt: nil
                )
                try APIKey.insert(key, token: Token(for: organisation), on: db)
            }
        }
    }

    @Test("A name and an address are taken once, whatever their case", arguments: Engine.available)
    func uniqueness(engine: Engine) async throws {
        try await Provider.on(engine) { provider in
            let ben = try await provider.hire("ben@example.org")
            let carl = try await provider.hire("carl@example.org")
            #expect(ben.status == 201 && carl.status == 201)
            for answer in [
                try await provider.hire("BEN@example.org"), try await provider.hire("ada@example.org"),
                try await provider.patch(carl.id, #"{"op":"replace","path":"userName","value":"Ben@example.org"}"#),
                try await provider.call(.put, "/Users/\(carl.id)", #"{"userName":"BEN@EXAMPLE.ORG"}"#),
                try await provider.patch(
                    carl.id,
                    #"{"op":"replace","path":"emails","value":[{"value":"ben@example.org"}]}"#
                ),
            ] {
                #expect(answer.status == 409)
                #expect(answer.scimType == "uniqueness")
            }
            let unchanged = try await provider.call(.get, "/Users/\(carl.id)")
            #expect(unchanged.body == carl.body)
        }
    }

    @Test("A tag keeps changes apart, and saves an answer")
    func tags() async throws {
        try await Provider.on { provider in
            let ben = try await provider.hire("ben@example.org")
            let path = "/Users/\(ben.id)"
            let body = #"{"userName":"ben@example.org","title":"T"}"#
            try await #expect(provider.call(.get, path, fields: [.ifNoneMatch: "W/\"1\""]).status == 304)
            try await #expect(provider.call(.put, path, body, fields: [.ifMatch: "W/\"9\""]).status == 412)
            try await #expect(provider.call(.put, path, body, fields: [.ifMatch: "W/\"1\""]).status == 200)
            try await #expect(
                provider.call(
                    .patch,
                    path,
                    #"{"Operations":[{"op":"remove","path":"title"}]}"#,
                    fields: [.ifMatch: "W/\"1\""]
                ).status == 412
            )
            try await #expect(provider.call(.delete, path, fields: [.ifMatch: "W/\"1\""]).status == 412)
            try await #expect(provider.call(.delete, path, fields: [.ifMatch: "*"]).status == 204)
        }
    }

    @Test("Lists are filtered, sorted and paged", arguments: Engine.available)
    func lists(engine: Engine) async throws {
        try await Provider.on(engine) { provider in
            for name in ["eve", "ben", "dan", "carl"] { _ = try await provider.hire("\(name)@example.org") }
            let all = try await provider.call(.get, "/Users?sortBy=userName&count=2&startIndex=2")
            #expect(all.total == 5 && all["itemsPerPage"] == 2 && all["startIndex"] == 2)
            #expect(all.names == ["ben@example.org", "carl@example.org"])
            let down = try await provider.call(.get, "/Users?sortBy=USERNAME&sortOrder=descending&count=1")
            #expect(down.names == ["eve@example.org"])
            for (query, start, items) in [
                ("startIndex=0", 1, 5), ("startIndex=-5", 1, 5), ("startIndex=999", 999, 0), ("count=0", 1, 0),
                ("count=-1", 1, 0), ("count=5000", 1, 5), ("unknown=1&aadOptscim062020", 1, 5),
            ] {
                let page = try await provider.call(.get, "/Users?\(query)")
                #expect(page.total == 5, "\(query)")
                #expect(page["startIndex"] == .integer(start), "\(query)")
                #expect(page["itemsPerPage"] == .integer(items), "\(query)")
                #expect(page.names.count == items, "\(query)")
            }
            let plus = try await provider.call(.get, "/Users?filter=userName+eq+%22BEN%40example.org%22")
            #expect(plus.names == ["ben@example.org"])
            let none = try await provider.call(.get, "/Users?filter=userName eq \"nobody\"")
            #expect(none.status == 200 && none.total == 0 && none["Resources"] == [])
            for (query, word) in [
                ("startIndex=abc", "invalidValue"), ("count=1.5", "invalidValue"), ("sortBy=name", "invalidPath"),
                ("sortBy=foo", "invalidPath"), ("sortBy=title&sortOrder=up", "invalidValue"),
                ("filter=foo eq \"1\"", "invalidFilter"), ("filter=", "invalidFilter"), ("cursor=x", "invalidCursor"),
                ("attributes=id&excludedAttributes=id", "invalidValue"), ("cursor=&sortBy=title", "invalidValue"),
                ("sortBy=a%00", "invalidPath"), ("cursor=%00", "invalidCursor"), ("filter=a%00 pr", "invalidFilter"),
            ] {
                let refused = try await provider.call(.get, "/Users?\(query)")
                #expect(refused.status == 400, "\(query)")
                #expect(refused.scimType == word, "\(query)")
            }
        }
    }

    @Test("Pages by cursor hold everybody once, whatever is added meanwhile")
    func cursor() async throws {
        try await Provider.on { provider in
            for number in 1...4 { _ = try await provider.hire("u\(number)@example.org") }
            var names: [String] = []
            var cursor: String? = ""
            while let at = cursor {
                let page = try await provider.call(.get, "/Users?count=2&cursor=\(at)")
                names += page.names
                cursor = page["nextCursor"]?.text
                if names.count == 2 { _ = try await provider.hire("late@example.org") }
            }
            #expect(names == ["ada@example.org"] + (1...4).map { "u\($0)@example.org" } + ["late@example.org"])
        }
    }

    @Test("A search takes in its body what a list takes in its address, over one kind or all")
    func search() async throws {
        try await Provider.on { provider in
            let ben = try await provider.hire("ben@example.org")
            let body = #"{"displayName":"Sales","members":[{"value":"\#(ben.id)"}]}"#
            let group = try await provider.call(.post, "/Groups", body)
            #expect(group.status == 201)
            let people = try await provider.call(
                .post,
                "/Users/.search",
                #"{"filter":"userName sw \"ben\"","attributes":["userName"],"count":5}"#
            )
            #expect(people.names == ["ben@example.org"])
            #expect(people["Resources"]?.elements?.first?.object?.members.map(\.name) == ["schemas", "id", "userName"])
            let all = try await provider.call(
                .post,
                "/.search",
                #"{"filter":"displayName eq \"sales\" or userName eq \"ada@example.org\""}"#
            )
            #expect(Set(all.names) == ["ada@example.org", "Sales"])
            let listed = try await provider.call(.get, "/Users?filter=groups eq \"\(group.id)\"")
            #expect(listed.names == ["ben@example.org"])
            let membership = try await provider.call(
                .get,
                "/Groups?filter=id eq \"\(group.id)\" and members eq \"\(ben.id)\"&attributes=id"
            )
            #expect(membership.total == 1)
            let bare = try await provider.call(
                .get,
                "/Groups?excludedAttributes=members&filter=displayName eq \"Sales\""
            )
            #expect(bare["Resources"]?.elements?.first?.object?["members"] == nil)
        }
    }

    @Test("Many operations of one request find each other, and fail by themselves", arguments: Engine.available)
    func bulk(engine: Engine) async throws {
        try await Provider.on(engine) { provider in
            let answer = try await provider.call(
                .post,
                "/Bulk",
                #"""
                {"Operations":[
                {"method":"POST","path":"/Groups","bulkId":"g","data":{"displayName":"G","members":[{"value":"bulkId:a"}]}},
                {"method":"post","path":"/Users","bulkId":"a","data":{"userName":"a@example.org"}},
                {"method":"POST","path":"/Users","bulkId":"b","data":{"userName":"A@example.org"}},
                {"method":"PATCH","path":"/Users/bulkId:a","data":{"Operations":[{"op":"add","path":"title","value":"T"}]}},
                {"method":"POST","path":"/Groups","bulkId":"h","data":{"displayName":"H","members":[{"value":"bulkId:b"}]}},
                {"method":"POST","path":"/Groups","bulkId":"x","data":{"displayName":"X","members":[{"value":"bulkId:x"}]}},
                {"method":"DELETE","path":"/Users/none"},{"method":"POST","path":"/Users","data":{"userName":"q"}}]}
                """#
            )
            #expect(answer.status == 200)
            let parts = answer["Operations"]?.elements ?? []
            #expect(
                parts.map { $0.object?["status"]?.text } == ["201", "201", "409", "200", "409", "409", "404", "400"]
            )
            let group = try await provider.call(.get, "/Groups?filter=displayName eq \"g\"")
            #expect(group["Resources"]?.elements?.first?.object?["members"]?.elements?.count == 1)
            let stopped = try await provider.call(
                .post,
                "/Bulk",
                #"""
                {"failOnErrors":1,"Operations":[{"method":"DELETE","path":"/Users/none"},
                {"method":"POST","path":"/Users","bulkId":"z","data":{"userName":"z@example.org"}}]}
                """#
            )
            #expect(stopped["Operations"]?.elements?.count == 1)
        }
    }

    @Test("People of one request are added in its order, and refer to one another", arguments: Engine.available)
    func newcomers(engine: Engine) async throws {
        try await Provider.on(engine, seats: 2) { provider in
            func person(_ id: String, _ name: String, _ more: String = "") -> String {
                #"{"method":"POST","path":"/Users","bulkId":"\#(id)","data":{"userName":"\#(name)"\#(more)}}"#
            }
            let seat = #","\#(ResourceSchema.loamURN)":{"products":["sales"]}"#
            let manager =
                #","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"bulkId:a"}}"#
            let answer = try await provider.call(
                .post,
                "/Bulk",
                """
                {"Operations":[\(person("a", "a", seat)),\(person("b", "b", seat)),\(person("c", "c", seat)),
                \(person("d", "B")),\(person("e", "", seat)),\(person("f", "f", manager)),\(person("g", "g"))]}
                """
            )
            let parts = answer["Operations"]?.elements ?? []
            #expect(
                parts.map { $0.object?["status"]?.text } == ["201", "201", "403", "409", "400", "201", "201"]
            )
            try await #expect(provider.used() == 2)
            try await #expect(provider.call(.get, "/Users?count=0").total == 5)
            let first = try await provider.call(.get, "/Users?filter=userName eq \"a\"")
            let id = first["Resources"]?.elements?.first?.object?["id"]?.text ?? ""
            let reports = try await provider.call(.get, "/Users?filter=manager.value eq \"\(id)\"")
            #expect(reports.names == ["f"])
            let notes = try await provider.capabilities.provisioning.requests(refusedOnly: false, by: provider.ada)
            #expect(Set(notes.requests.map(\.status)) == [403, 409, 400, 200] && notes.requests.count == 4)
        }
    }

    @Test("Many who come at once are each added, refused and noted once", arguments: Engine.available)
    func crowd(engine: Engine) async throws {
        try await Provider.on(engine, seats: 30) { provider in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<60 {
                    group.addTask { try await provider.hire("u\(number % 40)@example.org").status }
                }
                return try await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
            }
            #expect(statuses[201] == 30)
            #expect((statuses[403] ?? 0) + (statuses[409] ?? 0) == 30)
            try await #expect(provider.used() == 30)
            try await #expect(provider.call(.get, "/Users?count=0").total == 31)
            let notes = try await provider.capabilities.provisioning.requests(
                refusedOnly: false,
                size: 100,
                by: provider.ada
            ).requests
            #expect(notes.count == 60 && notes.filter { $0.status == 201 }.count == 30)
        }
    }

    @Test("Each change is noted, and each refusal with its reason, but no token and no reading")
    func log() async throws {
        try await Provider.on { provider in
            let ben = try await provider.hire("ben@example.org")
            _ = try await provider.hire("BEN@example.org")
            _ = try await provider.call(.get, "/Users")
            _ = try await provider.patch(
                ben.id,
                #"{"op":"replace","path":"\#(ResourceSchema.loamURN):role","value":"admin"}"#
            )
            let provisioning = provider.capabilities.provisioning
            let all = try await provisioning.requests(refusedOnly: false, by: provider.ada).requests
            #expect(all.map(\.status) == [403, 409, 201])
            #expect(all.map(\.subject) == ["ben@example.org", "BEN@example.org", "ben@example.org"])
            #expect(all.first?.reason?.contains("administrators") == true)
            let refused = try await provisioning.requests(refusedOnly: true, by: provider.ada).requests
            #expect(refused.map(\.status) == [403, 409])
            let user = try #require(ID<User>(parsing: ben.id))
            let standing = try await provisioning.standing(of: [user], by: provider.ada)[user]
            #expect(standing?.refusal?.reason == all.first?.reason)
            _ = try await provider.patch(ben.id, #"{"op":"add","path":"title","value":"T"}"#)
            let mended = try await provisioning.standing(of: [user], by: provider.ada)[user]
            #expect(mended?.refusal == nil && mended?.isManaged == true)
            try await #expect(provider.call(.delete, "/Users/\(ben.id)").status == 204)
            let group = try await provider.call(.post, "/Groups", #"{"displayName":"Sales"}"#)
            _ = try await provider.call(
                .patch,
                "/Groups/\(group.id)",
                #"{"Operations":[{"op":"replace","path":"displayName","value":"Sellers"}]}"#
            )
            try await #expect(provider.call(.delete, "/Groups/\(group.id)").status == 204)
            let last = try await provisioning.requests(refusedOnly: false, by: provider.ada).requests.prefix(5)
            #expect(last.map(\.status) == [204, 200, 201, 204, 200])
            #expect(last.map(\.method) == ["DELETE", "PATCH", "POST", "DELETE", "PATCH"])
            #expect(last.map(\.subject) == ["Sellers", "Sales", "Sales", "ben@example.org", "ben@example.org"])
        }
    }
}
