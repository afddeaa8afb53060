import Glibc
import Matching
import Tabular

/// Builds an index of the catalogue's own CSV files, without a database, for measuring what matching alone can do.
enum IndexProof {
    /// Prints the seconds that it took and how many entries there are.
    static func run(companies: String, people: String?, folder: String) async throws {
        let began = ContinuousClock.now
        let builder = try IndexBuilder(folder: folder)
        // Numbers follow the rows, as they do when the catalogue loads them.
        try read(companies) { rows, columns in
            var stream = try builder.companyStream(0)
            while try rows({ row, number in try stream.append(company(row, columns, number)) }) {}
            try builder.finish(0, stream)
        }
        if let people {
            let numbers = try companyNumbers(companies)
            try read(people) { rows, columns in
                var stream = try builder.personStream(0)
                while try rows({ row, number in try stream.append(person(row, columns, number, numbers)) }) {}
                try builder.finish(0, stream)
            }
        }
        let index = try await builder.finish()
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        print("\(index.companyCount) companies and \(index.personCount) people in \(seconds) seconds")
    }

    private typealias Rows = ((TableRow, Int64) throws -> Void) throws -> Bool

    private static func read(_ path: String, _ body: (Rows, [String: Int]) throws -> Void) throws {
        let reader = try TableReader(path: path)
        var columns: [String: Int] = [:]
        for (index, name) in reader.columns.enumerated() { columns[name.lowercased()] = index }
        var number: Int64 = 0
        try body(
            { visit in
                try reader.read(upTo: 4096) { row in
                    number += 1
                    try visit(row, number)
                } refused: { row in
                    throw Failure(description: "Row \(row.number) of \(path) cannot be read: \(row.reason).")
                } == 4096
            },
            columns
        )
    }

    private static func companyNumbers(_ path: String) throws -> [String: Int64] {
        var numbers: [String: Int64] = [:]
        try read(path) { rows, columns in
            let column = columns["source_id"] ?? 0
            while try rows({ row, number in numbers[row.text(column)] = number }) {}
        }
        return numbers
    }

    private static func company(_ row: TableRow, _ columns: [String: Int], _ number: Int64) -> CompanyEntry {
        func text(_ name: String) -> String { columns[name].map { row.text($0) } ?? "" }
        func list(_ name: String) -> [String] { text(name).split(separator: ";").map(String.init) }
        var entry = CompanyEntry(number: number, name: text("name"))
        entry.sourceID = text("source_id")
        entry.otherNames = list("other_names").map { name in
            if name.hasPrefix("former:") { return (String(name.dropFirst(7)), .former) }
            if name.hasPrefix("trading:") { return (String(name.dropFirst(8)), .trading) }
            return (name.hasPrefix("alias:") ? String(name.dropFirst(6)) : name, .alias)
        }
        entry.websites = list("website")
        entry.phones = list("phone")
        entry.address = Address.Parts(
            street: text("street"),
            city: text("city"),
            region: text("region"),
            postcode: text("postcode"),
            country: text("country")
        )
        entry.employees = text("employees")
        entry.ticker = text("ticker")
        return entry
    }

    private static func person(
        _ row: TableRow,
        _ columns: [String: Int],
        _ number: Int64,
        _ companies: [String: Int64]
    ) -> PersonEntry {
        func text(_ name: String) -> String { columns[name].map { row.text($0) } ?? "" }
        var entry = PersonEntry(number: number)
        entry.sourceID = text("source_id")
        (entry.first, entry.last) = (text("first_name"), text("last_name"))
        entry.emails = [text("email")]
        entry.phones = [text("direct_phone"), text("mobile_phone")]
        entry.title = text("title")
        entry.company = companies[text("company_source_id")]
        (entry.companyName, entry.companyDomain) = (text("company_name"), text("company_domain"))
        entry.formerCompanies = text("former_companies").split(separator: ";").map(String.init)
        entry.address = Address.Parts(
            street: text("street"),
            city: text("city"),
            region: text("region"),
            postcode: text("postcode"),
            country: text("country")
        )
        entry.birthDate = text("date_of_birth")
        entry.identity = text("soc_sec_id")
        return entry
    }
}
