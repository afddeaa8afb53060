import Synchronization
import Telemetry

/// Tells a person how far a long piece of work has come: a bar where a terminal can redraw it, plain lines elsewhere.
///
/// Nothing is printed in the first two seconds, so that quick work stays quiet.
final class Progress: Sendable {
    enum Unit: Sendable {
        case bytes, rows
        /// Nothing that could be counted; only the time is told.
        case time
    }

    private struct State {
        var lastPrinted: Timestamp?
        var hasPrinted = false
    }

    private let title: String
    private let unit: Unit
    private let terminal: Terminal
    private let clock: WallClock
    private let began: Timestamp
    private let state = Mutex(State())

    init(_ title: String, unit: Unit = .time, in surroundings: Surroundings) {
        self.title = title
        self.unit = unit
        terminal = surroundings.terminal
        clock = surroundings.clock
        began = surroundings.clock.now()
    }

    /// Says how much is done; the whole may be unknown. Cheap enough to be called for each step.
    func update(_ done: Int, of whole: Int?) {
        let now = clock.now()
        guard now - began >= .seconds(2) else { return }
        let pause = terminal.isWatched ? Duration.milliseconds(100) : .seconds(5)
        let isDue = state.withLock { state in
            if let last = state.lastPrinted, now - last < pause { return false }
            state.lastPrinted = now
            state.hasPrinted = true
            return true
        }
        guard isDue else { return }
        let line = text(done, of: whole, after: now - began)
        terminal.error(terminal.isWatched ? "\r\u{1B}[2K" + line : line + "\n")
    }

    /// Takes the bar off the screen, so that the result stands on a line of its own.
    func finish() {
        let hasPrinted = state.withLock { $0.hasPrinted }
        if hasPrinted, terminal.isWatched { terminal.error("\r\u{1B}[2K") }
    }

    /// Runs the work and meanwhile tells how far it is, by what the body measures every half second.
    func during<Result: Sendable>(
        measuring measure: @Sendable @escaping () async -> (done: Int, whole: Int?) = { (0, nil) },
        _ work: () async throws -> Result
    ) async throws -> Result {
        // A child of this call: cancelled and over when the work is.
        async let _: Void = watch(measure)
        defer { finish() }
        return try await work()
    }

    private func watch(_ measure: @Sendable () async -> (done: Int, whole: Int?)) async {
        while (try? await clock.sleep(.milliseconds(500))) != nil {
            let (done, whole) = await measure()
            update(done, of: whole)
        }
    }

    private func text(_ done: Int, of whole: Int?, after elapsed: Duration) -> String {
        if unit == .time { return "\(title): \(durationText(elapsed)) so far" }
        let rate = elapsed.inSeconds > 0 ? Double(done) / elapsed.inSeconds : 0
        var figures = amount(done)
        var share: Double?
        if let whole, whole > 0 {
            let part = min(1, Double(done) / Double(whole))
            share = part
            figures = "\(Int(part * 100)) %, \(amount(done)) of \(amount(whole))"
        }
        figures += ", \(amount(Int(rate))) a second"
        if let whole, rate > 0, done < whole {
            figures += ", \(durationText(.seconds(Double(whole - done) / rate))) left"
        }
        guard terminal.isWatched, let share else { return "\(title): \(figures)" }
        let width = max(0, min(40, terminal.columns - title.count - figures.count - 6))
        let filled = Int(share * Double(width))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        return "\(title) \(bar) \(figures)"
    }

    private func amount(_ count: Int) -> String {
        switch unit {
        case .bytes: byteText(count)
        case .rows: counted(count, "row")
        case .time: ""
        }
    }
}
