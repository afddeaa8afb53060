import Capabilities
import HTML
import HTTP
import Synchronization
import Telemetry

/// Looks at the queue every two seconds for one page; ends after ten minutes, so that the browser asks anew and is
/// checked anew.
final class QueueWatch: Sendable {
    private struct State {
        var last: JobCounts?
        var looks = 0
    }

    private static let pause = Duration.seconds(2)
    private static let mostLooks = 300

    private let visit: Visit
    private let state = Mutex(State())

    init(_ visit: Visit) {
        self.visit = visit
    }

    /// The first counts at once, later ones when they differ; nil at the end.
    func next() async -> ServerSentEvent? {
        do {
            while let isFirst = begin() {
                if !isFirst { try await visit.portal.surroundings.clock.sleep(QueueWatch.pause) }
                let counts = JobCounts(try await visit.app.jobs.counts(by: visit.caller))
                if isNews(counts) { return ServerSentEvent(name: "fragment", data: counts.html.string) }
            }
        } catch {
            Log.debug("Watching the queue for a page has ended")
        }
        return nil
    }

    /// Whether this is the first look; nil when there were enough.
    private func begin() -> Bool? {
        state.withLock { state in
            state.looks += 1
            return state.looks > QueueWatch.mostLooks ? nil : state.last == nil
        }
    }

    private func isNews(_ counts: JobCounts) -> Bool {
        state.withLock { state in
            defer { state.last = counts }
            return state.last != counts
        }
    }
}
