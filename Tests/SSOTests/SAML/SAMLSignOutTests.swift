import Crypto
import HTTP
import Telemetry
import Testing

@testable import SSO

/// A sign-out that begins at the provider: only what it signed for us, now and for the first time, ends anything.
@Suite struct SAMLSignOutTests {
    /// A request to sign out in the making, each part of which a test can change.
    struct RequestText: Sendable {
        var root = "LogoutRequest"
        var id = "_o1"
        var version = "2.0"
        var issued = "2026-03-08T05:00:00Z"
        var destination: String? = "https://loam.example/sso/sign-out"
        var notOnOrAfter: String?
        var issuer = "<saml:Issuer>https://id.example/saml</saml:Issuer>"
        var name = "<saml:NameID>ada@example.com</saml:NameID>"
        var sessions = ["_s1"]
        var extensions = ""
        var documentType = ""

        func text(_ manner: SigningProvider.Manner? = nil) -> String {
            let destination = destination.map { " Destination=\"\($0)\"" } ?? ""
            let end = notOnOrAfter.map { " NotOnOrAfter=\"\($0)\"" } ?? ""
            return """
                \(documentType)<samlp:\(root) xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
                xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="\(id)" Version="\(version)" \
                IssueInstant="\(issued)"\(destination)\(end)>\(issuer)\
                \(manner.map { SigningProvider.template($0) } ?? "")\(extensions)\(name)\
                \(sessions.map { "<samlp:SessionIndex>\($0)</samlp:SessionIndex>" }.joined())</samlp:\(root)>
                """
        }
    }

    private static func reader(_ own: SigningProvider, now: Timestamp = ResponseText.now) throws -> SAMLSignOutReader {
        SAMLSignOutReader(
            from: try SAMLProvider(
                entityID: "https://id.example/saml",
                signOn: "https://id.example/sso",
                logout: "https://id.example/slo",
                certificates: own.certificate.pem,
                wantsSignedRequests: false
            ),
            to: service(own).signOut,
            at: now
        )
    }

    private static func service(_ own: SigningProvider) -> ServiceProvider {
        ServiceProvider(
            entityID: "https://loam.example/sso/metadata",
            consumer: "https://loam.example/sso/saml",
            signOut: "https://loam.example/sso/sign-out",
            key: own.key,
            certificate: own.certificate
        )
    }

    /// As a browser is sent with it: signed over exactly the text that is sent.
    private static func query(
        _ request: RequestText,
        relay: String? = "r 1",
        by key: RSAPrivateKey
    ) throws -> String {
        var query: Query = ["SAMLRequest": Base64.encode(RawDeflate.pack(Array(request.text().utf8)))]
        query["RelayState"] = relay
        query["SigAlg"] = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
        query["Signature"] = Base64.encode(try key.sign(Array(query.encoded.utf8)))
        return query.encoded
    }

    private static func form(_ text: String) -> String { Base64.encode(Array(text.utf8)) }

    private static let manner = SigningProvider.Manner(uris: ["#_o1"])

    @Test("U-06: what the provider signed names whom to sign out, by redirect and by form")
    func good() async throws {
        let own = try await SigningProvider.ours.value
        let expected = SAMLSignOut(
            id: "_o1",
            name: "ada@example.com",
            sessions: ["_s1"],
            forgetAfter: ResponseText.now + .minutes(6)
        )
        #expect(try Self.reader(own).request(query: Self.query(RequestText(), by: own.key)) == expected)
        #expect(try Self.reader(own).request(query: Self.query(RequestText(), relay: nil, by: own.key)) == expected)
        let signed = try own.sign(RequestText().text(Self.manner))
        #expect(try Self.reader(own).request(form: Self.form(signed)) == expected)
        var all = RequestText()
        all.sessions = []
        #expect(try Self.reader(own).request(query: Self.query(all, by: own.key)).sessions.isEmpty)
    }

    struct Wrong: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let fault: SignOnFault
        let change: @Sendable (inout RequestText) -> Void

