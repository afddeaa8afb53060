import Testing

@testable import Matching

struct TrainingTests {
    @Test(
        "X-22 · records whose phones are all stale teach that another phone tells little, with right answers and without"
    )
    func stalePhones() async throws {
        let entries = SmallCatalogue.companies(120)
        let catalogue = try await SmallCatalogue(
            entries.map { entry in
                var entry = entry
                entry.sourceID = "S\(entry.number)"
                return entry
            }
        )
        for knowsTruth in [false, true] {
            var matcher = CompanyMatcher(catalogue.index)
            var training = Training()
            for entry in entries {
                let question = SmallCatalogue.question([
                    .name: entry.name, .website: entry.websites[0], .phone: "+44 20 7946 0\(100 + entry.number)",
                ])
                let truth = knowsTruth ? Array("S\(entry.number)".utf8) : nil
                matcher.teach(question, truth: truth, &training)
            }
            let (old, new) = (CompanyWeights(), training.weights(from: CompanyWeights()))
            #expect(new.phoneDifferent > old.phoneDifferent && new.phoneSame < old.phoneSame)
            #expect(new.domainSame >= old.domainSame)
            #expect(new.tickerDifferent == old.tickerDifferent, "What no record had teaches nothing.")
        }
    }
}
