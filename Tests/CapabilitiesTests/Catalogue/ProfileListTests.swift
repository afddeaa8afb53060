import Database
import Store
import Telemetry
import TestSupport
import Testing

@testable import Capabilities

struct ProfileListTests {
    @Test(
        "F-01 · companies are put on a list once, shown in pages, taken off, and the list deleted",
        arguments: Engine.available
    )
    func lists(engine: Engine) async throws {
        try await Office.on(engine) { office in
            try await office.addCompanies(5)
            let lists = office.capabilities.lists
            let made = try await lists.add([1, 2, 99], of: .companies, to: .new(" Looms  of Berlin "), by: office.ada)
            #expect(made.list.name == "Looms of Berlin" && made.added == 2, "what is not there is left out")
            let id = made.list.id
            #expect(try await lists.add([2, 3, 4], of: .companies, to: .list(id), by: office.ada).added == 2)
            #expect(try await lists.find(id, by: office.ada).count == 4)
            var names: [String] = []
            var after: Int64? = 0
            while let place = after {
                let page = try await lists.companies(on: id, after: place, limit: 3, by: office.ada)
                names += page.lines.map(\.name)
                after = page.next
            }
            #expect(names == ["Company 1", "Company 2", "Company 3", "Company 4"])
            #expect(try await lists.remove([1, 4, 5], from: id, by: office.ada) == 2)
            #expect(try await lists.companies(on: id, by: office.ada).lines.map(\.number) == [2, 3])
            try await lists.delete(id, by: office.ada)
            #expect(try await lists.all(by: office.ada).isEmpty)
            #expect(await refusal { _ = try await lists.find(id, by: office.ada) } == "list.unknown")
        }
    }

    @Test(
        "F-01 · a list of one name there is once, of one kind, and something is chosen for it",
        arguments: Engine.available
    )
    func refusals(engine: Engine) async throws {
        try await Office.on(engine) { office in
            try await office.addCompanies(1)
            let lists = office.capabilities.lists
            let id = try await lists.add([1], of: .companies, to: .new("A"), by: office.ada).list.id
            func add(_ numbers: [Int64], _ kind: CatalogueKind, _ target: ProfileLists.Target) async -> String? {
                await refusal { _ = try await lists.add(numbers, of: kind, to: target, by: office.ada) }
            }
            #expect(await add([1], .companies, .new("A")) == "form.invalid")
            #expect(await add([1], .companies, .new(" ")) == "form.invalid")
            #expect(await add([], .companies, .list(id)) == "list.nothing-chosen")
            #expect(await add([1], .people, .list(id)) == "list.other-kind")
            #expect(await add([1], .people, .new("A")) == nil, "a list of people may be called the same")
            #expect(await add([1], .companies, .list(.make(at: office.clock.now))) == "list.unknown")
        }
    }

    @Test("F-01 · a search is saved by a name, which there is once, and deleted", arguments: Engine.available)
    func searches(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let searches = office.capabilities.savedSearches
            try await searches.save("q=loom&country=DE", of: .companies, as: "Looms", by: office.ada)
            try await searches.save("q=ada", of: .people, as: "Looms", by: office.ada)
            let again = await refusal { try await searches.save("q=x", of: .companies, as: "Looms", by: office.ada) }
            #expect(again == "form.invalid")
            let saved = try await searches.list(.companies, by: office.ada)
            #expect(saved.map(\.query) == ["q=loom&country=DE"])
            let id = try #require(saved.first).id
            try await searches.delete(id, by: office.ada)
            #expect(try await searches.list(.companies, by: office.ada).isEmpty)
            #expect(try await searches.list(.people, by: office.ada).count == 1)
            #expect(await refusal { try await searches.delete(id, by: office.ada) } == "search.unknown")
        }
    }

    @Test("F-01 · a member keeps lists and searches, an auditor looks at them only")
    func roles() async throws {
        try await Office.on { office in
            try await office.addCompanies(1)
            let member = try await office.hire("ben@example.org").caller
            let auditor = try await office.hire("cleo@example.org", "Cleo", role: .auditor).caller
            let (lists, searches) = (office.capabilities.lists, office.capabilities.savedSearches)
            let id = try await lists.add([1], of: .companies, to: .new("A"), by: member).list.id
            try await searches.save("", of: .companies, as: "All", by: member)
            #expect(try await lists.companies(on: id, by: auditor).lines.count == 1)
            #expect(try await searches.list(.companies, by: auditor).count == 1)
            let search = try await searches.list(.companies, by: auditor)[0].id
            let refusals = [
                await refusal { _ = try await lists.add([1], of: .companies, to: .new("B"), by: auditor) },
                await refusal { _ = try await lists.remove([1], from: id, by: auditor) },
                await refusal { try await lists.delete(id, by: auditor) },
                await refusal { try await searches.save("", of: .companies, as: "B", by: auditor) },
                await refusal { try await searches.delete(search, by: auditor) },
            ]
            #expect(refusals == Array(repeating: "role.not-allowed", count: 5))
        }
    }
}

extension Office {
    /// Companies 1 to so many, in the catalogue.
    fileprivate func addCompanies(_ count: Int64) async throws {
        try await database.write { db in
            for number in 1...count {
                try db.run(
                    """
                    INSERT INTO companies (number, source, source_id, digest, as_of, changed, name)
                    VALUES (\(number), 1, \("S\(number)"), 0, 0, 1, \("Company \(number)"))
                    """
                )
                try db.run(
                    """
                    INSERT INTO people (number, source, source_id, digest, as_of, changed, full_name)
                    VALUES (\(number), 1, \("P\(number)"), 0, 0, 1, \("Person \(number)"))
                    """
                )
            }
        }
    }
}
