import Capabilities
import Database
import Matching

extension Command {
    static let catalogueIndex = Command(
        "index",
        "Bring the matching index up to date, and tell what too many entries share.",
        discussion: """
            A website, a phone number, an address or a name that hundreds have leads to none of them by itself: a record is
            found by what else it says. Such a value is often a mistake of a source, a placeholder or a switchboard's number;
            those that most entries share are listed.
            """,
        options: [OptionGroup("Report", .sharedLimit), .output],
        configuration: Keys.forStorage,
        action: reportIndex
    )
}

extension Option {
    fileprivate static let sharedLimit = Option.value("limit", "N", "List so many shared values; 20 when not said.")
}

@Sendable
private func reportIndex(_ invocation: Invocation) async throws -> ExitCode {
    guard let limit = Int(invocation[.sharedLimit] ?? "20"), (0...1000).contains(limit) else {
        throw UsageError("The option --limit must be a number from 0 to 1000.")
    }
    let folder = try invocation.configuration().folder.indexPath
    let report = try await invocation.withDatabase { database in
        let catalogue = OpenCatalogue(folder: folder, database: database, clock: invocation.surroundings.clock)
        let progress = Progress("Bringing the index up to date", unit: .rows, in: invocation.surroundings)
        try await catalogue.refresh { progress.update($0, of: nil) }
        progress.finish()
        return try await IndexReport(of: catalogue.current().index, most: limit, in: database)
    }
    invocation.show(report)
    return .done
}

extension Invocation {
    fileprivate func show(_ report: IndexReport) {
        if has(.json) {
            let json: JSON = [
                "companies": .integer(report.companies), "people": .integer(report.people),
                "shared_values": .integer(report.sharedCount),
                "most_shared": .array(
                    report.shared.map {
                        [
                            "kind": .text($0.key.kind.rawValue),
                            "of": .text($0.key.isOfPeople ? "people" : "companies"),
                            "shared_by": .integer($0.key.count), "example": .integer(Int($0.key.example)),
                            "example_name": .text($0.example), "example_values": .array($0.values.map(JSON.text)),
                        ]
                    }
                ),
            ]
            return terminal.print(json.formatted)
        }
        terminal.print(
            "The index holds companies: \(grouped(report.companies)), people: \(grouped(report.people))."
        )
        guard report.sharedCount > 0 else {
            return terminal.print("No website, phone number, address or name is shared by too many to find them by it.")
        }
        terminal.print(
            "\(counted(report.sharedCount, "value")) too many share, so that nobody is found by them alone:"
        )
        var table = TextTable("shared by", "of", "kind", "for example", "value")
        for one in report.shared {
            table.add(
                "\(one.key.count)",
                one.key.isOfPeople ? "people" : "companies",
                one.key.kind.rawValue,
                printable("\(one.key.example) \(one.example)"),
                printable(one.values.joined(separator: ", "))
            )
        }
        terminal.output(table.text)
    }
}
