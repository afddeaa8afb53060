/// The life of a Bulk job that reads rows: told what happened, it says what to do next. It performs no I/O.
package struct QueryMachine: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        case create
        /// Keep the id where another worker finds it.
        case remember(RecordID)
        case ask(RecordID, after: Duration)
        /// The rows can be read, page by page.
        case read(BulkJob)
        /// Salesforce gives this object by REST only.
        case useREST
        case giveUp(SalesforceError)
    }

    package enum Event: Hashable, Sendable {
        case created(BulkJob)
        case remembered
        case told(BulkJob)
        case lost(SalesforceError)
        case refused(SalesforceError)
    }

    private enum Stage: Hashable, Sendable {
        case creating
        case remembering(RecordID)
        case waiting(RecordID)
        case ended
    }

    private var stage: Stage
    private var losses = 0
    private var polls = 0
    private let pace: PollPace

    package static let mostLosses = 6

    /// Begins anew, or goes on with the job whose id was kept.
    package init(resuming job: RecordID? = nil, pace: PollPace = PollPace()) {
        stage = job.map { .waiting($0) } ?? .creating
        self.pace = pace
    }

    /// What to do first.
    package var first: Action {
        if case .waiting(let job) = stage { return .ask(job, after: .zero) }
        return .create
    }

    package mutating func next(after event: Event) -> Action {
        if case .lost(let error) = event { return lost(error) }
        losses = 0
        switch (stage, event) {
        case (.creating, .created(let job)):
            stage = .remembering(job.id)
            return .remember(job.id)
        case (.remembering(let job), .remembered):
            stage = .waiting(job)
            return .ask(job, after: pace.first)
        case (.waiting, .told(let job)): return told(job)
        case (.creating, .refused(let error)) where error.remedy == .adapt(.useREST):
            stage = .ended
            return .useREST
        case (.waiting, .refused(let error)) where error.code == .notFound:
            // The job is too old or was deleted; asking again changes nothing in the org.
            stage = .creating
            return .create
        case (_, .refused(let error)): return end(error)
        default: return end(SalesforceError(.notUnderstood))
        }
    }

    private mutating func told(_ job: BulkJob) -> Action {
        switch job.state {
        case .open, .uploadComplete, .inProgress:
            polls += 1
            return .ask(job.id, after: pace.wait(afterPolls: polls))
        case .jobComplete:
            stage = .ended
            return .read(job)
        case .failed, .aborted:
            let error = job.failure ?? SalesforceError(.jobFailed)
            stage = .ended
            return error.remedy == .adapt(.useREST) ? .useREST : .giveUp(error)
        }
    }

    private mutating func lost(_ error: SalesforceError) -> Action {
        losses += 1
        guard losses < QueryMachine.mostLosses else { return end(error) }
        switch stage {
        // A second job reads the same rows and changes none.
        case .creating: return .create
        case .remembering(let job): return .remember(job)
        case .waiting(let job): return .ask(job, after: pace.wait(afterPolls: losses))
        case .ended: return .giveUp(error)
        }
    }

    private mutating func end(_ error: SalesforceError) -> Action {
        stage = .ended
        return .giveUp(error)
    }
}
