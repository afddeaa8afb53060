import Testing

@testable import Sandbox

struct RecordIDTests {
    @Test(
        "X-04 · an id of 15 characters gets the three that make it safe",
        arguments: [
            ("001D000000IqhSL", "001D000000IqhSLIAZ"), ("003D000000QOMqg", "003D000000QOMqgIAH"),
            ("0015g00000Xgxd8", "0015g00000Xgxd8AAB"),
        ]
    )
    func checksum(short: String, long: String) {
        #expect(RecordID.canonical(short) == long)
        #expect(RecordID.canonical(long) == long)
    }

    @Test(
        "X-04 · what is no id is none",
        arguments: ["", "001", "001D000000Iqh-L", "001D000000IqhSLIA", "001D000000IqhSLIAZ1"]
    )
    func refused(text: String) {
        #expect(RecordID.canonical(text) == nil)
        #expect(!RecordID.isID(text))
    }

    @Test("X-04 · ids follow each other in the order of their numbers")
    func order() {
        let numbers: [Int64] = [0, 1, 9, 10, 35, 36, 61, 62, 3843, 3844, 238_328, 13_537_086_546_263_551]
        let ids = numbers.map { RecordID.make(prefix: "001", number: $0) }
        #expect(ids == ids.sorted { Array($0.utf8.prefix(15)).lexicographicallyPrecedes(Array($1.utf8.prefix(15))) })
        #expect(ids.allSatisfy { RecordID.canonical($0) == $0 })
    }
}
