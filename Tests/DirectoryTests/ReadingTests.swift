import Testing

@testable import Directory

@Suite("U-02 bodies") struct ReadingTests {
    @Test(
        "A body is brought into its canonical form",
        arguments: [
            (#"{"USERNAME":"Ada"}"#, #"{"userName":"Ada"}"#),
            (#"{"userName":"a","active":"True"}"#, #"{"userName":"a","active":true}"#),
            (#"{"userName":"a","title":null,"addresses":[],"name":{}}"#, #"{"userName":"a"}"#),
            (#"{"userName":"a","id":"x","meta":{},"groups":[{"value":"g"}],"foo":1}"#, #"{"userName":"a"}"#),
            (#"{"userName":"a","password":"secret"}"#, #"{"userName":"a"}"#),
            (
                #"{"userName":"a","name":{"GivenName":"A","middleName":""}}"#,
                #"{"userName":"a","name":{"givenName":"A","middleName":""}}"#
            ),
            (#"{"userName":"a","emails":{"value":"x@y"}}"#, #"{"userName":"a","emails":[{"value":"x@y"}]}"#),
            (
                #"{"userName":"a","roles":["{\"value\":\"Admin\",\"id\":\"1\"}"]}"#,
                #"{"userName":"a","roles":[{"value":"Admin"}]}"#
            ),
            (
                #"{"userName":"a","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":"U"}}"#,
                #"{"userName":"a","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"U"}}}"#
            ),
            (
                #"{"userName":"a","URN:IETF:params:scim:schemas:extension:loam:2.0:User":{"creditLimit":"1000","#
                    + #""role":"USER","products":"sales","platformActive":true}}"#,
                #"{"userName":"a","urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"creditLimit":1000,"#
                    + #""role":"user","products":["sales"]}}"#
            ),
            // As Okta sends a list that somebody left empty.
            (
                #"{"userName":"a","urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"products":["","sales"," \t"]}}"#,
                #"{"userName":"a","urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"products":["sales"]}}"#
            ),
            (
                #"{"userName":"a","urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"products":[""]}}"#,
                #"{"userName":"a"}"#
            ),
            (
                #"{"userName":"a","urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"products":"\u00a0"}}"#,
                #"{"userName":"a"}"#
            ),
        ]
    )
    func canonical(body: String, kept: String) throws {
        #expect(try people.read(object(body)).resource.json == kept)
    }

    @Test(
        "What does not fit is refused",
        arguments: [
            (#"{"userName":"a","active":"banana"}"#, DirectoryFault.Kind.invalidValue),
            (#"{"userName":"a","active":1}"#, .invalidValue), (#"{"userName":{"a":1}}"#, .invalidValue),
            (
                #"{"userName":"a","urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"creditLimit":10.5}}"#,
                .invalidValue
            ),
            (
                #"{"userName":"a","urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"role":"owner"}}"#,
                .invalidValue
            ),
            (#"{"userName":"a","emails":[{"value":"x","primary":true},{"value":"y","primary":true}]}"#, .invalidValue),
            (#"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"userName":"a"}"#, .invalidSyntax),
        ]
    )
    func misfits(body: String, kind: DirectoryFault.Kind) {
        #expect(fault { _ = try people.read(object(body)) } == kind)
    }

    @Test("A name is needed, and more than blanks", arguments: ["{}", #"{"userName":""}"#, #"{"userName":"  "}"#])
    func required(body: String) {
        #expect(fault { try people.checkRequired(resource(body)) } == .invalidValue)
    }

    @Test("A replace clears what it leaves out, but for what clients set once")
    func replacing() throws {
        let old = try resource(
            #"""
            {"userName":"a","title":"T","externalId":"X","active":false,
            "urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"creditLimit":5,"role":"user"}}
            """#
        )
        let new = try people.replacing(old, by: people.read(object(#"{"userName":"b"}"#)))
        #expect(new.attributes["title"] == nil)
        #expect(new.attributes["userName"] == "b")
        #expect(new.attributes["externalId"] == "X")
        #expect(new.attributes["active"] == false)
        #expect(new.loam("creditLimit") == 5)
        let emptied = try people.replacing(
            old,
            by: people.read(
                object(
                    #"""
                    {"userName":"b","externalId":null,"active":null,
                    "urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"creditLimit":null}}
                    """#
                )
            )
        )
        #expect(emptied.attributes["externalId"] == nil)
        #expect(emptied.attributes["active"] == nil)
        #expect(emptied.loam("creditLimit") == nil)
        #expect(emptied.loam("role") == "user")
        #expect(fault { _ = try people.replacing(old, by: people.read([:])) } == .invalidValue)
    }

    @Test("What is kept for filters is folded, numbered and knows its element")
    func kept() throws {
        let values = people.kept(
            try resource(
                #"""
                {"userName":"a","externalId":"X","title":"Boss","active":true,
                "emails":[{"value":"A@x","type":"work"},{"value":"b@x","primary":true}],
                "urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"creditLimit":5}}
                """#
            )
        )
        func of(_ path: String) -> [String] {
            values.lists.filter { $0.path == path }.flatMap { $0.values.map { "\($0.element) \($0.text)" } }
        }
        #expect(of("externalId") == ["0 X"])
        #expect(of("title") == ["0 boss"])
        #expect(of("active") == ["0 true"])
        #expect(of("emails") == ["0 -", "1 +"])
        #expect(of("emails.value") == ["0 a@x", "1 b@x"])
        #expect(of("loam:") == ["0 +"])
        #expect(of("loam:creditLimit") == ["0 5"])
        #expect(of("userName").isEmpty)
        #expect(
            values.keys.map { "\($0.path) \($0.element) \($0.key)" } == [
                "externalId 0 X", "emails.value 0 a@x", "emails.value 1 b@x",
            ]
        )
        #expect(try KeptValues(json: values.json) == values)
    }

    @Test("Of a long text the beginning stands in the index, cut between letters")
    func longTexts() throws {
        let long = String(repeating: "é", count: 400)
        let key = people.kept(Resource(["externalId": .text(long)])).keys.first
        #expect(key?.key == String(repeating: "é", count: 150))
        #expect(key?.whole == long)
    }
}
