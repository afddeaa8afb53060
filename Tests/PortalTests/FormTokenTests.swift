import Crypto
import Testing

@testable import Portal

@Suite struct FormTokenTests {
    @Test("A token is good for the browser that it was made for, and only for that")
    func validity() {
        let secret = Secret("one"), other = Secret("two")
        let token = FormToken.make(for: secret)
        #expect(FormToken.isValid(token, for: secret))
        #expect(!FormToken.isValid(token, for: other))
        for wrong in ["", "x", String(token.dropLast()), String(token.reversed()), token + "A"] {
            #expect(!FormToken.isValid(wrong, for: secret))
        }
    }

    @Test("Two tokens for one browser have nothing in common")
    func masking() {
        let secret = Secret("one")
        #expect(FormToken.make(for: secret) != FormToken.make(for: secret))
    }
}
