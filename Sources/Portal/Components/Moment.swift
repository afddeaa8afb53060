import HTML

/// A time as a page shows it: short to read, exact when pointed at.
struct Moment: Sendable, Equatable {
    /// For machines.
    let iso: String
    /// "3 minutes ago".
    let relative: String
    /// "21 Nov 2026, 14:05".
    let stamp: String
    /// "21 Nov 2026, 14:05:09 (Europe/Berlin)".
    let exact: String

    /// The relative text with the exact one behind it.
    var html: HTML { "<time datetime=\"\(iso)\" title=\"\(exact)\">\(relative)</time>" }

    var exactHTML: HTML { "<time datetime=\"\(iso)\">\(exact)</time>" }
}
