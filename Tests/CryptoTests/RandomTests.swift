@testable import Crypto
import Testing

@Suite struct RandomTests {
    @Test("Random bytes are of the length asked for and never the same")
    func bytes() {
        #expect(Random.bytes(0).isEmpty)
        #expect(Random.bytes(32).count == 32)
        #expect(Set((0..<100).map { _ in Random.bytes(16) }).count == 100)
    }

    @Test("A token can stand in a URL and holds its bytes")
    func token() {
        let token = Random.token()
        #expect(token.count == 43)
        #expect(Base64.decode(token, .url)?.count == 32)
    }
}

@Suite struct UUIDv7Tests {
    @Test("An identifier has the form of RFC 9562 and begins with its millisecond")
    func form() throws {
        // The example of the RFC's appendix: 2022-02-22T19:22:22Z.
        let text = UUIDv7.text(
            of: UUIDv7.tick(1_645_557_742_000_000),
            random: [0xFF] + [UInt8](repeating: 0xAB, count: 7)
        )
        #expect(text == "017f22e2-79b0-7000-bfab-abababababab")
        let made = UUIDv7.make(at: 1_645_557_742_000_000)
        #expect(made.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
    }

    @Test("Identifiers sort as they were made, within a microsecond, and when the clock is set back")
    func order() {
        let clock = UUIDv7.Clock()
        let moments: [Int64] = (0..<2000).map { 1_700_000_000_000_000 + $0 / 3 } + [1_600_000_000_000_000, 0, -5]
        let made = moments.map { UUIDv7.text(of: clock.next($0), random: Random.bytes(8)) }
        #expect(made == made.sorted())
        #expect(Set(made).count == made.count)
    }

    @Test("Identifiers made on many tasks at once are all different")
    func concurrent() async {
        let made = await withTaskGroup { group in
            for _ in 0..<8 { group.addTask { (0..<500).map { _ in UUIDv7.make(at: 1_700_000_000_000_000) } } }
            return await group.reduce(into: Set<String>()) { $0.formUnion($1) }
        }
        #expect(made.count == 4000)
    }
}
