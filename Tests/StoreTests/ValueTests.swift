import Crypto
import Store
import Telemetry
import Testing

@Suite struct ValueTests {
    @Test("An identifier is read only in its own form")
    func identifiers() {
        let id = ID<User>.make(at: Timestamp(seconds: 1_772_946_000))
        #expect(ID<User>(parsing: id.rawValue) == id)
        for text in ["", "1", id.rawValue.uppercased() + "x", String(id.rawValue.dropLast()), "../../etc/passwd"] {
            #expect(ID<User>(parsing: text) == nil)
        }
    }

    @Test("A token names its organisation and is known by its hash")
    func tokens() throws {
        let organisation = ID<Organisation>.make(at: Timestamp(seconds: 1_772_946_000))
        let token = Token(for: organisation)
        let read = try #require(Token(parsing: token.text.reveal()))
        #expect(token.text.reveal().count == 64)
        #expect(read.organisation == organisation)
        #expect(read.hash == token.hash)
        #expect(token.hash == Digest.sha256(token.text.reveal()))
        #expect(!"\(token)".contains(token.text.reveal()))
        for text in [
            "", "x", String(token.text.reveal().dropLast()), token.text.reveal() + "A", "\(token.text.reveal())=",
        ] {
            #expect(Token(parsing: text) == nil)
        }
    }

    @Test(
        "An address is compared without regard to case and to spaces around it",
        arguments: [
            ("Ada@Example.org", "ada@example.org"), ("  ada@example.org\n", "ada@example.org"),
            ("a.b+c@sub.example.org", "a.b+c@sub.example.org"),
            ("ada@XN--BCHER-KVA.example", "ada@xn--bcher-kva.example"),
            ("root@localhost", "root@localhost"),
        ]
    )
    func addresses(written: String, kept: String) {
        #expect(EmailAddress(rawValue: written)?.rawValue == kept)
    }

    @Test(
        "What can be no address is refused",
        arguments: [
            "", "ada", "@example.org", "ada@", "ada@example..org", "ada@-example.org", "a b@example.org",
            "ada@exam ple.org", "ada@example.org\r\nBcc: eve@example.org", "<ada@example.org>", "äda@example.org",
            "ada@bücher.example", "ada@\u{212A}elvin.example",
            ".ada@example.org",
            "ada..b@example.org", "ada@b@example.org", "ada@example.org,eve@example.org", "\u{0}a@example.org",
            String(repeating: "a", count: 65) + "@example.org", "a@" + String(repeating: "b.", count: 130) + "org",
        ]
    )
    func notAddresses(text: String) {
        #expect(EmailAddress(rawValue: text) == nil)
    }

    @Test("A role hands out no more than it has")
    func roles() {
        for role in Role.allCases { #expect(Role.admin.covers(role) && role.covers(role)) }
        #expect(!Role.member.covers(.admin) && !Role.member.covers(.auditor))
        #expect(!Role.auditor.covers(.admin) && !Role.auditor.covers(.member))
    }
}
