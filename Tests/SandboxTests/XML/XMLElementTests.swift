import Testing

@testable import Sandbox

@Suite struct XMLElementTests {
    @Test(
        "X-04 · Elements are known by namespace and name, whatever prefix the sender chose",
        arguments: ["env", "se", "soapenv"]
    )
    func prefixes(prefix: String) throws {
        let text = """
            <?xml version="1.0"?><\(prefix):Envelope xmlns:\(prefix)="urn:soap"><\(prefix):Body a="1">
            <n1:login xmlns:n1="urn:partner"><n1:username>a &amp; <![CDATA[<b>]]></n1:username></n1:login>
            </\(prefix):Body></\(prefix):Envelope>
            """
        let root = try XMLElement(parsing: Array(text.utf8))
        #expect(root.name == "Envelope" && root.namespace == "urn:soap")
        let body = try #require(root["Body"])
        #expect(body.attributes == ["a": "1"])
        let login = try #require(body["login"])
        #expect(login.namespace == "urn:partner")
        #expect(login["username"]?.text == "a & <b>")
        #expect(login.all("username").count == 1 && login["password"] == nil)
    }

    @Test(
        "X-04 · What is not well-formed, or brings a document type, is refused",
        arguments: [
            "", "no xml", "<a>", "<a></b>", "<a/><b/>", "<a b=1/>", "<a/>\u{0}", "<a>&unknown;</a>",
            "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
        ]
    )
    func refused(text: String) {
        #expect(throws: XMLFault.self) { try XMLElement(parsing: Array(text.utf8)) }
    }

    @Test("X-04 · Elements nest only so deep")
    func depth() {
        let text = String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300)
        #expect(throws: XMLFault.self) { try XMLElement(parsing: Array(text.utf8)) }
    }

    @Test("X-04 · What is written comes back")
    func roundTrip() throws {
        let text = "1 < 2 & \"3\" > '2' \r\n é 🎈"
        var output = XMLText()
        output.element("a", " xmlns:xsi=\"urn:xsi\"") { output in
            output.element("b", text)
            output.element("c", nil)
            output.element("d", "\u{1}")
        }
        let root = try XMLElement(parsing: output.bytes)
        #expect(root["b"]?.text == text)
        #expect(root["c"]?.attributes == ["nil": "true"])
        #expect(root["d"]?.text == "\u{FFFD}")
    }
}
