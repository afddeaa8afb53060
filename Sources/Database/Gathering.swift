import Synchronization

/// Those who wait to write together. One of them leads: it gets the writer and carries out all who came until then.
final class Gathering: Sendable {
    /// What becomes of one who waits.
    enum Turn: Sendable {
        /// It carries out all who wait, itself among them.
        case leads
        /// It was carried out, and how it went is known.
        case settled
        /// The transaction was lost under it: nothing was kept, and it has to go by itself.
        case lost
    }

    struct Member: Sendable {
        let number: Int
        /// Does its part, so that it can be undone without the others if it is to be apart from them, and tells whether it went
        /// well.
        let run: @Sendable (isolated Connection, _ isApart: Bool) -> Bool
        /// Nil once it leads.
        var continuation: CheckedContinuation<Turn, any Error>?
    }

    /// One transaction, and how it ended.
    struct Round: Sendable {
        enum Ending: Sendable {
            /// Each knows how it went.
            case settled
            case lost
            /// It could not begin, or not be kept.
            case failed(any Error)
        }

        let members: [Member]
        let ending: Ending
    }

    fileprivate struct State {
        var waiting: [Member] = []
        var lastNumber = 0
        var isLed = false
    }

    /// How many share a commit at most, so that nobody waits long for the others.
    static let mostMembers = 64

    private let state = Mutex(State())

    var waiting: Int { state.withLock { $0.waiting.count } }

    /// Waits until one's turn is known.
    func join(_ run: @escaping @Sendable (isolated Connection, _ isApart: Bool) -> Bool) async throws -> Turn {
        try Task.checkCancellation()
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let leads = state.withLock { state in
                    let leads = !state.isLed
                    state.isLed = true
                    let kept = leads ? nil : continuation
                    state.waiting.append(Member(number: number, run: run, continuation: kept))
                    return leads
                }
                if leads {
                    continuation.resume(returning: .leads)
                } else if Task.isCancelled {
                    // Before it was known here, when the handler found nobody.
                    cancel(number)
                }
            }
        } onCancel: {
            cancel(number)
        }
    }

    /// Hands those who wait to the transaction that begins. Whoever comes from now on is led by the first of them.
    func take() -> [Member] {
        let (members, next) = state.withLock { state in
            let members = Array(state.waiting.prefix(Gathering.mostMembers))
            state.waiting.removeFirst(members.count)
            return (members, state.promote())
        }
        next?.resume(returning: .leads)
        return members
    }

    /// The leader got no writer: the next one tries.
    func abdicate() {
        let next = state.withLock { state in
            state.waiting.removeFirst()
            return state.promote()
        }
        next?.resume(returning: .leads)
    }

    private func cancel(_ number: Int) {
        let continuation = state.withLock { state -> CheckedContinuation<Turn, any Error>? in
            // Whoever leads is cancelled where it waits for the writer.
            guard let place = state.waiting.firstIndex(where: { $0.number == number && $0.continuation != nil })
            else { return nil }
            return state.waiting.remove(at: place).continuation
        }
        continuation?.resume(throwing: CancellationError())
    }
}

extension Gathering.State {
    /// The first of those who wait leads from now on, if there is one.
    fileprivate mutating func promote() -> CheckedContinuation<Gathering.Turn, any Error>? {
        isLed = !waiting.isEmpty
        return waiting.isEmpty ? nil : waiting[0].continuation.take()
    }
}

extension Gathering.Round {
    /// Lets all but the leader know.
    func tell() {
        for member in members {
            switch ending {
            case .settled: member.continuation?.resume(returning: .settled)
            case .lost: member.continuation?.resume(returning: .lost)
            case .failed(let error): member.continuation?.resume(throwing: error)
            }
        }
    }

    /// What became of the leader.
    func turn() throws -> Gathering.Turn {
        switch ending {
        case .settled: return .settled
        case .lost: return .lost
        case .failed(let error): throw error
        }
    }
}
