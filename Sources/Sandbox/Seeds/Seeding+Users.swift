import Database

extension Org {
    /// Makes the people who own rows, the last of whom has left, and returns their ids.
    func plant(users plan: SeedPlan, _ administrator: OrgCaller) async throws -> [String] {
        let rows = RowMaker(schema: schema, moment: plan.until.stored, userID: administrator.userID)
        return try await database.write { db in
            guard plan.users > 0 else { return [] }
            let profile =
                try db.first(String.self, "SELECT \"Id\" FROM \"Profile\" WHERE \"Name\" = 'Standard User'")
                ?? administrator.profileID
            let known = try db.one(Int.self, "SELECT count(*) FROM \"User\"")
            return try (0..<plan.users).map { index in
                let person = SeededPerson(seed: plan.seed, index: -1 - index)
                var dice = SeedDice(plan.seed, 3, index)
                var first = Ink()
                var last = Ink()
                person.write(firstName: .own, in: &first)
                person.write(lastName: .own, in: &last, &dice)
                let name = (first: first.string, last: last.string)
                var slug = Ink()
                person.writeSlug(in: &slug)
                let username = "\(slug.string).\(known + index)@loam.example"
                return try rows.insert(
                    "User",
                    [
                        "Username": .text(username), "Email": .text(username), "FirstName": .text(name.first),
                        "LastName": .text(name.last), "Name": .text("\(name.first) \(name.last)"),
                        "Alias": .text(String(slug.string.prefix(5))),
                        "CommunityNickname": .text("\(slug.string)\(known + index)"),
                        "IsActive": .flag(index < plan.users - 1), "TimeZoneSidKey": "America/New_York",
                        "LocaleSidKey": "en_US", "EmailEncodingKey": "UTF-8", "LanguageLocaleKey": "en_US",
                        "ProfileId": .text(profile), "UserType": "Standard", "Title": "Account Executive",
                    ],
                    db
                )
            }
        }
    }
}

extension Ink {
    var string: String { String(decoding: bytes, as: UTF8.self) }
}
