import Enrichment
import HTML
import Store
import Telemetry

/// What became of a run: that its plan was carried out, or that it was undone.
struct RunSequel: Sendable {
    let run: Run
    let begun: Moment

    /// Whether the same may be begun once more.
    var mayBeRepeated: Bool { run.ending == .failed || run.ending == .stopped || run.ending == .partial }

    var html: HTML {
        Notice(
            tone: mayBeRepeated ? .amber : .blue,
            title: title,
            text: "Begun \(begun.stamp) by \(run.startedByName).",
            action: Button(text: run.purpose == .undo ? "See the undo" : "See the run", isSmall: true).link(
                to: Paths.run(run.id.rawValue)
            )
        ).html
    }

    private var title: String {
        let isUndo = run.purpose == .undo
        return switch run.ending {
        case nil: isUndo ? "It is being undone." : "This plan is being carried out."
        case .succeeded: isUndo ? "It was undone." : "This plan was carried out."
        case .partial: isUndo ? "It was undone in part." : "This plan was carried out in part."
        case .stopped: isUndo ? "Undoing it was stopped." : "Carrying out this plan was stopped."
        case .failed: isUndo ? "Undoing it failed." : "Carrying out this plan failed."
        }
    }
}
