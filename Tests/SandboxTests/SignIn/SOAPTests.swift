import Crypto
import HTTP
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

@Suite struct SOAPTests {
    private func login(
        _ sandbox: SandboxFixture,
        password: String? = nil,
        prefix: String = "env",
        path: String = "/services/Soap/u/59.0"
    ) async throws -> SandboxReply {
        let password = password ?? sandbox.first.password.reveal() + sandbox.first.securityToken.reveal()
        let text = """
            <?xml version="1.0" encoding="utf-8" ?>
            <\(prefix):Envelope xmlns:xsd="http://www.w3.org/2001/XMLSchema"
                xmlns:\(prefix)="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:partner.soap.sforce.com">
            <\(prefix):Header><urn:CallOptions><urn:client>x</urn:client></urn:CallOptions></\(prefix):Header>
            <\(prefix):Body><n1:login xmlns:n1="urn:partner.soap.sforce.com">
            <n1:username>\(sandbox.first.username)</n1:username><n1:password>\(password)</n1:password>
            </n1:login></\(prefix):Body></\(prefix):Envelope>
            """
        return try await sandbox.send(.post, path, fields: [.contentType: "text/xml"], body: .text(text))
    }

    @Test(
        "X-04 · SOAP login gives a session and where to use it, whatever the prefixes",
        arguments: ["env", "se", "soapenv"]
    )
    func login(prefix: String) async throws {
        let sandbox = try await SandboxFixture()
        let answer = try await login(sandbox, prefix: prefix)
        #expect(answer.status == 200)
        #expect(answer.response.fields[.contentType] == "text/xml; charset=UTF-8")
        // As clients find them: by exact tags, without prefix or attributes.
        for tag in ["sessionId", "serverUrl", "userId", "organizationId", "sessionSecondsValid", "metadataServerUrl"] {
            #expect(answer.text.contains("<\(tag)>"), "\(tag)")
        }
        let envelope = try XMLElement(parsing: Array(answer.text.utf8))
        let result = try #require(envelope["Body"]?["loginResponse"]?["result"])
        let organization = sandbox.server.signIn.organization
        #expect(
            result["serverUrl"]?.text
                == "https://\(SandboxFixture.host)/services/Soap/u/59.0/\(organization.shortID)"
        )
        #expect(result["userInfo"]?["userName"]?.text == sandbox.first.username)
        let session = try #require(result["sessionId"]?.text)
        let bearer: Fields = [.authorization: "OAuth " + session]
        #expect(try await sandbox.send(.get, "/services/oauth2/userinfo", fields: bearer).status == 200)
    }

    @Test("X-04 · A failed login is a fault with status 500, a code of Salesforce's and its sentence")
    func refused() async throws {
        let sandbox = try await SandboxFixture()
        let wrong = try await login(sandbox, password: "wrong")
        #expect(wrong.status == 500)
        #expect(wrong.text.contains("<faultcode>sf:INVALID_LOGIN</faultcode>"))
        #expect(wrong.text.contains("<sf:exceptionCode>INVALID_LOGIN</sf:exceptionCode>"))
        let noToken = try await login(sandbox, password: sandbox.first.password.reveal())
        #expect(noToken.text.contains("LOGIN_MUST_USE_SECURITY_TOKEN"))
    }

    @Test(
        "X-04 · Versions without SOAP login say so",
        arguments: ["/services/Soap/u/65.0", "/services/Soap/u/30.0", "/services/Soap/u/x"]
    )
    func versions(path: String) async throws {
        let sandbox = try await SandboxFixture()
        let answer = try await login(sandbox, path: path)
        #expect(answer.status == 500 && answer.text.contains("sf:UNSUPPORTED_API_VERSION"))
    }

    @Test("X-04 · What is no call is refused as an envelope is", arguments: ["", "<a/>", "<!DOCTYPE a><a/>"])
    func broken(text: String) async throws {
        let sandbox = try await SandboxFixture()
        let answer = try await sandbox.send(.post, "/services/Soap/u/59.0", body: .text(text))
        #expect(answer.status == 500 && answer.text.contains("<faultcode>soapenv:Client</faultcode>"))
    }

    @Test("X-04 · Logout ends the session that it names, at the address that login gave")
    func logout() async throws {
        let sandbox = try await SandboxFixture()
        let token = try await sandbox.accessToken()
        let text = """
            <se:Envelope xmlns:se="http://schemas.xmlsoap.org/soap/envelope/">
            <se:Header><SessionHeader xmlns="urn:partner.soap.sforce.com"><sessionId>\(token)</sessionId></SessionHeader>
            </se:Header><se:Body><logout xmlns="urn:partner.soap.sforce.com"/></se:Body></se:Envelope>
            """
        let path = "/services/Soap/u/59.0/" + sandbox.server.signIn.organization.shortID
        let answer = try await sandbox.send(.post, path, body: .text(text))
        #expect(answer.status == 200 && answer.text.contains("<logoutResponse>"))
        let again = try await sandbox.send(.post, path, body: .text(text))
        #expect(again.status == 500 && again.text.contains("INVALID_SESSION_ID"))
    }
}
