import Crypto
import Testing

@Suite struct SecretTests {
    @Test("A secret does not show itself, however it is printed")
    func printing() {
        struct Holder { let name = "smtp", password = Secret("correct horse") }
        let secret = Secret("correct horse")
        var dumped = ""
        dump(secret, to: &dumped)
        dump(Holder(), to: &dumped)
        let printed = [
            "\(secret)", String(describing: secret), String(reflecting: secret), "\([secret])", "\(Holder())",
            String(reflecting: Holder()), "\(Optional(secret) as Any)", dumped,
        ]
        for text in printed {
            #expect(!text.contains("horse"))
        }
        #expect("\(secret)" == "‹secret›")
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test("A secret is given where it is asked for")
    func revealing() {
        #expect(Secret("a").reveal() == "a")
        #expect(Secret([104, 105]).reveal() == "hi")
        #expect(Secret("a") == Secret("a"))
        #expect(Secret("a") != Secret("b"))
        #expect(Secret("").isEmpty)
    }

    @Test("A secret cannot be written as JSON")
    func encoding() {
        #expect(!(Secret("a") as Any is any Encodable))
    }
}
