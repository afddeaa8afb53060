/// The life of a Bulk job that writes rows: told what happened, it says what to do next. It performs no I/O.
///
/// The order is what makes a crash harmless. The job's id is kept before a row is uploaded, nothing is worked on before
/// the job is closed, and a job takes one upload: a worker that finds an open job gives it up and takes a new one; a
/// worker that finds a closed job never uploads again.
package struct IngestMachine: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        case create
        /// Keep the id where another worker finds it.
        case remember(RecordID)
        case upload(RecordID)
        case close(RecordID)
        case ask(RecordID, after: Duration)
        case abort(RecordID)
        /// Read what became of the rows; all three lists, also where the job failed.
        case readResults(BulkJob)
        case giveUp(SalesforceError)
    }

    package enum Event: Hashable, Sendable {
        case created(RecordID)
        case remembered
        case uploaded
        case told(BulkJob)
        case aborted
        /// No answer came to what was asked last; whether it had its effect is not known.
        case lost(SalesforceError)
        case refused(SalesforceError)
    }

    private enum Stage: Hashable, Sendable {
        case creating
        case remembering(RecordID)
        case uploading(RecordID)
        case closing(RecordID)
        case waiting(RecordID)
        /// Looks after a job that another worker left behind.
        case finding(RecordID)
        case aborting(RecordID)
        case ended
    }

    private var stage: Stage
    private var jobs = 0
    private var losses = 0
    private var polls = 0
    private let pace: PollPace

    /// How many jobs are begun for one set of rows, and how many answers in a row may be lost.
    package static let mostJobs = 4
    package static let mostLosses = 6

    /// Begins anew, or goes on with the job whose id was kept.
    package init(resuming job: RecordID? = nil, pace: PollPace = PollPace()) {
        stage = job.map { .finding($0) } ?? .creating
        self.pace = pace
    }

    /// What to do first.
    package var first: Action {
        if case .finding(let job) = stage { return .ask(job, after: .zero) }
        return .create
    }

    package mutating func next(after event: Event) -> Action {
        if case .lost(let error) = event { return lost(error) }
        if case .aborting = stage {} else { losses = 0 }
        switch (stage, event) {
        case (.creating, .created(let job)):
            stage = .remembering(job)
            jobs += 1
            return .remember(job)
        case (.remembering(let job), .remembered):
            stage = .uploading(job)
            return .upload(job)
        case (.uploading(let job), .uploaded):
            stage = .closing(job)
            return .close(job)
        case (.closing, .told(let job)), (.waiting, .told(let job)): return told(job)
        case (.finding, .told(let job)), (.aborting, .told(let job)): return found(job)
        case (.aborting, .aborted): return another(SalesforceError(.jobFailed))
        case (.finding, .refused(let error)) where error.code == .notFound:
            // Results are kept for a week; whoever comes later must compare the records themselves.
            return end(error)
        case (.closing(let job), .refused):
            // Perhaps it was closed by the request whose answer was lost.
            stage = .waiting(job)
            return .ask(job, after: .zero)
        case (.aborting(let job), .refused(let error)):
            // Perhaps it was given up by the request whose answer was lost.
            losses += 1
            return losses < IngestMachine.mostLosses ? .ask(job, after: .zero) : end(error)
        case (.uploading(let job), .refused(let error)):
            // What is wrong with the rows is wrong the next time, too; the job is not left open behind us.
            guard error.code.name == "CLIENTINPUTERROR" || error.remedy == .retry else { return end(error) }
            return abort(job)
        case (_, .refused(let error)): return end(error)
        default: return end(SalesforceError(.notUnderstood))
        }
    }

    /// What to do with a job that another worker, or a lost answer, left in a state that was not known.
    private mutating func found(_ job: BulkJob) -> Action {
        switch job.state {
        // Whether its rows are all there is not known, and they can be sent only once.
        case .open: abort(job.id)
        case .aborted where job.processed == 0: another(SalesforceError(.jobFailed))
        case .uploadComplete, .inProgress, .jobComplete, .failed, .aborted: told(job)
        }
    }

    private mutating func told(_ job: BulkJob) -> Action {
        switch job.state {
        case .open:
            stage = .closing(job.id)
            return .close(job.id)
        case .uploadComplete, .inProgress:
            stage = .waiting(job.id)
            defer { polls += 1 }
            return .ask(job.id, after: pace.wait(afterPolls: polls))
        case .jobComplete, .failed, .aborted:
            stage = .ended
            return .readResults(job)
        }
    }

    private mutating func abort(_ job: RecordID) -> Action {
        stage = .aborting(job)
        return .abort(job)
    }

    private mutating func another(_ error: SalesforceError) -> Action {
        guard jobs < IngestMachine.mostJobs else { return end(error) }
        stage = .creating
        return .create
    }

    private mutating func lost(_ error: SalesforceError) -> Action {
        losses += 1
        guard losses < IngestMachine.mostLosses else { return end(error) }
        switch stage {
        // An empty job without rows harms nobody, and is swept up.
        case .creating: return another(error)
        case .remembering(let job): return .remember(job)
        // Half of the rows may be there.
        case .uploading(let job): return abort(job)
        // Asking tells whether it was closed.
        case .closing(let job), .waiting(let job):
            stage = .waiting(job)
            return .ask(job, after: pace.wait(afterPolls: losses))
        case .finding(let job): return .ask(job, after: pace.wait(afterPolls: losses))
        case .aborting(let job): return .abort(job)
        case .ended: return .giveUp(error)
        }
    }

    private mutating func end(_ error: SalesforceError) -> Action {
        stage = .ended
        return .giveUp(error)
    }
}
