/// How long to wait before a Bulk job is asked for again: soon at first, ever more seldom for a long one.
package struct PollPace: Hashable, Sendable {
    package var first: Duration = .milliseconds(500)
    package var longest: Duration = .seconds(30)

    package init() {}

    package func wait(afterPolls polls: Int) -> Duration {
        var wait = first
        for _ in 0..<min(polls, 40) where wait < longest { wait = wait * 3 / 2 }
        return min(wait, longest)
    }
}
