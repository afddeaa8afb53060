package import Jobs

extension JobKind {
    /// What such a job does, in words for people; of a kind that this program does not know, its name.
    package var words: String { JobKind.words[self] ?? rawValue }

    private static let words: [JobKind: String] = [
        Outbox.deliver: "Send a mail",
        Tidying.kind: "Remove what has ended",
        AlertWatch.kind: "Look for what admins have to know",
        Sweep.kind: "Remove old background jobs",
        RunStart.kind: "Begin a run",
        RunStep.read: "Read the records of a run",
        RunStep.plan: "Match and plan the records of a run",
        RunStep.write: "Write the records of a run",
        RunStep.signals: "Write the intent signals and scoops of a run",
        RunValuesSweep.kind: "Drop the values of old runs",
        MappingTrialSweep.kind: "Remove the records of a mapping's test",
        ConnectionProbe.kind: "Look whether a connection works",
        Connections.Revocation.kind: "Give back the tokens of a connection that was ended",
        ConnectionProbe.daily: "Look whether all connections work",
    ]
}
