import Capabilities
import Database
import Store
import Telemetry

extension Command {
    static let catalogue = Command(
        "catalogue",
        "Load companies and people, find them, and see where they came from.",
        subcommands: [
            Command(
                "load",
                "Load files of companies, people, signals or scoops.",
                discussion: """
                    Files are CSV, JSON Lines or JSON, plain or packed by gzip, Zstandard or ZIP. What they hold and what
                    their columns mean is guessed, shown, and kept for the next file of the source; --map changes it. A
                    load that was broken off goes on where it was. The same file again changes nothing; a later file of
                    the source updates rows and ends those that it no longer holds. Rows that cannot be loaded are
                    written to FILE.rejects.csv.
                    """,
                arguments: [.files],
                options: [
                    OptionGroup("Source", .catalogueSource, .sourcePriority, .sourcePreset),
                    OptionGroup("Columns", .catalogueKind, .columnMap),
                    OptionGroup("Load", .partOnly, .dryLoad), .output,
                ],
                configuration: Keys.forStorage,
                action: loadCatalogue
            ),
            .catalogueFind,
            .catalogueIndex,
            Command(
                "sources",
                "List the sources and the latest loads.",
                options: [.output],
                configuration: Keys.forStorage,
                action: listSources
            ),
            Command(
                "rejects",
                "Print the rows of a load that were not loaded, as CSV.",
                arguments: [.load],
                configuration: Keys.forStorage
            ) { invocation in
                guard let load = Int64(try invocation.required(Argument.load)) else {
                    throw UsageError(
                        "The argument <load> must be a number; 'loam catalogue sources' lists them."
                    )
                }
                try await invocation.withDatabase { database in
                    try await CatalogueRejects(database).write(of: load) { invocation.terminal.output($0) }
                }
                return .done
            },
            Command(
                "sample",
                "Make up companies and people, and load them.",
                discussion: """
                    The same numbers and seed make the same rows on every machine, so that a demonstration needs no
                    network. With --out the files are written and nothing is loaded.
                    """,
                options: [OptionGroup("Sample", .companyCount, .peopleCount, .worldSeed, .sampleFolder)],
                configuration: Keys.forStorage,
                action: loadSample
            ),
        ]
    )
}

extension Argument {
    fileprivate static let files = Argument("file", "Files to load.", count: .any)
    fileprivate static let load = Argument("load", "The number of a load.")
}

extension Option {
    static let catalogueSource = Option.value(
        "source",
        "NAME",
        "Where the files come from; the preset's name or the file's own when not said."
    )
    static let sourcePriority = Option.value(
        "priority",
        "N",
        "Of sources that say different things, the one with the lowest number is believed; 100 at first."
    )
    static let sourcePreset = Option.value(
        "preset",
        "NAME",
        "A public source: \(listed(CataloguePreset.all.map(\.name))).",
        choices: CataloguePreset.all.map(\.name)
    )
    static let catalogueKind = Option.value(
        "kind",
        "KIND",
        "What the files hold: \(listed(CatalogueKind.allCases.map(\.rawValue))).",
        choices: CatalogueKind.allCases.map(\.rawValue)
    )
    static let columnMap = Option.value(
        "map",
        "COLUMN=FIELD",
        "What a column means, several with semicolons between them; nothing behind = leaves it out."
    )
    static let partOnly = Option.flag(
        "part",
        "The files are not all that the source holds: end nothing."
    )
    static let dryLoad = Option.flag(
        "dry-run",
        "Show how the files are understood, and load nothing."
    )
    static let companyCount = Option.value(
        "companies",
        "N",
        "How many companies; 1000 when not said."
    )
    static let peopleCount = Option.value("people", "N", "How many people; 1000 when not said.")
    static let worldSeed = Option.value(
        "seed",
        "N",
        "Another number makes other rows; 1 when not said."
    )
    static let sampleFolder = Option.value(
        "out",
        "DIR",
        "Write companies.csv and people.csv into this folder instead."
    )
}

@Sendable
private func listSources(_ invocation: Invocation) async throws -> ExitCode {
    let (sources, loads) = try await invocation.withDatabase { database in
        try await database.read { db in
            (try CatalogueSource.all(on: db), try CatalogueLoad.list(limit: 50, on: db))
        }
    }
    let names = Dictionary(uniqueKeysWithValues: sources.map { ($0.number, $0.name) })
    if invocation.has(.json) {
        let json: JSON = [
            "sources": .array(
                sources.map { ["name": .text($0.name), "priority": .integer(Int($0.priority))] }
            ),
            "loads": .array(loads.map { $0.json(from: names[$0.source] ?? "") }),
        ]
        invocation.terminal.print(json.formatted)
        return .done
    }
    guard !sources.isEmpty else {
        invocation.terminal.print("Nothing was loaded yet; 'loam catalogue load FILE' loads a file.")
        return .done
    }
    var table = TextTable(
        "load",
        "source",
        "priority",
        "kind",
        "state",
        "added",
        "updated",
        "same",
        "ended",
        "rejected",
        "file"
    )
    let priorities = Dictionary(uniqueKeysWithValues: sources.map { ($0.number, $0.priority) })
    for load in loads {
        table.add(
            String(load.number),
            names[load.source] ?? "",
            String(priorities[load.source] ?? 0),
            load.kind.rawValue,
            load.state.rawValue,
            String(load.counts.added),
            String(load.counts.updated),
            String(load.counts.unchanged),
            String(load.counts.ended),
            String(load.counts.rejected),
            load.file
        )
    }
    invocation.terminal.output(table.text)
    return .done
}

extension CatalogueLoad {
    func json(from source: String) -> JSON {
        [
            "load": .integer(Int(number)), "source": .text(source), "kind": .text(kind.rawValue),
            "state": .text(state.rawValue), "file": .text(file), "added": .integer(counts.added),
            "updated": .integer(counts.updated), "unchanged": .integer(counts.unchanged),
            "ended": .integer(counts.ended), "rejected": .integer(counts.rejected),
            "startedAt": .text(startedAt.iso8601), "finishedAt": .optional(finishedAt?.iso8601),
        ]
    }
}
