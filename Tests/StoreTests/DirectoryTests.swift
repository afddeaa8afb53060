import Database
import Directory
import Telemetry
import TestSupport
import Testing

@testable import Store

@Suite("U-01 the directory's tables") struct DirectoryTests {
    static let people = ResourceType.user(products: ["sales"], roles: ["user", "admin"])

    /// What an entry keeps for filters, whatever the order.
    static func kept(of id: String, on db: isolated Connection) throws -> AttributeObject? {
        let text = try db.first(String.self, "SELECT kept FROM directory_entries WHERE id = \(id)")
        return try text.flatMap { try JSONReader.read(Array($0.utf8)).object }
    }

    static func object(_ values: KeptValues) throws -> AttributeObject? {
        try JSONReader.read(Array(values.json.utf8)).object
    }

    static func keys(of id: String, on db: isolated Connection) throws -> Set<String> {
        let found = try db.fetch(
            String.self,
            """
            SELECT path || ' ' || CAST(element AS TEXT) || ' ' || value_key || ' ' || COALESCE(whole, '')
            FROM directory_keys WHERE owner_id = \(id)
            """
        )
        return Set(found)
    }

    static func texts(_ keys: [KeptValues.Key]) -> Set<String> {
        Set(keys.map { "\($0.path) \($0.element) \($0.key) \($0.whole ?? "")" })
    }

    @Test("Who was here before the directory is in it as if added today", arguments: Engine.available)
    func migrated(engine: Engine) async throws {
        let earlier = StoreMigrations.all.prefix { $0.id < "0060" }
        try await FreshDatabase.on(engine, migrations: Array(earlier)) { database in
            let fixture = try Fixture()
            let people = [
                ("ada@example.org", "Ada de \"Weaver\"", Role.admin, User.State.active),
                ("ben@example.org", "BEN KÄFER", .member, .invited), ("c@example.org", "Cher", .auditor, .deactivated),
            ]
            let users = try people.map { email, name, role, state in
                let user = try Fixture.user(email, name, role, in: fixture.organisation)
                return User(
                    id: user.id,
                    organisation: user.organisation,
                    email: user.email,
                    name: name,
                    role: role,
                    state: state,
                    createdAt: Fixture.now
                )
            }
            try await database.write { db in
                try Organisation.install(fixture.organisation, on: db)
                for user in users {
                    try db.run(
                        """
                        INSERT INTO users (organisation_id, id, email, name, folded, role, state, created_at)
                        VALUES (\(user.organisation), \(user.id), \(user.email), \(user.name),
                            \(user.name.lowercased() + " " + user.email.rawValue), \(user.role), \(user.state),
                            \(user.createdAt))
                        """
                    )
                }
            }
            try await database.migrate(StoreMigrations.all)
            for user in users {
                let (entry, values, keys) = try await database.read { db in
                    (
                        try DirectoryEntry.find(user.id.entry, .user, in: fixture.organisation.id, on: db),
                        try DirectoryTests.kept(of: user.id.rawValue, on: db),
                        try DirectoryTests.keys(of: user.id.rawValue, on: db)
                    )
                }
                let resource = Resource.person(
                    name: user.name,
                    email: user.email.rawValue,
                    role: user.role.word,
                    isActive: user.state != .deactivated
                )
                #expect(entry?.resource == resource)
                #expect(entry?.name == user.email.rawValue)
                #expect(entry?.isManaged == false)
                let expected = DirectoryTests.people.kept(resource)
                #expect(try values == DirectoryTests.object(expected))
                #expect(keys == DirectoryTests.texts(expected.keys))
            }
            let number = try await database.read { db in
                try DirectoryCount.of(.user, in: fixture.organisation.id, on: db)
            }
            #expect(number == users.count)
        }
    }

