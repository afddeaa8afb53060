import Glibc
import Testing

@testable import Matching

/// A catalogue of a few made-up companies and people, in a folder that is gone with it.
final class SmallCatalogue {
    let folder: String
    let index: CatalogueIndex

    init(_ companies: [CompanyEntry], people: [PersonEntry] = [], streams: Int = 1) async throws {
        var template = Array("/tmp/loam-index-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw IndexError.unwritable }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let builder = try IndexBuilder(folder: folder)
        for part in 0..<streams {
            var stream = try builder.companyStream(part)
            for entry in companies[companies.count * part / streams..<companies.count * (part + 1) / streams] {
                try stream.append(entry)
            }
            try builder.finish(part, stream)
            var humans = try builder.personStream(part)
            for entry in people[people.count * part / streams..<people.count * (part + 1) / streams] {
                try humans.append(entry)
            }
            try builder.finish(part, humans)
        }
        index = try await builder.finish()
    }

    deinit {
        for name in ["layers", "places"] { unlink("\(folder)/\(name)") }
        for kind in ["companies", "people", "gone"] {
            for layer in 1...3 { unlink("\(folder)/layer-\(layer).\(kind)") }
        }
        rmdir(folder)
    }

    private static let first =
        "Alder Birch Cedar Dorado Ember Falcon Garnet Harbor Indigo Juniper Kestrel Lumen Mistral"
    private static let second = "Foods Systems Logistics Energy Partners Software Motors Textiles Capital Foundry"
    private static let cities = [
        ("Springfield", "IL", "62701"), ("Portland", "OR", "97201"), ("Austin", "TX", "73301"),
    ]

    /// So many companies, each with a name that no other has.
    static func companies(_ count: Int) -> [CompanyEntry] {
        let (first, second) = (first.split(separator: " "), second.split(separator: " "))
        return (0..<count).map { number in
            let (one, two) = (first[number % first.count], second[number / first.count % second.count])
            let round = number / (first.count * second.count)
            let tail = round == 0 ? "" : " " + String(first[(number + round) % first.count]) + "son"
            var entry = CompanyEntry(number: Int64(number + 1), name: "\(one)\(tail) \(two) Inc.")
            let stem = "\(one)\(tail)\(two)".lowercased().filter { $0 != " " }
            entry.websites = ["www.\(stem).com"]
            entry.phones = ["+1 512 55\(number % 10) \(1000 + number % 9000)"]
            let city = cities[number % cities.count]
            entry.address = Address.Parts(
                street: "\(number % 90 + 1) Main St",
                city: city.0,
                region: city.1,
                postcode: city.2,
                country: "US"
            )
            entry.employees = "\(10 + number % 500)"
            return entry
        }
    }

    static func people(_ count: Int, at companies: [CompanyEntry]) -> [PersonEntry] {
        let given = "Robert Anna William Maria Chen Fatima Oliver Ingrid Pedro Yuki".split(separator: " ")
        let family = "Whitfield Johansson Okafor Marchetti Delacroix Novak Haraldsen Quintana Ferreira Lindqvist"
            .split(separator: " ")
        return (0..<count).map { number in
            var entry = PersonEntry(number: Int64(number + 1))
            let employer = companies[number % companies.count]
            entry.first = String(given[number % given.count])
            entry.last = String(family[number / given.count % family.count])
            entry.emails = ["\(entry.first).\(entry.last)@\(employer.websites[0].dropFirst(4))".lowercased()]
            entry.title = number % 2 == 0 ? "Head of Sales" : "Software Engineer"
            entry.company = employer.number
            entry.companyName = employer.name
            entry.address = employer.address
            return entry
        }
    }

    static func question(_ cells: KeyValuePairs<Question.Field, String>) -> Question {
        var question = Question()
        for (field, text) in cells { question.add(field, text) }
        return question
    }
}
