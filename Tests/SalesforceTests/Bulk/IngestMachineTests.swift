import Testing

@testable import Salesforce

struct IngestMachineTests {
    static let job = RecordID.made("7505e00000AbCdE")
    static let other = RecordID.made("7505e00000AbCdF")
    private static let lost = IngestMachine.Event.lost(SalesforceError(.unreachable))

    private func told(_ state: BulkJob.State, processed: Int = 0, _ id: RecordID = job) -> IngestMachine.Event {
        .told(BulkJob(id: id, state: state, object: "Lead", processed: processed))
    }

    /// The actions that follow from the events, the first one left out.
    private func actions(
        resuming: RecordID? = nil,
        _ events: [IngestMachine.Event]
    ) -> [IngestMachine.Action] {
        var machine = IngestMachine(resuming: resuming)
        return events.map { machine.next(after: $0) }
    }

    @Test("S-17 · A job's id is kept before a row is sent, and its rows are all there before it is closed")
    func order() {
        #expect(IngestMachine().first == .create)
        let done = BulkJob(id: Self.job, state: .jobComplete, object: "Lead", processed: 2, failed: 1)
        #expect(
            actions([
                .created(Self.job), .remembered, .uploaded, told(.uploadComplete), told(.inProgress), .told(done),
            ]) == [
                .remember(Self.job), .upload(Self.job), .close(Self.job), .ask(Self.job, after: .milliseconds(500)),
                .ask(Self.job, after: .milliseconds(750)), .readResults(done),
            ]
        )
    }

    @Test(
        "S-17 · Whoever finds a closed job never uploads again",
        arguments: [BulkJob.State.uploadComplete, .inProgress]
    )
    func resumingClosed(state: BulkJob.State) {
        #expect(IngestMachine(resuming: Self.job).first == .ask(Self.job, after: .zero))
        #expect(actions(resuming: Self.job, [told(state)]) == [.ask(Self.job, after: .milliseconds(500))])
    }

    @Test("S-17 · Whoever finds an open job gives it up and takes a new one")
    func resumingOpen() {
        #expect(
            actions(resuming: Self.job, [told(.open), .aborted, .created(Self.other)])
                == [.abort(Self.job), .create, .remember(Self.other)]
        )
    }

    @Test("S-17 · A job that was given up before a row was tried is followed by another")
    func resumingAborted() {
        #expect(actions(resuming: Self.job, [told(.aborted)]) == [.create])
        guard case .told(let tried) = told(.aborted, processed: 5) else { return }
        #expect(actions(resuming: Self.job, [.told(tried)]) == [.readResults(tried)])
    }

    @Test("S-17 · A job that is gone is not written again")
    func resumingGone() {
        let error = SalesforceError(.notFound)
        #expect(actions(resuming: Self.job, [.refused(error)]) == [.giveUp(error)])
    }

    @Test("S-17 · An upload whose answer was lost is not trusted")
    func lostUpload() {
        #expect(
            actions([.created(Self.job), .remembered, Self.lost, .aborted])
                == [.remember(Self.job), .upload(Self.job), .abort(Self.job), .create]
        )
    }

    @Test("S-17 · After a lost answer to the closing the job itself tells whether it is closed")
    func lostClose() {
        let events: [IngestMachine.Event] = [.created(Self.job), .remembered, .uploaded, Self.lost]
        #expect(actions(events).last == .ask(Self.job, after: .milliseconds(750)))
        #expect(actions(events + [told(.open)]).last == .close(Self.job))
        #expect(actions(events + [told(.inProgress)]).last == .ask(Self.job, after: .milliseconds(500)))
    }

    @Test("S-17 · After a lost answer to the giving up the job itself tells how it stands")
    func lostAbort() {
        let refused = IngestMachine.Event.refused(SalesforceError(ErrorCode("INVALIDJOBSTATE")))
        let events: [IngestMachine.Event] = [.created(Self.job), .remembered, Self.lost, Self.lost, refused]
        #expect(actions(events).last == .ask(Self.job, after: .zero))
        #expect(actions(events + [told(.aborted)]).last == .create)
    }

    @Test("A job that failed still has results to be read", arguments: [BulkJob.State.failed, .aborted])
    func failed(state: BulkJob.State) {
        let events: [IngestMachine.Event] = [.created(Self.job), .remembered, .uploaded, told(.inProgress)]
        guard case .readResults(let job) = actions(events + [told(state, processed: 1)]).last else {
            Issue.record("The results are not read.")
            return
        }
        #expect(job.failure != nil)
    }

    @Test(
        "Whatever happens in whatever order, the machine ends, and never uploads twice to one job",
        arguments: 0..<200
    )
    func anyOrder(seed: Int) {
        var dice = Dice(state: UInt64(seed))
        let isResumed = seed.isMultiple(of: 3)
        var machine = IngestMachine(resuming: isResumed ? Self.job : nil)
        var action = machine.first
        var uploads: [RecordID: Int] = [:]
        var closed: Set<RecordID> = []
        var jobs = 0
        for step in 0..<2000 {
            if case .upload(let job) = action {
                uploads[job, default: 0] += 1
                #expect(!closed.contains(job))
            }
            if case .close(let job) = action { closed.insert(job) }
            #expect(uploads.values.allSatisfy { $0 == 1 })
            switch action {
            case .readResults, .giveUp: return
            default: break
            }
            // After a while everything goes well, as in life.
            let event = step < 60 ? anyEvent(for: action, &jobs, &dice) : goodEvent(for: action, &jobs)
            action = machine.next(after: event)
        }
        Issue.record("The machine did not end.")
    }

    private func goodEvent(for action: IngestMachine.Action, _ jobs: inout Int) -> IngestMachine.Event {
        switch action {
        case .create:
            jobs += 1
            return .created(RecordID.made("7505e00000Ab" + String(100 + jobs)))
        case .remember: return .remembered
        case .upload: return .uploaded
        case .close(let job): return told(.uploadComplete, job)
        case .ask(let job, _): return told(.jobComplete, processed: 1, job)
        case .abort: return .aborted
        case .readResults, .giveUp: return Self.lost
        }
    }

    private func anyEvent(
        for action: IngestMachine.Action,
        _ jobs: inout Int,
        _ dice: inout Dice
    ) -> IngestMachine.Event {
        switch dice.roll(6) {
        case 0: return Self.lost
        case 1: return .refused(SalesforceError(ErrorCode("INVALIDJOBSTATE")))
        case 2:
            guard case .ask(let job, _) = action else { return goodEvent(for: action, &jobs) }
            let states: [BulkJob.State] = [.open, .uploadComplete, .inProgress, .aborted]
            return told(states[dice.roll(4)], job)
        default: return goodEvent(for: action, &jobs)
        }
    }
}

