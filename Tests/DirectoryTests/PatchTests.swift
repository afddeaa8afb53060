import Directory
import Testing

@Suite("U-01 patches") struct PatchTests {
    static let before = #"""
        {"userName":"ada","active":true,"name":{"givenName":"Ada","familyName":"L"},
        "emails":[{"value":"a@x","type":"work","primary":true}],"title":"T"}
        """#

    struct Case: Sendable, CustomTestStringConvertible {
        let operations: String
        let path: String
        let value: AttributeValue?

        init(_ operations: String, _ path: String, _ value: AttributeValue?) {
            (self.operations, self.path, self.value) = (operations, path, value)
        }

        var testDescription: String { operations }
    }

    static let cases: [Case] = [
        Case(#"{"op":"replace","value":{"active":false}}"#, "active", false),
        Case(#"{"op":"Replace","path":"active","value":"False"}"#, "active", false),
        Case(#"{"op":"Add","path":"active","value":"False"}"#, "active", false),
        Case(#"{"op":"replace","value":{"name.givenName":"B"}}"#, "name", ["givenName": "B", "familyName": "L"]),
        Case(
            #"{"op":"replace","path":"name","value":{"givenName":"B"}}"#,
            "name",
            ["givenName": "B", "familyName": "L"]
        ),
        Case(#"{"op":"remove","path":"name.givenName"}"#, "name", ["familyName": "L"]),
        Case(#"{"op":"remove","path":"title"}"#, "title", nil),
        Case(#"{"op":"remove","path":"nickName"}"#, "nickName", nil),
        Case(#"{"op":"replace","path":"title","value":null}"#, "title", nil),
        Case(
            #"{"op":"add","path":"emails[type eq \"work\"].value","value":"b@x"}"#,
            "emails",
            [["value": "b@x", "type": "work", "primary": true]]
        ),
        Case(
            #"{"op":"Add","path":"emails[type eq \"home\"].value","value":"b@x"}"#,
            "emails",
            [["value": "a@x", "type": "work", "primary": true], ["type": "home", "value": "b@x"]]
        ),
        Case(
            #"{"op":"Add","path":"emails[type eq \"home\"].value","value":"b@x"},"#
                + #"{"op":"Add","path":"emails[type eq \"home\"].display","value":"B"}"#,
            "emails",
            [
                ["value": "a@x", "type": "work", "primary": true],
                ["type": "home", "value": "b@x", "display": "B"],
            ]
        ),
        Case(
            #"{"op":"replace","path":"emails[primary eq \"True\"].value","value":"c@x"}"#,
            "emails",
            [["value": "c@x", "type": "work", "primary": true]]
        ),
        Case(
            #"{"op":"add","path":"emails","value":[{"value":"b@x","primary":true}]}"#,
            "emails",
            [["value": "a@x", "type": "work", "primary": false], ["value": "b@x", "primary": true]]
        ),
        Case(
            #"{"op":"add","path":"emails","value":{"value":"a@x","type":"work","primary":true}}"#,
            "emails",
            [["value": "a@x", "type": "work", "primary": true]]
        ),
        Case(#"{"op":"replace","path":"emails","value":[]}"#, "emails", nil),
        Case(#"{"op":"remove","path":"emails[type eq \"work\"]"}"#, "emails", nil),
        Case(
            #"{"op":"remove","path":"emails[type eq \"home\"]"}"#,
            "emails",
            [["value": "a@x", "type": "work", "primary": true]]
        ),
        Case(
            #"{"op":"add","path":"manager","value":[{"$ref":null,"value":"U"}]}"#,
            enterprise,
            ["manager": ["value": "U"]]
        ),
        Case(
            #"{"op":"replace","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber":"7"}}"#,
            enterprise,
            ["employeeNumber": "7"]
        ),
        Case(#"{"op":"add","path":"\#(loam):products","value":["sales","sales"]}"#, loam, ["products": ["sales"]]),
        Case(
            #"{"op":"add","path":"\#(loam)","value":{"creditLimit":5}},{"op":"remove","path":"\#(loam)"}"#,
            loam,
            nil
        ),
        Case(
            #"{"op":"add","path":"\#(loam):products","value":["sales","marketing"]},"#
                + #"{"op":"remove","path":"\#(loam):products[value eq \"SALES\"]"}"#,
            loam,
            ["products": ["marketing"]]
        ),
        Case(#"{"op":"add","path":"\#(loam):products","value":["","sales"," "]}"#, loam, ["products": ["sales"]]),
        Case(
            #"{"op":"add","path":"\#(loam):products","value":["sales"]},{"op":"add","path":"\#(loam):products","value":""}"#,
            loam,
            ["products": ["sales"]]
        ),
        Case(
            #"{"op":"add","path":"\#(loam):products","value":["sales"]},"#
                + #"{"op":"replace","value":{"\#(loam)":{"products":["marketing",""]}}}"#,
            loam,
            ["products": ["marketing"]]
        ),
        Case(
            #"{"op":"add","path":"\#(loam):products","value":["sales"]},"#
                + #"{"op":"replace","path":"\#(loam):products","value":[" "]}"#,
            loam,
            nil
        ),
        Case(
            #"{"op":"add","path":"\#(loam):products","value":["sales"]},"#
                + #"{"op":"remove","path":"\#(loam):products","value":[""]}"#,
            loam,
            ["products": ["sales"]]
        ),
        Case(
            #"{"op":"add","path":"\#(loam):products","value":["sales"]},"#
                + #"{"op":"replace","path":"\#(loam):products[value eq \"sales\"]","value":""}"#,
            loam,
            nil
        ),
        Case(#"{"op":"replace","value":{"id":"U1","title":"B"}}"#, "title", "B"),
        Case(#"{"op":"replace","value":{"foo":1,"title":"B"}}"#, "title", "B"),
        Case(#"{"op":"replace","path":"password","value":"x"}"#, "password", nil),
    ]
    static let enterprise = ResourceSchema.enterprise.urn
    static let loam = ResourceSchema.loamURN

    @Test("An operation changes what it is aimed at, and nothing else", arguments: cases)
    func change(change: Case) throws {
        let before = try resource(PatchTests.before)
        let patch = try Patch(object(#"{"Operations":[\#(change.operations)]}"#))
        let after = try people.applying(patch, to: before, id: "U1")
        #expect(after.attributes[change.path] == change.value)
        for member in before.attributes.members
        where member.name != change.path && !(change.operations.contains("title") && member.name == "title") {
            #expect(after.attributes[member.name] == member.value)
        }
    }

    @Test(
        "What cannot be done is refused with its reason",
        arguments: [
            (#"{"op":"remove"}"#, DirectoryFault.Kind.noTarget), (#"{"op":"remove","path":"userName"}"#, .mutability),
            (#"{"op":"replace","path":"id","value":"x"}"#, .mutability),
            (#"{"op":"replace","path":"\#(loam):platformActive","value":true}"#, .mutability),
            (#"{"op":"replace","value":{"id":"other"}}"#, .mutability),
            (#"{"op":"replace","path":"foo","value":1}"#, .invalidPath),
            (#"{"op":"replace","path":"emails[type eq","value":1}"#, .invalidPath),
            (#"{"op":"replace","path":"title[value eq \"x\"]","value":1}"#, .invalidPath),
            (#"{"op":"replace","path":"emails[foo eq \"x\"]","value":{}}"#, .invalidPath),
            (#"{"op":"add","path":"title"}"#, .invalidValue), (#"{"op":"move","path":"title"}"#, .invalidValue),
            (#"{"op":"replace","value":"x"}"#, .invalidValue),
            (#"{"op":"replace","path":"\#(loam):creditLimit","value":"abc"}"#, .invalidValue),
            (#"{"op":"replace","path":"userName","value":""}"#, .invalidValue),
            (
                #"{"op":"add","path":"emails","value":{"value":"b@x"}},{"op":"add","path":"emails.primary","value":true}"#,
                .invalidValue
            ),
            (#"{"op":"replace","path":"userName","value":null}"#, .mutability), ("", .invalidValue),
        ]
    )
    func refusals(operations: String, kind: DirectoryFault.Kind) throws {
        let before = try resource(PatchTests.before)
        let found = fault {
            _ = try people.applying(try Patch(object(#"{"Operations":[\#(operations)]}"#)), to: before, id: "U1")
        }
        #expect(found == kind)
    }

    @Test("Entra's way to remove a member removes only that one, and adding one again adds nothing")
    func members() throws {
        let group = try ResourceType.group.read(
            object(#"{"displayName":"G","members":[{"value":"A"},{"value":"B"}]}"#)
        ).resource
        func after(_ operations: String) throws -> AttributeValue? {
            let patch = try Patch(object(#"{"operations":[\#(operations)]}"#))
            return try ResourceType.group.applying(patch, to: group, id: "G").attributes["members"]
        }
        #expect(
            try after(#"{"op":"Remove","path":"members","value":[{"$ref":null,"value":"A"}]}"#) == [["value": "B"]]
        )
        #expect(try after(#"{"op":"remove","path":"members[value eq \"B\"]"}"#) == [["value": "A"]])
        #expect(
            try after(#"{"op":"add","path":"members","value":[{"value":"A","display":"other"},{"value":"C"}]}"#)
                == [["value": "A"], ["value": "B"], ["value": "C"]]
        )
        #expect(try after(#"{"op":"remove","path":"members"}"#) == nil)
    }
}
