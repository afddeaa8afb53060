import HTML
import HTTP
import Synchronization
import Telemetry

/// Looks at something every two seconds for one page; ends after ten minutes, so that the browser asks anew and is
/// checked anew.
final class LiveFragment: Sendable {
    private struct State {
        var last: HTML?
        var looks = 0
    }

    private static let pause = Duration.seconds(2)
    private static let mostLooks = 300

    private let clock: WallClock
    private let look: @Sendable () async throws -> HTML
    private let state = Mutex(State())

    init(_ visit: Visit, _ look: @escaping @Sendable () async throws -> HTML) {
        clock = visit.portal.surroundings.clock
        self.look = look
    }

    /// The fragment at once, and again whenever it has changed, while somebody looks.
    var response: Response { .events(AsyncStream { await self.next() }) }

    /// Nil at the end.
    private func next() async -> ServerSentEvent? {
        do {
            while let isFirst = begin() {
                if !isFirst { try await clock.sleep(LiveFragment.pause) }
                let fragment = try await look()
                if isNews(fragment) { return ServerSentEvent(name: "fragment", data: fragment.string) }
            }
        } catch {
            Log.debug("Watching something for a page has ended")
        }
        return nil
    }

    /// Whether this is the first look; nil when there were enough.
    private func begin() -> Bool? {
        state.withLock { state in
            state.looks += 1
            return state.looks > LiveFragment.mostLooks ? nil : state.last == nil
        }
    }

    private func isNews(_ fragment: HTML) -> Bool {
        state.withLock { state in
            defer { state.last = fragment }
            return state.last != fragment
        }
    }
}