        init(_ words: String, _ fault: SignOnFault, _ change: @escaping @Sendable (inout RequestText) -> Void) {
            testDescription = words
            self.fault = fault
            self.change = change
        }
    }

    static let wrongs: [Wrong] = [
        Wrong("another issuer", .wrongIssuer("https://evil.example")) {
            $0.issuer = "<saml:Issuer>https://evil.example</saml:Issuer>"
        },
        Wrong("no issuer", .wrongIssuer("")) { $0.issuer = "" },
        Wrong("another destination", .wrongDestination) { $0.destination = "https://loam.example/sso/saml" },
        Wrong("no destination", .wrongDestination) { $0.destination = nil },
        Wrong("another version", .unreadableResponse) { $0.version = "1.1" },
        Wrong("issued in the future", .notYetValid(from: Timestamp(seconds: 1_772_946_061))) {
            $0.issued = "2026-03-08T05:01:01Z"
        },
        Wrong("too old", .expired(at: Timestamp(seconds: 1_772_945_940))) { $0.issued = "2026-03-08T04:54:00Z" },
        Wrong("expired by its own word", .expired(at: Timestamp(seconds: 1_772_945_940))) {
            $0.notOnOrAfter = "2026-03-08T04:59:00Z"
        },
        Wrong("an end without zone", .noTime("NotOnOrAfter")) { $0.notOnOrAfter = "2026-03-08T05:05:00" },
        Wrong("issued at no time", .noTime("IssueInstant")) { $0.issued = "today" },
        Wrong("nobody", .noSubject) { $0.name = "" },
        Wrong("two people", .noSubject) { $0.name += $0.name },
        Wrong("no ID", .unreadableResponse) { $0.id = "" },
    ]

    @Test("U-06: a signed request with one thing wrong is refused for that reason", arguments: wrongs)
    func wrong(_ wrong: Wrong) async throws {
        let own = try await SigningProvider.ours.value
        var request = RequestText()
        wrong.change(&request)
        #expect(throws: wrong.fault) { try Self.reader(own).request(query: Self.query(request, by: own.key)) }
        // Without an ID nothing can be signed by reference.
        guard !request.id.isEmpty else { return }
        let signed = try own.sign(request.text(Self.manner))
        #expect(throws: wrong.fault) { try Self.reader(own).request(form: Self.form(signed)) }
    }

    @Test("U-06: another message that the provider signed is no request to sign out")
    func confusion() async throws {
        let own = try await SigningProvider.ours.value
        var other = RequestText()
        other.root = "LogoutResponse"
        #expect(throws: SignOnFault.unreadableResponse) {
            try Self.reader(own).request(query: Self.query(other, by: own.key))
        }
        let response = try ResponseText(signing: .response).signed(by: own)
        #expect(throws: SignOnFault.unreadableResponse) { try Self.reader(own).request(form: Self.form(response)) }
    }

    struct Tampered: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let fault: SignOnFault
        let change: @Sendable (String) -> String

        init(_ words: String, _ fault: SignOnFault, _ change: @escaping @Sendable (String) -> String) {
            testDescription = words
            self.fault = fault
            self.change = change
        }
    }

    private static func without(_ name: String, _ query: String) -> String {
        query.split(separator: "&").filter { !$0.hasPrefix(name + "=") }.joined(separator: "&")
    }

    static let changes: [Tampered] = [
        Tampered("no signature", .notSigned) { without("Signature", $0) },
        Tampered("no algorithm", .notSigned) { without("SigAlg", $0) },
        Tampered("neither", .notSigned) { without("SigAlg", without("Signature", $0)) },
        Tampered("another relay state", .wrongSignature) {
            $0.replacing("r%201", with: "r2").replacing("r+1", with: "r2")
        },
        Tampered("no relay state", .wrongSignature) { without("RelayState", $0) },
        Tampered("a second request", .unreadableResponse) { $0 + "&SAMLRequest=x" },
        Tampered("a second algorithm", .unreadableResponse) { $0 + "&SigAlg=x" },
        Tampered("SHA-1", .notTheSigned) {
            $0.replacing("2001%2F04%2Fxmldsig-more%23rsa-sha256", with: "2000%2F09%2Fxmldsig%23rsa-sha1")
        },
        Tampered("a shared secret", .notTheSigned) { $0.replacing("rsa-sha256", with: "hmac-sha256") },
        Tampered("the signature of nothing", .wrongSignature) { without("Signature", $0) + "&Signature=AAAA" },
    ]

    @Test("U-06: a request by redirect that was changed on its way is refused", arguments: changes)
    func changed(_ tampered: Tampered) async throws {
        let own = try await SigningProvider.ours.value
        let text = tampered.change(try Self.query(RequestText(), by: own.key))
        #expect(throws: tampered.fault) { try Self.reader(own).request(query: text) }
    }

    @Test("U-06: only the provider's own key signs people out")
    func otherKey() async throws {
        let own = try await SigningProvider.ours.value
        let other = try await SigningProvider.other.value
        #expect(throws: SignOnFault.wrongSignature) {
            try Self.reader(own).request(query: Self.query(RequestText(), by: other.key))
        }
        let signed = try other.sign(RequestText().text(Self.manner))
        #expect(throws: SignOnFault.wrongSignature) { try Self.reader(own).request(form: Self.form(signed)) }
        #expect(throws: SignOnFault.notSigned) { try Self.reader(own).request(form: Self.form(RequestText().text())) }
    }

    @Test(
        "U-06: a forged request around a signed one is refused",
        arguments: ["extensions", "object", "moved", "twice"]
    )
    func wrapped(form: String) async throws {
        let own = try await SigningProvider.ours.value
        let signed = try own.sign(RequestText().text(Self.manner))
        let whole = signed.split(separator: "\n", maxSplits: 1).last.map(String.init) ?? signed
        let signature = try WrappingTests.Pieces.element("ds:Signature", in: whole)
        var forged = RequestText()
        forged.id = "_e1"
        forged.name = "<saml:NameID>eve@example.com</saml:NameID>"
        let bare = whole.replacing(signature, with: "")
        switch form {
        case "extensions": forged.extensions = "<samlp:Extensions>\(whole)</samlp:Extensions>"
        case "object":
            forged.extensions = signature.replacing(
                "</ds:Signature>",
                with: "<ds:Object>\(bare)</ds:Object></ds:Signature>"
            )
        case "moved": forged.extensions = signature + "<samlp:Extensions>\(bare)</samlp:Extensions>"
        default:
            forged.id = "_o1"
            forged.extensions = signature + "<samlp:Extensions>\(bare)</samlp:Extensions>"
        }
        let fault = #expect(throws: SignOnFault.self) {
            try Self.reader(own).request(form: Self.form(forged.text()))
        }
        #expect([.notTheSigned, .repeatedID].contains(fault), "\(String(describing: fault))")
    }

    @Test("U-06: what cannot be read is refused", arguments: ["", "x", "PGE+", "<a/>"])
    func unreadable(text: String) async throws {
        let own = try await SigningProvider.ours.value
        #expect(throws: SignOnFault.unreadableResponse) { try Self.reader(own).request(form: text) }
        #expect(throws: SignOnFault.self) { try Self.reader(own).request(query: text) }
    }

    @Test("U-06: a message that grows without end is not unpacked")
    func bomb() {
        let packed = RawDeflate.pack([UInt8](repeating: 0x41, count: 4 << 20))
        #expect(RawDeflate.unpack(packed, upTo: SAMLResponse.sizeLimit) == nil)
        #expect(RawDeflate.unpack(RawDeflate.pack([1, 2, 3]), upTo: 3) == [1, 2, 3])
        #expect(RawDeflate.unpack(packed + [0], upTo: 8 << 20) == nil)
    }

    @Test("U-06: the answer names the request, carries its relay state, and is signed")
    func answer() async throws {
        let own = try await SigningProvider.ours.value
        let reader = try Self.reader(own)
        let request = try reader.request(query: Self.query(RequestText(), by: own.key))
        let address = try #require(
            try SAMLRequest.answer(
                to: request,
                relay: "r 1",
                to: reader.provider,
                from: Self.service(own),
                at: ResponseText.now
            )
        )
        let query = try #require(Query(parsing: address.split(separator: "?", maxSplits: 1)[1]))
        let packed = try #require(query["SAMLResponse"].flatMap { Base64.decode($0) })
        let response = try XMLDocument(parsing: unpack(packed)).root
        #expect(response.has(SAMLNames.protocol, "LogoutResponse") && response.attributes["InResponseTo"] == "_o1")
        #expect(response.attributes["Destination"] == "https://id.example/slo")
        #expect(query["RelayState"] == "r 1")
        let start = try #require(address.firstRange(of: "SAMLResponse=")).lowerBound
        let end = try #require(address.firstRange(of: "&Signature=")).lowerBound
        let signature = try #require(query["Signature"].flatMap { Base64.decode($0) })
        #expect(try own.key.publicKey.verify(signature, of: Array(address[start..<end].utf8)))
    }
}