    @Test("Whose values had a row each keeps them with the entry", arguments: Engine.available)
    func valuesMoved(engine: Engine) async throws {
        let earlier = StoreMigrations.all.filter { $0.id < "0064" }
        let long = String(repeating: "é", count: 400)
        let body = """
            {"userName":"a","externalId":"\(long)","title":"+","active":false,
            "emails":[{"value":"A@x.org","type":"work"},{"type":"home","primary":true}],
            "urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"creditLimit":100,"products":["sales","+"]}}
            """
        let resource = try DirectoryTests.people.read(
            try #require(try JSONReader.read(Array(body.utf8)).object)
        ).resource
        // As they were kept: the path, the element, whether it leads, the value, and the number.
        let rows: [(String, Int, Bool, String, Int64?)] = [
            ("externalId", 0, true, long, nil), ("title", 0, true, "+", nil), ("active", 0, true, "false", nil),
            ("emails", 0, false, "+", nil), ("emails", 1, true, "+", nil), ("emails.value", 0, false, "a@x.org", nil),
            ("emails.type", 0, false, "work", nil), ("emails.type", 1, true, "home", nil),
            ("emails.primary", 1, true, "true", nil), ("loam:", 0, true, "+", nil),
            ("loam:creditLimit", 0, true, "100", 100), ("loam:products", 0, true, "sales", nil),
            ("loam:products", 1, false, "+", nil),
        ]
        try await FreshDatabase.on(engine, migrations: earlier) { database in
            let fixture = try Fixture()
            let organisation = fixture.organisation.id
            let ids = (0..<2).map { _ in ID<DirectoryEntry>.make(at: Fixture.now) }
            try await database.write { db in
                try Organisation.install(fixture.organisation, on: db)
                for id in ids {
                    try db.run(
                        """
                        INSERT INTO directory_entries (organisation_id, id, kind, name, name_key, document, version,
                            created_at, changed_at, is_managed)
                        VALUES (\(organisation), \(id), 'user', \(id), \(id), \(resource.json), 1, \(Fixture.now),
                            \(Fixture.now), TRUE)
                        """
                    )
                }
                for (path, element, isLeading, text, number) in rows {
                    let beginning = KeptValues.beginning(of: text)
                    try db.run(
                        """
                        INSERT INTO directory_values (organisation_id, owner_id, path, element, is_leading, value_key,
                            whole, number)
                        VALUES (\(organisation), \(ids[0]), \(path), \(element), \(isLeading), \(beginning),
                            \(beginning == text ? nil : text), \(number))
                        """
                    )
                }
            }
            try await database.migrate(StoreMigrations.all)
            try await database.read { db in
                let expected = DirectoryTests.people.kept(resource)
                #expect(
                    try DirectoryTests.kept(of: ids[0].rawValue, on: db) == DirectoryTests.object(expected)
                )
                #expect(try DirectoryTests.keys(of: ids[0].rawValue, on: db) == DirectoryTests.texts(expected.keys))
                #expect(try DirectoryTests.kept(of: ids[1].rawValue, on: db) == [:])
                for filter in [
                    #"externalId eq "\#(long)""#, #"title eq "+""#, #"emails[type eq "home" and primary eq true]"#,
                ] {
                    let query = DirectoryQuery(
                        [(.user, try DirectoryTests.people.condition(try FilterParser.filter(filter)))],
                        count: 10
                    )
                    let found = try DirectoryEntry.list(query, in: organisation, at: Fixture.now, on: db)
                    #expect(found.entries.map(\.id) == [ids[0]], "\(filter)")
                }
            }
        }
    }

    @Test("Requests that were noted before are listed as before", arguments: Engine.available)
    func requestsMoved(engine: Engine) async throws {
        let earlier = StoreMigrations.all.filter { $0.id < "0065" }
        try await FreshDatabase.on(engine, migrations: earlier) { database in
            let fixture = try Fixture()
            let organisation = fixture.organisation.id
            let requests = (0..<3).map { number in
                let at = Fixture.now + .days(Int64(number))
                return ProvisioningRequest(
                    // One that is made comes after all that other tests make, whatever the time.
                    id: .earliest(at: at),
                    at: at,
                    token: .make(at: at),
                    method: "POST",
                    path: "/scim/v2/Users",
                    subject: number == 0 ? nil : "p\(number)",
                    status: number == 1 ? 403 : 201,
                    reason: number == 1 ? "No seat is left." : nil,
                    address: "192.0.2.1",
                    requestID: "r\(number)"
                )
            }
            try await database.write { db in
                try Organisation.install(fixture.organisation, on: db)
                for request in requests { try ProvisioningRequest.insert(request, in: organisation, on: db) }
            }
            try await database.migrate(StoreMigrations.all)
            func list(_ refusedOnly: Bool, _ place: ID<ProvisioningRequest>?) async throws -> [String?] {
                try await database.read { db in
                    try ProvisioningRequest.list(
                        refusedOnly: refusedOnly,
                        before: place,
                        limit: 10,
                        in: organisation,
                        on: db
                    ).map(\.requestID)
                }
            }
            try await #expect(list(false, nil) == ["r2", "r1", "r0"])
            try await #expect(list(true, nil) == ["r1"])
            try await #expect(list(false, requests[2].id) == ["r1", "r0"])
            try await database.write { db in
                try ProvisioningRequest.removeOld(before: Fixture.now + .days(1), on: db)
            }
            try await #expect(list(false, nil) == ["r2", "r1"])
        }
    }

    @Test("Who is changed or removed is looked up by what they are now", arguments: Engine.available)
    func keysFollow(engine: Engine) async throws {
        try await DirectoryTests.on(engine) { database, fixture, entries in
            let organisation = fixture.organisation.id
            func check(_ entry: DirectoryEntry, _ resource: Resource?) async throws {
                let expected = resource.map { DirectoryTests.people.kept($0) }
                let object = try expected.flatMap { try DirectoryTests.object($0) }
                let keys = DirectoryTests.texts(expected?.keys ?? [])
                let found = try await database.read { db in
                    (
                        try DirectoryTests.keys(of: entry.id.rawValue, on: db),
                        try DirectoryTests.kept(of: entry.id.rawValue, on: db)
                    )
                }
                #expect(found.0 == keys && found.1 == object)
            }
            let entry = entries[0]
            try await check(entry, entry.resource)
            var resource = entry.resource
            resource.attributes["externalId"] = nil
            resource.attributes["emails"] = [["value": "new@x.org"], ["value": "ada@home.org"]]
            for changed in [resource, resource, entry.resource] {
                try await database.write { db in
                    let after = DirectoryEntry(
                        id: entry.id,
                        kind: .user,
                        name: entry.name,
                        resource: changed,
                        createdAt: entry.createdAt,
                        changedAt: entry.changedAt,
                        isManaged: true,
                        syncedAt: nil
                    )
                    try DirectoryEntry.update(after, DirectoryTests.people.kept(changed), in: organisation, on: db)
                }
                try await check(entry, changed)
            }
            try await database.write { db in _ = try DirectoryEntry.remove(entry.id, in: organisation, on: db) }
            try await check(entry, nil)
            let left = try await database.read { db in
                try db.fetch(String.self, "SELECT DISTINCT owner_id FROM directory_keys ORDER BY owner_id")
            }
            #expect(left == [entries[1].id.rawValue])
        }
    }

    /// People who differ in all that can be asked for.
    static let bodies = [
        #"""
        {"userName":"Ada@Example.org","externalId":"X1","title":"Boss","active":true,"nickName":"",
        "emails":[{"value":"Ada@x.org","type":"work","primary":true},{"value":"ada@home.org","type":"home"}],
        "name":{"familyName":"Weaver"},
        "urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"creditLimit":100,"products":["sales"]}}
        """#,
        #"""
        {"userName":"ben@example.org","externalId":"x1","title":"über-boss","active":false,
        "emails":[{"value":"ben@x.org","type":"home"},{"value":"work@x.org","type":"work"}],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"50%_off\\"}}
        """#,
        #"{"userName":"carl_100%","name":{"familyName":"Äpfel"}}"#,
    ]

    static func on(_ engine: Engine, _ body: (Database, Fixture, [DirectoryEntry]) async throws -> Void) async throws {
        let fixture = try Fixture()
        try await FreshDatabase.on(engine, migrations: StoreMigrations.all) { database in
            var entries: [DirectoryEntry] = []
            for (place, body) in bodies.enumerated() {
                let object = try #require(try JSONReader.read(Array(body.utf8)).object)
                let moment = Fixture.now + .seconds(place)
                let resource = try people.read(object).resource
                entries.append(
                    DirectoryEntry(
                        id: .make(at: moment),
                        kind: .user,
                        name: resource.attributes["userName"]?.text ?? "",
                        resource: resource,
                        createdAt: moment,
                        changedAt: moment,
                        isManaged: true,
                        syncedAt: moment
                    )
                )
            }
            let group = DirectoryEntry(
                id: .make(at: Fixture.now),
                kind: .group,
                name: "Sales",
                resource: Resource(["displayName": "Sales"]),
                createdAt: Fixture.now,
                changedAt: Fixture.now,
                isManaged: true,
                syncedAt: nil
            )
            let all = entries
            try await database.write { db in
                try Organisation.install(fixture.organisation, on: db)
                for entry in all {
                    try DirectoryEntry.insert(entry, people.kept(entry.resource), in: fixture.organisation.id, on: db)
                }
                try DirectoryEntry.insert(group, KeptValues(), in: fixture.organisation.id, on: db)
                try GroupMember.add([all[0].id, all[2].id], to: group.id, in: fixture.organisation.id, on: db)
            }
            try await body(database, fixture, entries + [group])
        }
    }

    struct Asked: Sendable, CustomTestStringConvertible {
        let filter: String
        /// By their places: Ada 0, Ben 1, Carl 2.
        let found: [Int]

        init(_ filter: String, _ found: [Int]) { (self.filter, self.found) = (filter, found) }
        var testDescription: String { filter }
    }

    private static let loam = ResourceSchema.loamURN

    static let asked = [
        Asked(#"userName eq "ADA@example.ORG""#, [0]), Asked(#"userName ne "ada@example.org""#, [1, 2]),
        Asked(#"userName sw "CARL""#, [2]), Asked(#"userName ew "Example.org""#, [0, 1]),
        Asked(#"userName co "_100%""#, [2]), Asked(#"userName co "%""#, [2]), Asked(#"userName gt "b""#, [1, 2]),
        Asked(#"userName le "ben@example.org""#, [0, 1]), Asked(#"externalId eq "X1""#, [0]),
        Asked(#"externalId co "x""#, [1]), Asked(#"externalId ne "X1""#, [1, 2]), Asked(#"externalId gt "X1""#, [1]),
        Asked(#"emails.value ew "@x.org""#, [0, 1]), Asked(#"emails.value ne "work@x.org""#, [0, 1, 2]),
        Asked("title pr", [0, 1]), Asked("not (title pr)", [2]),
        Asked("title eq null", [2]), Asked("nickName pr", []), Asked(#"title ne "boss""#, [1, 2]),
        Asked(#"title co "BOSS""#, [0, 1]), Asked(#"title eq "ÜBER-boss""#, [1]), Asked(#"title ew "boss""#, [0, 1]),
        Asked(#"title sw "ü""#, [1]), Asked("active eq true", [0]), Asked(#"active eq "False""#, [1]),
        Asked("active ne true", [1, 2]), Asked(#"emails eq "ada@HOME.org""#, [0]),
        Asked(#"emails[type eq "work"].value eq "ada@x.org""#, [0]),
        Asked(#"emails[type eq "work" and value eq "ada@home.org"]"#, []),
        Asked(#"emails[type eq "work" and not (value co "ada")]"#, [1]),
        Asked(#"emails[type eq "home" or value eq "work@x.org"]"#, [0, 1]), Asked("emails[primary eq true]", [0]),
        Asked("emails[display pr]", []), Asked(#"emails.type ne "work""#, [0, 1, 2]), Asked("emails pr", [0, 1]),
        Asked("name pr", [0, 2]), Asked(#"name.familyName eq "äpfel""#, [2]),
        Asked(#"\#(loam):creditLimit ge 100"#, [0]),
        Asked(#"\#(loam):creditLimit lt 100"#, []), Asked(#"\#(loam):products eq "sales""#, [0]),
        Asked(#"\#(loam):products[value eq "sales"]"#, [0]),
        Asked(#"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "50%_off\\""#, [1]),
        Asked(#"department co "_""#, [1]), Asked(#"schemas eq "\#(loam)""#, [0]),
        Asked(#"meta.created gt "2026-03-08T05:00:00Z""#, [1, 2]), Asked(#"meta.version eq "W/\"1\"""#, [0, 1, 2]),
        Asked("groups pr", [0, 2]), Asked(#"groups.display eq "sales""#, [0, 2]), Asked(#"password eq "x""#, []),
        Asked(#"userName eq "x' OR '1'='1""#, []), Asked(#"title eq "boss" or userName sw "carl" and active pr"#, [0]),
        Asked(#"(title eq "boss" or userName sw "carl") and name pr"#, [0, 2]),
        Asked("\(loam):platformActive eq true", []), Asked("\(loam):platformActive eq false", [0, 1, 2]),
    ]

    @Test("A filter finds whom it asks for, alike on both engines", arguments: Engine.available)
    func filters(engine: Engine) async throws {
        try await DirectoryTests.on(engine) { database, fixture, entries in
            for asked in DirectoryTests.asked {
                let condition = try DirectoryTests.people.condition(try FilterParser.filter(asked.filter))
                let found = try await database.read { db in
                    try DirectoryEntry.list(
                        DirectoryQuery([(.user, condition)], count: 10),
                        in: fixture.organisation.id,
                        at: Fixture.now,
                        on: db
                    )
                }
                #expect(found.entries.map(\.id) == asked.found.map { entries[$0].id }, "\(asked.filter)")
                #expect(found.total == asked.found.count, "\(asked.filter)")
            }
        }
    }

    @Test("A list is sorted alike on both engines, who has no value last", arguments: Engine.available)
    func sorting(engine: Engine) async throws {
        try await DirectoryTests.on(engine) { database, fixture, entries in
            let cases: [(String, Bool, [Int])] = [
                ("id", false, [0, 1, 2]), ("id", true, [2, 1, 0]), ("userName", true, [2, 1, 0]),
                ("title", false, [0, 1, 2]), ("title", true, [2, 1, 0]), ("emails", false, [0, 1, 2]),
                // Of Ben's addresses, the first stands for all; of Ada's the primary one.
                ("emails.type", false, [1, 0, 2]),
                ("name.familyName", false, [0, 2, 1]), ("name.familyName", true, [1, 2, 0]),
                ("meta.created", true, [2, 1, 0]), ("\(ResourceSchema.loamURN):creditLimit", false, [0, 1, 2]),
            ]
            for (name, isDescending, order) in cases {
                let key = try #require(try DirectoryTests.people.orderingKey(name))
                let found = try await database.read { db in
                    try DirectoryEntry.list(
                        DirectoryQuery(
                            [(.user, .always)],
                            ordering: Ordering(key: key, isDescending: isDescending),
                            count: 10
                        ),
                        in: fixture.organisation.id,
                        at: Fixture.now,
                        on: db
                    )
                }
                #expect(found.entries.map(\.id) == order.map { entries[$0].id }, "\(name) \(isDescending)")
            }
        }
    }

    @Test("Pages follow one another by number and by place", arguments: Engine.available)
    func paging(engine: Engine) async throws {
        try await DirectoryTests.on(engine) { database, fixture, entries in
            func page(_ place: DirectoryQuery.Place, _ count: Int) async throws -> DirectoryQuery.Page {
                try await database.read { db in
                    try DirectoryEntry.list(
                        DirectoryQuery([(.user, .always), (.group, .always)], place: place, count: count),
                        in: fixture.organisation.id,
                        at: Fixture.now,
                        on: db
                    )
                }
            }
            let all = entries.map(\.id).sorted()
            let first = try await page(.offset(0), 2)
            #expect(first.entries.map(\.id) == Array(all[..<2]))
            #expect(first.total == 4 && first.hasMore)
            let second = try await page(.after(all[1]), 2)
            #expect(second.entries.map(\.id) == Array(all[2...]))
            #expect(!second.hasMore && second.total == 4)
            try await #expect(page(.offset(9), 2).entries.isEmpty)
            try await #expect(page(.offset(0), 0).total == 4)
        }
    }

    @Test("Each page by number is the same from either end", arguments: Engine.available)
    func bothEnds(engine: Engine) async throws {
        try await DirectoryTests.on(engine) { database, fixture, _ in
            let organisation = fixture.organisation.id
            try await database.write { db in
                for number in 0..<8 {
                    let user = try Fixture.user("u\(number)@example.org", "U", .member, in: fixture.organisation)
                    try User.insert(user, passwordHash: nil, on: db)
                }
            }
            func page(_ offset: Int, _ count: Int, _ isDescending: Bool) async throws -> DirectoryQuery.Page {
                let ordering = Ordering(key: .id, isDescending: isDescending)
                let query = DirectoryQuery([(.user, .always)], ordering: ordering, place: .offset(offset), count: count)
                return try await database.read { db in
                    try DirectoryEntry.list(query, in: organisation, at: Fixture.now, on: db)
                }
            }
            for isDescending in [false, true] {
                let all = try await page(0, 100, isDescending).entries.map(\.id)
                #expect(all.count == 11 && all == (isDescending ? all.sorted(by: >) : all.sorted()))
                for offset in 0...12 {
                    for count in [1, 3, 100] {
                        let found = try await page(offset, count, isDescending)
                        let last = min(offset + count, 11)
                        #expect(found.entries.map(\.id) == (offset < last ? Array(all[offset..<last]) : []))
                        #expect(found.total == 11 && found.hasMore == (last < 11), "\(offset) \(count)")
                    }
                }
            }
        }
    }

    @Test("The number that is kept is the number that is counted, whatever changes", arguments: Engine.available)
    func counts(engine: Engine) async throws {
        try await DirectoryTests.on(engine) { database, fixture, entries in
            let organisation = fixture.organisation.id
            func check(_ comment: Comment, _ people: Int, _ groups: Int) async throws {
                for (kind, number) in [(ResourceType.Kind.user, people), (.group, groups)] {
                    let (kept, counted) = try await database.read { db in
                        (
                            try DirectoryCount.of(kind, in: organisation, on: db),
                            try db.one(
                                Int.self,
                                """
                                SELECT COUNT(*) FROM directory_entries
                                WHERE organisation_id = \(organisation) AND kind = \(kind)
                                """
                            )
                        )
                    }
                    #expect(kept == counted && counted == number, comment)
                }
            }
            let dora = try Fixture.user("dora@example.org", "Dora", .member, in: fixture.organisation)
            let emil = try Fixture.user("emil@example.org", "Emil", .member, in: fixture.organisation)
            try await check("brought by a provider", 3, 1)
            try await database.write { db in try User.insert(dora, passwordHash: nil, on: db) }
            try await check("added by hand", 4, 1)
            await #expect(throws: DatabaseError.self) {
                try await database.write { db in try User.insert(dora, passwordHash: nil, on: db) }
            }
            try await check("there already", 4, 1)
            await #expect(throws: Fixture.Unfit.self) {
                try await database.write { db in
                    try User.insert(emil, passwordHash: nil, on: db)
                    throw Fixture.Unfit()
                }
            }
            try await check("undone", 4, 1)
            try await database.write { db in
                let entry = entries[1]
                try DirectoryEntry.update(entry, DirectoryTests.people.kept(entry.resource), in: organisation, on: db)
            }
            try await check("changed", 4, 1)
            let removed = try await database.write { db in
                try [entries[0], entries[3], entries[0]].map { entry in
                    try DirectoryEntry.remove(entry.id, in: organisation, on: db)
                }
            }
            #expect(removed == [true, true, false])
            try await check("removed", 3, 0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<24 {
                    let user = try Fixture.user("u\(number)@example.org", "U", .member, in: fixture.organisation)
                    group.addTask {
                        try await database.writeTogether { db in try User.insert(user, passwordHash: nil, on: db) }
                        guard number.isMultiple(of: 3) else { return }
                        try await database.writeTogether { db in
                            _ = try DirectoryEntry.remove(user.id.entry, in: organisation, on: db)
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await check("many at once", 3 + 16, 0)
        }
    }

    @Test("A name is taken once for each kind, whatever its case", arguments: Engine.available)
    func names(engine: Engine) async throws {
        try await DirectoryTests.on(engine) { database, fixture, entries in
            let again = DirectoryEntry(
                id: .make(at: Fixture.now),
                kind: .user,
                name: "ADA@EXAMPLE.ORG",
                resource: Resource(),
                createdAt: Fixture.now,
                changedAt: Fixture.now,
                isManaged: true,
                syncedAt: nil
            )
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    try DirectoryEntry.insert(again, KeptValues(), in: fixture.organisation.id, on: db)
                }
            }
            #expect(error?.code == .uniqueViolation("directory_entries_name"))
        }
    }

    @Test("Who is removed is gone from every group, and the values with them", arguments: Engine.available)
    func removal(engine: Engine) async throws {
        try await DirectoryTests.on(engine) { database, fixture, entries in
            let organisation = fixture.organisation.id
            try await database.write { db in
                #expect(try DirectoryEntry.remove(entries[0].id, in: organisation, on: db))
                #expect(try !DirectoryEntry.remove(entries[0].id, in: organisation, on: db))
                #expect(try DirectoryTests.keys(of: entries[0].id.rawValue, on: db).isEmpty)
                let members = try GroupMember.members(of: [entries[3].id], in: organisation, on: db)
                #expect(members.map(\.member) == [entries[2].id])
            }
        }
    }
}
