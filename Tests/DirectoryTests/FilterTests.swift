@testable import Directory
import Testing

@Suite("U-01 filters") struct FilterTests {
    @Test(
        "A filter is read by its grammar",
        arguments: [
            (#"userName eq "a@b.c""#, Filter.compare("userName", .eq, "a@b.c")),
            (#"  USERNAME   Eq "A"  "#, .compare("USERNAME", .eq, "A")), ("title pr", .present("title")),
            ("never eq 1", .compare("never", .eq, 1)), ("nickName PR", .present("nickName")),
            (#"active eq False"#, .compare("active", .eq, false)), ("title eq null", .compare("title", .eq, .null)),
            (#"title eq "a\"\u00e9\\""#, .compare("title", .eq, "a\"é\\")),
            (
                "a pr or b pr and c pr",
                .any([.present("a"), .all([.present("b"), .present("c")])])
            ),
            ("(a pr or b pr) and c pr", .all([.any([.present("a"), .present("b")]), .present("c")])),
            ("not(a pr)", .not(.present("a"))), ("not (a pr) and b pr", .all([.not(.present("a")), .present("b")])),
            (
                #"emails[type eq "work" and value co "@x"]"#,
                .element(of: "emails", .all([.compare("type", .eq, "work"), .compare("value", .co, "@x")]))
            ),
            (
                #"emails[type eq "work"].value eq "a@b""#,
                .element(of: "emails", .all([.compare("type", .eq, "work"), .compare("value", .eq, "a@b")]))
            ),
            (
                #"urn:ietf:params:scim:schemas:extension:loam:2.0:User:role eq "user""#,
                .compare("urn:ietf:params:scim:schemas:extension:loam:2.0:User:role", .eq, "user")
            ),
            ("note eq 1.5", .compare("note", .eq, .real(1.5))), ("nothing pr", .present("nothing")),
        ]
    )
    func grammar(text: String, filter: Filter) throws {
        #expect(try FilterParser.filter(text) == filter)
    }

    @Test(
        "What is none is refused, and the sentence says where",
        arguments: [
            "", "  ", "userName", "userName eq", "userName eq x", "userName eq 'x'", #"userName regex "x""#,
            "not userName pr", "(a pr", "a pr)", "a pr and", "a pr or or b pr", #"a["#, #"a[b[c pr]]"#, "a[b pr",
            #"a eq "x"#, "eq eq", "a[b pr]. pr", String(repeating: "(", count: 50) + "a pr",
            Array(repeating: "a pr", count: 101).joined(separator: " or "), "a pr b pr", #"a eq"x""#,
        ]
    )
    func refusal(text: String) throws {
        let fault = try #require(throws: DirectoryFault.self) { try FilterParser.filter(text) }
        #expect(fault.kind == .invalidFilter)
        #expect(fault.detail.hasPrefix("The filter cannot be read at character "))
    }

    @Test(
        "Names are looked up and values brought into the form in which they are compared",
        arguments: [
            (#"USERNAME eq "Ada@X.org""#, Condition.compare(.name, .eq, .text("ada@x.org"))),
            (#"externalId eq "X""#, .compare(.kept("externalId"), .eq, .text("X"))),
            (#"id eq "U1""#, .compare(.id, .eq, .text("U1"))),
            (#"active eq "True""#, .compare(.kept("active"), .eq, .text("true"))),
            ("title eq null", .not(.present(.kept("title")))),
            ("title ne null", .present(.kept("title"))),
            (#"title ne "X""#, .not(.compare(.kept("title"), .eq, .text("x")))),
            (#"emails co "X""#, .compare(.kept("emails.value"), .co, .text("x"))),
            (
                #"emails.value ne "X""#,
                .any([
                    .compare(.kept("emails.value"), .ne, .text("x")),
                    .not(.present(.kept("emails.value"))),
                ])
            ),
            (
                #"emails[type eq "Work"].value eq "X""#,
                .element(
                    of: "emails",
                    .all([
                        .compare(.kept("emails.type"), .eq, .text("work")),
                        .compare(.kept("emails.value"), .eq, .text("x")),
                    ])
                )
            ),
            // Entra names the manager without its schema.
            (
                #"manager.value eq "U2""#,
                .compare(.kept("enterprise:manager.value"), .eq, .text("U2"))
            ),
            (#"meta.created gt "1970-01-01T00:00:01Z""#, .compare(.created, .gt, .number(1_000_000))),
            (#"meta.resourceType eq "User""#, .always), (#"meta.resourceType eq "Group""#, .never),
            (
                #"schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User""#,
                .present(.kept("enterprise:"))
            ),
            (#"password eq "x""#, .never), (#"groups eq "G""#, .compare(.memberID, .eq, .text("G"))),
            (
                "urn:ietf:params:scim:schemas:extension:loam:2.0:User:creditLimit ge 10",
                .compare(.kept("loam:creditLimit"), .ge, .number(10))
            ),
            (
                "urn:ietf:params:scim:schemas:extension:loam:2.0:User:platformActive eq true",
                .compare(.seated, .eq, .text("true"))
            ),
            (
                #"urn:ietf:params:scim:schemas:extension:loam:2.0:User:products eq "Sales""#,
                .compare(.kept("loam:products"), .eq, .text("sales"))
            ),
        ]
    )
    func lookup(text: String, condition: Condition) throws {
        #expect(try people.condition(try FilterParser.filter(text)) == condition)
    }

    @Test(
        "What does not fit the attribute is refused",
        arguments: [
            #"foo eq "1""#, #"name eq "x""#, "active gt true", #"active co "t""#, #"x509Certificates.value gt "a""#,
            #"title gt null"#, #"meta.created co "2026""#, #"meta.created eq "yesterday""#, #"emails.foo eq "x""#,
            #"title["a" pr]"#, #"title[value eq "x"]"#, #"emails[foo eq "x"]"#, #"active eq "yes""#,
        ]
    )
    func misfit(text: String) {
        #expect(fault { _ = try people.condition(try FilterParser.filter(text)) } == .invalidFilter)
    }

    @Test("Where several kinds are asked, an attribute that one lacks is one without a value")
    func lenient() throws {
        let filter = try FilterParser.filter(#"members eq "U" or userName eq "x""#)
        #expect(
            try people.condition(filter, isLenient: true)
                == .any([.never, .compare(.name, .eq, .text("x"))])
        )
        #expect(
            try ResourceType.group.condition(filter, isLenient: true)
                == .any([.compare(.memberID, .eq, .text("U")), .never])
        )
    }

    @Test(
        "The target of a patch is a path",
        arguments: [
            ("active", FilterParser.Target(attribute: "active", filter: nil, sub: nil)),
            ("name.givenName", .init(attribute: "name.givenName", filter: nil, sub: nil)),
            (
                #"emails[type eq "work"].value"#,
                .init(attribute: "emails", filter: .compare("type", .eq, "work"), sub: "value")
            ),
            (#"members[value eq "U"]"#, .init(attribute: "members", filter: .compare("value", .eq, "U"), sub: nil)),
        ]
    )
    func target(text: String, target: FilterParser.Target) throws {
        #expect(try FilterParser.target(text) == target)
    }

    @Test("A broken target is refused", arguments: ["", #"emails[type eq"#, "emails[type pr].", "a b", "[a pr]"])
    func brokenTarget(text: String) {
        #expect(fault { _ = try FilterParser.target(text) } == .invalidPath)
    }

    @Test("A list is sorted by one value of each resource")
    func ordering() throws {
        #expect(try people.orderingKey("USERNAME") == .name)
        #expect(try people.orderingKey("emails") == .kept("emails.value", isNumber: false))
        #expect(try people.orderingKey("name.familyName") == .kept("name.familyName", isNumber: false))
        let limit = "urn:ietf:params:scim:schemas:extension:loam:2.0:User:creditLimit"
        #expect(try people.orderingKey(limit) == .kept("loam:creditLimit", isNumber: true))
        #expect(try people.orderingKey("meta.lastModified") == .changed)
        #expect(try people.orderingKey("foo") == nil)
        #expect(fault { _ = try people.orderingKey("name") } == .invalidPath)
    }
}
