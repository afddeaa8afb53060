/// What a handler says of the job it was given. An error that it throws means: try again later.
package enum Verdict: Sendable, Equatable {
    case done
    /// Come back after the time; this was not an attempt.
    case snooze(Duration)
    /// Trying again is of no use. The sentence says why, for people, and holds no values.
    case giveUp(String)
}
