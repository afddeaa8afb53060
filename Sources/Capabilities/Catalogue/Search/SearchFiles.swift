import Database
import Glibc
import Matching
import Store

/// Keeps the files in which companies and people are found by words, beside the matching index and as the tables are.
///
/// They are written whole: a search must know how many there are of everything, and a file of a million companies takes a
/// fraction of the time in which they are loaded.
struct SearchFiles: Sendable {
    /// Both files, as they are when they are opened.
    struct Opened: Sendable {
        let companies: SearchIndex
        let people: SearchIndex
        /// Up to which load of the catalogue they tell.
        let until: Int64
    }

    let folder: String
    let database: Database

    private static let ending = ".search"

    /// Up to which load the files in the folder tell; nil when there are none.
    var until: Int64? {
        names.compactMap { name in
            let parts = name.dropLast(SearchFiles.ending.count).split(separator: "-")
            return parts.count == 2 && parts[0] == "people" ? Int64(parts[1]) : nil
        }.max()
    }

    func open() throws(IndexError) -> Opened? {
        guard let until else { return nil }
        return Opened(
            companies: try SearchIndex.open(path("companies", until)),
            people: try SearchIndex.open(path("people", until)),
            until: until
        )
    }

    /// Writes the files anew unless they tell all loads that are finished. One process at a time does so in a folder.
    func refresh() async throws {
        try await IndexLock.hold(folder) {
            let settled = try await CatalogueChanges.settled(in: database)
            guard until != settled else { return }
            let companies = SearchPages(SearchEntries.companies)
            try await CatalogueChanges.companies(in: database) { await companies.add($0) }
            // The file of the people comes last, because it stands for both.
            try await companies.write(to: path("companies", settled))
            let people = SearchPages(SearchEntries.people)
            try await CatalogueChanges.people(in: database) { await people.add($0) }
            try await people.write(to: path("people", settled))
            for name in names where !name.hasSuffix("-\(settled)" + SearchFiles.ending) { unlink(folder + "/" + name) }
        }
    }

    private func path(_ kind: String, _ until: Int64) -> String { "\(folder)/\(kind)-\(until)\(SearchFiles.ending)" }

    /// The search files that lie in the folder.
    private var names: [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { bytes in
                bytes.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(SearchFiles.ending) { names.append(name) }
        }
        return names
    }
}

/// Takes pages of the tables up into a search file, while the next are read.
private actor SearchPages {
    private var writer: SearchWriter
    private var entries = SearchEntries()

    init(_ schema: SearchSchema) { writer = SearchWriter(schema) }

    func add(_ companies: [CompanyTexts]) {
        for company in companies where !company.hasEnded { writer.add(entries.entry(company)) }
    }

    func add(_ people: [PersonTexts]) {
        for person in people where !person.hasEnded { writer.add(entries.entry(person)) }
    }

    func write(to path: String) throws { try writer.write(to: path) }
}
