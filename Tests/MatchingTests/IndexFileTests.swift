import Glibc
import Testing

@testable import Matching

struct IndexFileTests {
    @Test("What too many companies share leads to none by itself, and is told with how many have it")
    func hotKeys() async throws {
        var companies = SmallCatalogue.companies(360)
        for index in companies.indices where index < 320 {
            companies[index].phones = ["+1 512 555 0000"]
            if index < 280 { companies[index].websites = ["www.holding.example"] }
        }
        let catalogue = try await SmallCatalogue(companies, streams: 3)

        let hot = catalogue.index.hotKeys(most: 10)
        // What a website begins with counts as a name, too.
        #expect(hot.map(\.count) == [320, 280, 280])
        #expect(hot.first?.kind == .phone && Set(hot.dropFirst().map(\.kind)) == [.domain, .name])
        #expect(hot.allSatisfy { companies[Int($0.example) - 1].phones == ["+1 512 555 0000"] && !$0.isOfPeople })
        #expect(catalogue.index.hotKeyCount == 3)
        #expect(catalogue.index.hotKeys(most: 1).count == 1)

        var matcher = CompanyMatcher(catalogue.index)
        let answer = matcher.match(SmallCatalogue.question([.phone: "+1 512 555 0000"]))
        #expect(answer.answer == .none(.noCandidate))
    }

    @Test("An index file that was cut short or garbled is refused when it is opened")
    func damage() async throws {
        let catalogue = try await SmallCatalogue(SmallCatalogue.companies(50))
        let path = catalogue.folder + "/layer-1.companies"
        let whole = try bytes(of: path)
        for length in [0, 1, 79, 127, 128, whole.count / 2, whole.count - 1] {
            try write(Array(whole[..<length]), to: path)
            #expect(throws: IndexError.self, "cut to \(length)") { try CatalogueIndex.open(catalogue.folder) }
        }
        // Any count or place of the head that says too much.
        for field in 1..<12 {
            var garbled = whole
            for byte in field * 8..<field * 8 + 7 { garbled[byte] = 0xF7 }
            try write(garbled, to: path)
            #expect(throws: IndexError.self, "field \(field)") { try CatalogueIndex.open(catalogue.folder) }
        }
        try write(whole, to: path)
        #expect(try CatalogueIndex.open(catalogue.folder).companyCount == 50)
    }

    private func bytes(of path: String) throws -> [UInt8] {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 22)
        let count = fread(&bytes, 1, bytes.count, file)
        return Array(bytes[..<count])
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        let file = try #require(fopen(path, "w"))
        defer { fclose(file) }
        #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    }
}