struct QueryMachineTests {
    private static let job = RecordID.made("7505e00000AbCdE")

    private func told(_ state: BulkJob.State, words: String = "") -> BulkJob {
        BulkJob(id: Self.job, state: state, object: "Lead", words: words)
    }

    private func actions(resuming: RecordID? = nil, _ events: [QueryMachine.Event]) -> [QueryMachine.Action] {
        var machine = QueryMachine(resuming: resuming)
        return events.map { machine.next(after: $0) }
    }

    @Test("S-17 · A query's job is kept, waited for and read")
    func order() {
        let done = told(.jobComplete)
        #expect(
            actions([.created(told(.uploadComplete)), .remembered, .told(told(.inProgress)), .told(done)]) == [
                .remember(Self.job), .ask(Self.job, after: .milliseconds(500)),
                .ask(Self.job, after: .milliseconds(750)),
                .read(done),
            ]
        )
    }

    @Test("S-17 · Whoever comes after a crash waits for the job that was kept, or begins anew when it is gone")
    func resuming() {
        #expect(QueryMachine(resuming: Self.job).first == .ask(Self.job, after: .zero))
        #expect(actions(resuming: Self.job, [.refused(SalesforceError(.notFound))]) == [.create])
    }

    @Test("An object that Bulk does not give is asked for by REST")
    func fallback() {
        let refused = SalesforceError(ErrorCode("INVALIDENTITY"))
        #expect(actions([.refused(refused)]) == [.useREST])
        let failed = told(.failed, words: "InvalidEntity : TaskPriority is not supported by the Bulk API")
        #expect(actions(resuming: Self.job, [.told(failed)]) == [.useREST])
    }

    @Test("Answers that stay away are not waited for without end")
    func losses() {
        let lost = QueryMachine.Event.lost(SalesforceError(.unreachable))
        let all = actions(resuming: Self.job, Array(repeating: lost, count: QueryMachine.mostLosses))
        #expect(all.last == .giveUp(SalesforceError(.unreachable)))
        #expect(all.dropLast().allSatisfy { if case .ask = $0 { true } else { false } })
    }
}
