package import Database
package import Matching
import Store
import Synchronization
package import Telemetry

/// The catalogue as this process has it open: the index and the model of the data folder, and newer ones once they are there.
///
/// One for each process. Who asks gets a value that stays as it is for as long as it is held, without a lock around its use
/// and without a look at the database; the files behind it are unmapped when the last one lets go of it.
package final class OpenCatalogue: Sendable {
    /// One state of the catalogue.
    package struct Opened: Sendable {
        package let index: CatalogueIndex
        package let model: Model
        /// Up to which load of the catalogue it tells.
        package let until: Int64
        let files: Files
    }

    /// What lies in the folder: another value means that there is something newer.
    struct Files: Sendable, Equatable {
        var base: IndexFolder.Layer?
        var delta: IndexFolder.Layer?
        var model: ModelFile.Stamp?
    }

    private enum State {
        /// Nobody has looked yet, or the first index is being made.
        case preparing
        /// No load has ever been finished.
        case empty
        /// There is a catalogue, and no way to open it.
        case failed
        case open(Opened)
    }

    private let folder: String
    private let database: Database
    private let clock: WallClock
    private let state = Mutex(State.preparing)
    /// What is searched by words; nil until it is made.
    private let search = Mutex<SearchFiles.Opened?>(nil)
    /// What people decided about records, and the state of the tables that it was read from.
    private let decided = Mutex<(version: [Int64], decisions: Decisions)>(([], Decisions()))

    /// A look at the tables costs a small statement; a load of another process is seen after this time on SQLite.
    private static let pause: Duration = .seconds(3)

    package init(folder: String, database: Database, clock: WallClock = .system) {
        (self.folder, self.database, self.clock) = (folder, database, clock)
    }

    /// The catalogue as it was when it was last opened.
    package func current() throws(Refusal) -> Opened {
        try state.withLock { state throws(Refusal) in
            switch state {
            case .open(let opened): return opened
            case .empty: throw .noCatalogue
            case .preparing: throw .catalogueInTheMaking
            case .failed: throw .catalogueUnreadable
            }
        }
    }

    /// What people decided about records, as it was when it was last read.
    package var decisions: Decisions { decided.withLock { $0.decisions } }

    /// Reads what people decided, if that has changed or profiles may have other numbers, or once `again`.
    package func refreshDecisions(again: Bool = false) async throws {
        let load = Int64((try? current().until) ?? 0)
        let known = again ? [] : decided.withLock { $0.version }
        let read = try await database.read { db -> (version: [Int64], decisions: Decisions)? in
            let version = try MatchReview.version(on: db) + [load]
            return version == known ? nil : (version, Decisions(try MatchReview.decisions(on: db)))
        }
        if let read { decided.withLock { $0 = read } }
    }

    /// What companies and people are found in by words, as it was when it was last opened.
    func searchable() throws(Refusal) -> SearchFiles.Opened {
        if let opened = search.withLock({ $0 }) { return opened }
        // Why there is none is why nothing can be matched either; or it is made after the index.
        _ = try current()
        throw .catalogueInTheMaking
    }

    // MARK: Following the tables

    /// Keeps the folder and what is open of it as the tables are, until it is cancelled.
    package func run() async {
        let wakeups = [database.wakeups(CatalogueLoad.finished), database.wakeups(MatchReview.decided)]
        let (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        bell.yield()
        await withTaskGroup(of: Void.self) { group in
            for stream in wakeups {
                group.addTask { for await _ in stream { bell.yield() } }
            }
            group.addTask {
                while !Task.isCancelled {
                    try? await self.clock.sleep(OpenCatalogue.pause)
                    bell.yield()
                }
            }
            // On threads of its own: bringing an index up to date keeps all cores busy for seconds.
            group.addTask(priority: .utility) {
                var complaint: String?
                for await _ in rings { complaint = await self.look(after: complaint) }
            }
        }
    }

    /// Returns what there is to complain of, which is said once and not at every look.
    private func look(after complaint: String?) async -> String? {
        do {
            if let written = try await refresh() {
                Log.info("The matching index was brought up to date.", ["entries": written])
            }
            try await refreshDecisions()
            try await refreshSearch()
            return nil
        } catch {
            if Task.isCancelled { return nil }
            state.withLock { if case .open = $0 {} else { $0 = .failed } }
            let words = OpenCatalogue.words(for: error)
            if words != complaint {
                Log.warning(
                    "The matching index cannot be brought up to date; what is open stays, and it is tried again.",
                    ["error": words]
                )
            }
            return words
        }
    }

    private static func words(for error: any Error) -> String {
        switch error {
        case let error as DatabaseError: error.message
        case let error as IndexError: error.description
        case let error as ModelFileError: error.description
        default: "\(type(of: error))"
        }
    }

    /// Brings the folder up to the last load that is finished, and opens what is new in it; `progress` is told how many
    /// entries were read. Returns how many entries were written, nil for none.
    @discardableResult
    package func refresh(progress: @escaping @Sendable (Int) -> Void = { _ in }) async throws -> Int? {
        let settled = try await CatalogueChanges.settled(in: database)
        guard settled > 0 else {
            state.withLock { $0 = .empty }
            return nil
        }
        var written: Int?
        if until != settled {
            // What another process made meanwhile is taken as it is.
            let outcome = try await IndexFiles(folder: folder, database: database).refresh(
                progress: progress
            )
            switch outcome {
            case .unchanged: break
            case .updated(let count), .built(let count): written = count
            }
        }
        try open()
        return written
    }

    /// Brings the search files up to the last load that is finished, and opens them if they are newer.
    package func refreshSearch() async throws {
        let isEmpty = state.withLock { if case .empty = $0 { true } else { false } }
        guard !isEmpty else { return search.withLock { $0 = nil } }
        let files = SearchFiles(folder: folder, database: database)
        try await files.refresh()
        let opened = search.withLock { $0?.until }
        guard files.until != opened, let newer = try files.open() else { return }
        search.withLock { $0 = newer }
    }

    private var until: Int64 {
        let folder = IndexFolder(folder)
        return (folder.delta ?? folder.base)?.until ?? 0
    }

    // MARK: Opening

    /// Opens what lies in the folder, unless it is open already.
    private func open() throws {
        while true {
            let layers = IndexFolder(folder)
            let model = ModelFile(folder: folder)
            let files = Files(base: layers.base, delta: layers.delta, model: model.stamp)
            let isOpen = state.withLock { state in
                if case .open(let opened) = state { opened.files == files } else { false }
            }
            if isOpen { return }
            do {
                let opened = Opened(
                    index: try CatalogueIndex.open(layers),
                    model: try model.read() ?? Model(),
                    until: (layers.delta ?? layers.base)?.until ?? 0,
                    files: files
                )
                let isEmpty = opened.index.companyCount + opened.index.personCount == 0
                state.withLock { $0 = isEmpty ? .empty : .open(opened) }
                return
            } catch IndexError.unreadable
                where IndexFolder(folder).base != layers.base
                || IndexFolder(folder).delta != layers.delta
            {
                // Another process put newer files in the place of these between the look and the opening.
                continue
            }
        }
    }
}

extension Refusal {
    package static let noCatalogue = Refusal(
        .conflict,
        "catalogue.empty",
        "There is no catalogue yet, so nothing can be found in it; load one with 'loam catalogue load FILE', or make one up with "
            + "'loam catalogue sample'."
    )
    package static let catalogueInTheMaking = Refusal(
        .notReady(retryAfter: .seconds(5)),
        "catalogue.preparing",
        "The catalogue is being made ready to be searched and matched; try again in a moment."
    )
    package static let catalogueUnreadable = Refusal(
        .notReady(retryAfter: .minutes(1)),
        "catalogue.unreadable",
        "The catalogue cannot be opened to be searched and matched; the operator finds the reason in the log."
    )
}
