package import Database
import Glibc
import Matching
import Store

/// Keeps the matching index in a folder as the catalogue's tables are.
package struct IndexFiles: Sendable {
    /// What a refresh did.
    package enum Outcome: Sendable, Equatable {
        case unchanged
        /// So many entries were written again.
        case updated(Int)
        case built(Int)
    }

    package let folder: String
    package let database: Database

    package init(folder: String, database: Database) {
        (self.folder, self.database) = (folder, database)
    }

    /// When more than one in so many has changed, the whole is built anew.
    private static let share = 8

    /// Brings the index up to the last load that is finished; `progress` is told how many entries were read. One process
    /// at a time does so in a folder; the others wait, and find it done.
    package func refresh(progress: @escaping @Sendable (Int) -> Void = { _ in }) async throws -> Outcome {
        try await IndexLock.hold(folder) { try await refreshAlone(progress) }
    }

    private func refreshAlone(_ progress: @escaping @Sendable (Int) -> Void) async throws -> Outcome {
        let until = try await CatalogueChanges.settled(in: database)
        let files = IndexFolder(folder)
        guard let base = files.base, let index = try? CatalogueIndex.open(files) else {
            return try await build(until: until, progress)
        }
        let indexed = (files.delta ?? base).until
        guard indexed != until else { return .unchanged }
        // The tables were put back to an earlier state, by a restore.
        guard indexed < until else { return try await build(until: until, progress) }
        let changed = try await changedCount(since: base.until)
        if changed * IndexFiles.share > index.companyCount + index.personCount {
            return try await build(until: until, progress)
        }
        let builder = try IndexBuilder(changesOf: files, until: until)
        let written = try await write(into: builder, since: base.until, replaces: true, progress)
        _ = try await builder.finish()
        return .updated(written)
    }

    private func build(until: Int64, _ progress: @escaping @Sendable (Int) -> Void) async throws -> Outcome {
        let builder = try IndexBuilder(folder: folder, until: until)
        let written = try await write(into: builder, since: 0, replaces: false, progress)
        _ = try await builder.finish()
        return .built(written)
    }

    private func changedCount(since load: Int64) async throws -> Int {
        try await database.read { db in
            let companies = try db.one(Int.self, "SELECT COUNT(*) FROM companies WHERE changed > \(load)")
            return try companies + db.one(Int.self, "SELECT COUNT(*) FROM people WHERE changed > \(load)")
        }
    }

    private func write(
        into builder: IndexBuilder,
        since load: Int64,
        replaces: Bool,
        _ progress: @escaping @Sendable (Int) -> Void
    ) async throws -> Int {
        let pages = Pages(builder, replaces: replaces, progress)
        try await CatalogueChanges.companies(in: database, since: load) { page in
            await pages.add(companies: page)
        }
        try await CatalogueChanges.people(in: database, since: load) { page in
            await pages.add(people: page)
        }
        return try await pages.finish()
    }
}

/// Turns pages of the tables into streams of the index, some at a time while the next are read.
private actor Pages {
    private let builder: IndexBuilder
    private let replaces: Bool
    private let progress: @Sendable (Int) -> Void
    private let width = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    private var running: [Task<Void, any Error>] = []
    private var companyPages: [[CompanyTexts]] = []
    private var peoplePages: [[PersonTexts]] = []
    private var ordinal = 0
    private var count = 0

    /// Pages that make one stream: enough that its files are worth their while.
    private static let together = 8

    init(_ builder: IndexBuilder, replaces: Bool, _ progress: @escaping @Sendable (Int) -> Void) {
        (self.builder, self.replaces, self.progress) = (builder, replaces, progress)
    }

    func add(companies page: [CompanyTexts]) async {
        companyPages.append(page)
        count += page.count
        progress(count)
        if companyPages.count == Pages.together { await startCompanies() }
    }

    func add(people page: [PersonTexts]) async {
        peoplePages.append(page)
        count += page.count
        progress(count)
        if peoplePages.count == Pages.together { await startPeople() }
    }

    func finish() async throws -> Int {
        await startCompanies()
        await startPeople()
        for task in running { try await task.value }
        return count
    }

    private func startCompanies() async {
        let (pages, place, builder, replaces) = (companyPages, ordinal, builder, replaces)
        companyPages = []
        ordinal += 1
        await start {
            var stream = try builder.companyStream(place)
            for page in pages {
                if replaces { builder.replace(companies: page.map(\.number)) }
                for texts in page where !texts.hasEnded { try stream.append(CompanyEntry(texts)) }
            }
            try builder.finish(place, stream)
        }
    }

    private func startPeople() async {
        let (pages, place, builder, replaces) = (peoplePages, ordinal, builder, replaces)
        peoplePages = []
        ordinal += 1
        await start {
            var stream = try builder.personStream(place)
            for page in pages {
                if replaces { builder.replace(people: page.map(\.number)) }
                for texts in page where !texts.hasEnded { try stream.append(PersonEntry(texts)) }
            }
            try builder.finish(place, stream)
        }
    }

    /// Begins a piece of work, once fewer than there are cores are under way.
    private func start(_ work: @escaping @Sendable () throws -> Void) async {
        if running.count >= width + 1 { _ = await running[running.count - width - 1].result }
        running.append(Task { @concurrent in try work() })
    }
}

extension CompanyEntry {
    fileprivate init(_ texts: CompanyTexts) {
        self.init(number: texts.number, name: texts.name)
        sourceID = texts.sourceID
        otherNames = texts.otherNames.map { name in
            switch name.kind {
            case .former: (name.text, .former)
            case .trading: (name.text, .trading)
            case .alias: (name.text, .alias)
            }
        }
        websites = texts.websites
        emailDomains = texts.emailDomains
        phones = texts.phones
        address = Address.Parts(
            street: texts.street,
            city: texts.city,
            region: texts.region,
            postcode: texts.postcode,
            country: texts.country
        )
        employees = texts.employees
        ticker = texts.ticker
        parent = texts.parent
    }
}

extension PersonEntry {
    fileprivate init(_ texts: PersonTexts) {
        self.init(number: texts.number)
        sourceID = texts.sourceID
        (first, last, fullName) = (texts.firstName, texts.lastName, texts.fullName)
        (emails, phones, title) = (texts.emails, texts.phones, texts.title)
        company = texts.company
        (companyName, companyDomain) = (texts.companyName, texts.companyDomain)
        formerCompanies = texts.formerCompanies
        address = Address.Parts(city: texts.city, region: texts.region, country: texts.country)
    }
}
