import Crypto
import Testing

@testable import SSO

/// The eight classic ways to put a forged assertion beside a signed one (XML signature wrapping), and some more.
@Suite struct WrappingTests {
    /// A signed response taken apart, to be put together in another way.
    struct Pieces {
        let whole: String
        let signature: String
        let assertion: String

        init(_ text: String) throws {
            whole = text.split(separator: "\n", maxSplits: 1).last.map(String.init) ?? text
            signature = try Pieces.element("ds:Signature", in: whole)
            assertion = try Pieces.element("saml:Assertion", in: whole)
        }

        static func element(_ name: String, in text: String) throws -> String {
            let start = try #require(text.firstRange(of: "<\(name) "))
            let end = try #require(text.ranges(of: "</\(name)>").last)
            return String(text[start.lowerBound..<end.upperBound])
        }

        /// The assertion without its signature.
        var bare: String { assertion.replacing(signature, with: "") }

        /// Another person's, under another ID.
        func forged(_ text: String) -> String {
            text.replacing("ada@example.com", with: "eve@example.com").replacing("ID=\"_a1\"", with: "ID=\"_e1\"")
                .replacing("ID=\"_r1\"", with: "ID=\"_e0\"")
        }

        func inside(_ text: String, _ more: String) -> String {
            text.replacing("</ds:Signature>", with: more + "</ds:Signature>")
        }
    }

    struct Form: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let signing: ResponseText.Signing
        /// Whether the library's plain call finds the signature right, so that the attack lives by what is read.
        let deceives: Bool
        let build: @Sendable (Pieces) -> String

        init(
            testDescription: String,
            signing: ResponseText.Signing,
            deceives: Bool = true,
            build: @escaping @Sendable (Pieces) -> String
        ) {
            self.testDescription = testDescription
            self.signing = signing
            self.deceives = deceives
            self.build = build
        }
    }

    private static func object(_ text: String) -> String { "<ds:Object>\(text)</ds:Object>" }
    private static func extensions(_ text: String) -> String { "<samlp:Extensions>\(text)</samlp:Extensions>" }

    static let forms: [Form] = [
        Form(
            testDescription: "1: the signed response inside the signature of a forged one",
            signing: .response,
            deceives: false
        ) { p in
            let original = p.whole.replacing(p.signature, with: "")
            return p.forged(original).replacing(
                "<samlp:Status>",
                with: p.inside(p.signature, object(original)) + "<samlp:Status>"
            )
        },
        Form(testDescription: "2: the signed response beside the signature in a forged one", signing: .response) { p in
            let original = p.whole.replacing(p.signature, with: "")
            return p.forged(original).replacing("<samlp:Status>", with: original + p.signature + "<samlp:Status>")
        },
        Form(testDescription: "3: a forged assertion before the signed one", signing: .assertion) { p in
            p.whole.replacing(p.assertion, with: p.forged(p.bare) + p.assertion)
        },
        Form(testDescription: "4: the signed assertion inside a forged one", signing: .assertion) { p in
            p.whole.replacing(
                p.assertion,
                with: p.forged(p.bare).replacing("</saml:Assertion>", with: p.assertion + "</saml:Assertion>")
            )
        },
        Form(testDescription: "5: the signature in a forged assertion, the signed one behind it", signing: .assertion) {
            p in
            p.whole.replacing(
                p.assertion,
                with: p.forged(p.bare).replacing("<saml:Subject>", with: p.signature + "<saml:Subject>") + p.bare
            )
        },
        Form(
            testDescription: "6: the signed assertion in the signature of a forged one",
            signing: .assertion,
            deceives: false
        ) { p in
            let signature = p.inside(p.signature, p.bare)
            return p.whole.replacing(
                p.assertion,
                with: p.forged(p.bare).replacing("<saml:Subject>", with: signature + "<saml:Subject>")
            )
        },
        Form(testDescription: "7: a forged assertion among the extensions", signing: .assertion) { p in
            p.whole.replacing("<samlp:Status>", with: extensions(p.forged(p.bare)) + "<samlp:Status>")
        },
        Form(
            testDescription: "8: the signed assertion in an object of a forged one's signature",
            signing: .assertion,
            deceives: false
        ) { p in
            let signature = p.inside(p.signature, object(p.bare))
            return p.whole.replacing(
                p.assertion,
                with: p.forged(p.bare).replacing("<saml:Subject>", with: signature + "<saml:Subject>")
            )
        },
        Form(
            testDescription: "a forged assertion with the signed one's ID before it",
            signing: .assertion,
            deceives: false
        ) { p in
            p.whole.replacing(p.assertion, with: p.forged(p.bare).replacing("_e1", with: "_a1") + p.assertion)
        },
        Form(
            testDescription: "a forged assertion with the signature, the signed one among the extensions",
            signing: .assertion
        ) { p in
            p.whole.replacing(
                p.assertion,
                with: p.forged(p.bare).replacing("<saml:Subject>", with: p.signature + "<saml:Subject>")
            )
            .replacing("<samlp:Status>", with: extensions(p.bare) + "<samlp:Status>")
        },
        Form(
            testDescription: "a forged assertion marked by xml:id as the signed one",
            signing: .assertion,
            deceives: false
        ) { p in
            p.whole.replacing(
                p.assertion,
                with: p.forged(p.bare).replacing("ID=\"_e1\"", with: "ID=\"_e1\" xml:id=\"_a1\"") + p.assertion
            )
        },
        Form(testDescription: "the signature moved from the assertion to the response", signing: .assertion) { p in
            p.whole.replacing(p.assertion, with: p.bare).replacing(
                "<samlp:Status>",
                with: p.signature + "<samlp:Status>"
            )
        },
        Form(testDescription: "a second signature that signs nothing of it", signing: .assertion, deceives: false) {
            p in
            p.whole.replacing("<samlp:Status>", with: extensions(p.signature) + "<samlp:Status>")
        },
    ]

    @Test("U-06: a forged assertion beside a signed one is refused", arguments: forms)
    func wrapped(_ form: Form) async throws {
        let provider = try await SigningProvider.ours.value
        let pieces = try Pieces(ResponseText(signing: form.signing).signed(by: provider))
        _ = try read(pieces.whole, trusting: [provider])
        let attack = form.build(pieces)
        try #require(attack != pieces.whole)
        if form.deceives { #expect(try provider.verifiesPlainly(attack)) }
        let refusals: [SignOnFault] = [.notOneAssertion, .notTheSigned, .repeatedID, .unreadableResponse]
        let fault = #expect(throws: SignOnFault.self) { try read(attack, trusting: [provider]) }
        #expect(fault.map { refusals.contains($0) } == true)
    }
}
