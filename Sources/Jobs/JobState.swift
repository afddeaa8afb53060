import Database

/// Where a job is.
///
/// ```
///   enqueue            run at a later time
///      │                      │
///      ▼        snooze, fail  ▼
///    ready ◄──┐ ┌────────► waiting
///      │      │ │             │
///      │ release│             │ its time has come
///      ▼      │ │             │
///    leased ──┴─┘ ◄───────────┘ ◄─┐
///      │ │ └───────── lapsed ─────┘   claimed anew, as if it had been ready
///      │ │
///      │ ├─ done ─────────────────► done
///      │ └─ give up, or the last
///      │    attempt failed or lapsed ► dead ──┐
///      │                                      ├─ retry by hand ► ready
///      └─ cancelled by hand ──────► cancelled ┘      (also from ready and waiting)
/// ```
///
/// A claim, which is the only way into `leased`, counts `claims` up; every way out of it, but for a cancellation by hand,
/// names the count at which it was claimed, so that a worker that was taken for dead cannot undo its successor's work.
package enum JobState: String, CaseIterable, Sendable, Codable, SQLConvertible, SQLReadable, RowDecodable {
    case ready, waiting, leased, done, dead, cancelled

    /// Whether the job will still run, or is running.
    package var isLive: Bool {
        switch self {
        case .ready, .waiting, .leased: true
        case .done, .dead, .cancelled: false
        }
    }
}
