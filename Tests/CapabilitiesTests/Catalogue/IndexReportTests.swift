import Database
import Matching
import TestSupport
import Testing

@testable import Capabilities

struct IndexReportTests {
    @Test("The report of an index names a value that too many share, and one that has it", arguments: Engine.available)
    func shared(engine: Engine) async throws {
        try await CatalogueDesk.on(engine) { desk in
            let rows = (1...300).map { "c\($0),Quill\($0) Works \($0),www.quillhouse.com,+1 512 555 0199" }
            try await desk.load("source_id,name,website,phone\n" + rows.joined(separator: "\n"))
            let catalogue = OpenCatalogue(folder: desk.folder + "/index", database: desk.database)
            try await catalogue.refresh()
            let report = try await IndexReport(of: catalogue.current().index, most: 10, in: desk.database)

            #expect((report.companies, report.people) == (300, 0))
            // The website counts once as such and once as a name.
            #expect(report.sharedCount == 3)
            let phone = try #require(report.shared.first { $0.key.kind == .phone })
            #expect(phone.key.count == 300 && phone.values == ["+1 512 555 0199"])
            #expect(phone.example.hasPrefix("Quill"))
            let domain = try #require(report.shared.first { $0.key.kind == .domain })
            #expect(domain.values == ["www.quillhouse.com"])
        }
    }
}
