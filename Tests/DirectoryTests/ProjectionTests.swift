import Directory
import Testing

@Suite("U-01 projections") struct ProjectionTests {
    static let whole = #"""
        {"schemas":["s"],"id":"1","userName":"a","name":{"givenName":"A","familyName":"L"},
        "emails":[{"value":"x","type":"work"}],"meta":{"version":"v","created":"c"},
        "urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"role":"user","creditLimit":1}}
        """#

    @Test(
        "Only what is asked for, and always the id and the schemas",
        arguments: [
            (["userName"], [], #"{"schemas":["s"],"id":"1","userName":"a"}"#),
            (["foo"], [], #"{"schemas":["s"],"id":"1"}"#),
            (
                ["NAME.givenname", "emails.value"], [],
                #"{"schemas":["s"],"id":"1","name":{"givenName":"A"},"emails":[{"value":"x"}]}"#
            ),
            (["meta.version"], [], #"{"schemas":["s"],"id":"1","meta":{"version":"v"}}"#),
            (
                ["urn:ietf:params:scim:schemas:extension:loam:2.0:User:role"], [],
                #"{"schemas":["s"],"id":"1","urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"role":"user"}}"#
            ),
            (
                ["urn:ietf:params:scim:schemas:extension:loam:2.0:User"], [],
                #"{"schemas":["s"],"id":"1","urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"role":"user","creditLimit":1}}"#
            ),
            (
                [],
                [
                    "id", "schemas", "name", "emails.type", "meta",
                    "urn:ietf:params:scim:schemas:extension:loam:2.0:User",
                ],
                #"{"schemas":["s"],"id":"1","userName":"a","emails":[{"value":"x"}]}"#
            ),
        ] as [([String], [String], String)]
    )
    func projection(wanted: [String], excluded: [String], json: String) throws {
        let projection = try Projection(attributes: wanted, excluded: excluded)
        let kept = projection.apply(to: try object(ProjectionTests.whole), of: people)
        #expect(AttributeValue.complex(kept) == .complex(try object(json)))
    }

    @Test("Both at once is refused")
    func both() {
        #expect(fault { _ = try Projection(attributes: ["a"], excluded: ["b"]) } == .invalidValue)
    }

    @Test("Members are read only where they are wanted")
    func includes() throws {
        let group = ResourceType.group
        #expect(Projection.all.includes("members", of: group))
        #expect(try !Projection(attributes: [], excluded: ["members"]).includes("members", of: group))
        #expect(try !Projection(attributes: ["id"], excluded: []).includes("members", of: group))
        #expect(try Projection(attributes: ["members.value"], excluded: []).includes("members", of: group))
    }
}
