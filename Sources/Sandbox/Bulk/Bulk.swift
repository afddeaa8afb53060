import Database
import HTTP
import Telemetry

/// Both Bulk APIs of an org: jobs that take or give many rows, and are worked on behind the requests.
struct Bulk: Sendable {
    /// How many jobs and batches are worked on side by side.
    static let width = 4

    typealias Action = @Sendable (Request, OrgCaller) async throws -> Response
    /// Makes a handler that lets callers in, and turns what is refused into the answer that the first closure gives.
    typealias Authorise = @Sendable (@escaping @Sendable (OrgError) -> Response, @escaping Action) -> Handler

    let org: Org
    let faults: Faults
    let authorise: Authorise
    let jobs: BulkJobs
    let files: JobFiles
    private let pace = Pace()

    static func open(_ org: Org, _ faults: Faults, authorise: @escaping Authorise) async throws -> Bulk {
        let jobs = BulkJobs(database: org.database)
        try await jobs.makeTables()
        let bulk = Bulk(
            org: org,
            faults: faults,
            authorise: authorise,
            jobs: jobs,
            files: JobFiles(folder: org.database.location.folder.map { $0 + "/bulk" })
        )
        // What was at work when the sandbox stopped goes on from the batch after the last that was kept.
        try await jobs.requeue()
        return bulk
    }

    /// Works on what there is to do as it comes, until the task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await keepTidy() }
            for _ in 0..<Bulk.width {
                group.addTask {
                    for await _ in org.database.wakeups(BulkJobs.channel) {
                        if Task.isCancelled { return }
                        await workNow()
                    }
                }
            }
        }
    }

    /// Lets the batches that are under way come to their end, and begins no more.
    func stop() async { await pace.stop() }

    /// Whether the batch that is under way shall be the last.
    var isStopping: Bool { pace.isStopping }

    /// Works until nothing is left to do.
    func workNow() async { await pace.working { await workThrough() } }

    private func workThrough() async {
        do {
            while !Task.isCancelled, !pace.isStopping {
                if let job = try await jobs.claim() {
                    await work(on: job)
                } else if let (batch, job) = try await jobs.claimBatch() {
                    var work = BatchWork(batch, of: job, self)
                    try await work.run()
                } else {
                    return
                }
            }
        } catch {
            Log.error("bulk work stopped for now", ["error": "\(error)"])
        }
    }

    /// What Bulk API 2.0 answers, below `/services/data`.
    var routes: [Route] { IngestCalls(bulk: self).routes + QueryCalls(bulk: self).routes }

    /// Where Bulk API 1.0 answers.
    var classicDoor: Door { ClassicCalls(bulk: self).door }

    private func work(on job: BulkJob) async {
        do {
            switch job.kind {
            case .ingest:
                var work = IngestWork(job, self)
                try await work.run()
            case .query: try await QueryWork(job, self).run()
            case .classic: break
            }
        } catch is CancellationError {
            return
        } catch {
            let failure = (error as? BulkFailure) ?? BulkFailure(error)
            if failure.code == BulkFailure.internalError {
                Log.error("a bulk job failed", ["job": "\(job.id)", "error": "\(error)"])
            }
            _ = try? await jobs.move(job.id, from: [.inProgress], to: .failed, error: failure.message)
        }
    }
}

extension Database.Location {
    /// The folder that holds the database; nil for one in memory.
    fileprivate var folder: String? {
        guard case .sqlite(let path) = self else { return nil }
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return String(path[..<slash])
    }
}
