/// What the doctor found out about one thing, and how to mend it when it is not well.
struct Finding: Sendable, Equatable {
    enum State: String, Sendable { case good, warning, broken }

    let subject: String
    let state: State
    let sentence: String
    let remedy: String?

    static func good(_ subject: String, _ sentence: String) -> Finding {
        Finding(subject: subject, state: .good, sentence: sentence, remedy: nil)
    }

    /// It works today and will not for ever, or not for everybody.
    static func warning(_ subject: String, _ sentence: String, remedy: String) -> Finding {
        Finding(subject: subject, state: .warning, sentence: sentence, remedy: remedy)
    }

    /// Something does not work.
    static func broken(_ subject: String, _ sentence: String, remedy: String) -> Finding {
        Finding(subject: subject, state: .broken, sentence: sentence, remedy: remedy)
    }
}

extension [Finding] {
    /// A line for each, its remedy below it, and what it comes to at the end.
    var text: String {
        let width = map(\.subject.count).max() ?? 0
        var text = ""
        for finding in self {
            let head = finding.state.rawValue + spaces(9 - finding.state.rawValue.count) + finding.subject
            text += head + spaces(width - finding.subject.count + 2) + finding.sentence + "\n"
            if let remedy = finding.remedy { text += spaces(9 + width + 2) + "→ " + remedy + "\n" }
        }
        return text + "\n" + summary + "\n"
    }

    var json: JSON {
        [
            "healthy": .flag(!isBroken),
            "findings": .array(
                map { finding in
                    [
                        "subject": .text(finding.subject), "state": .text(finding.state.rawValue),
                        "sentence": .text(finding.sentence), "remedy": .optional(finding.remedy),
                    ]
                }
            ),
        ]
    }

    var isBroken: Bool { contains { $0.state == .broken } }

    private var summary: String {
        let broken = count { $0.state == .broken }
        let warnings = count { $0.state == .warning }
        switch (broken, warnings) {
        case (0, 0): return "All is well."
        case (0, 1): return "All works; one thing deserves a look."
        case (0, _): return "All works; \(warnings) things deserve a look."
        case (1, _): return "One thing is broken."
        default: return "\(broken) things are broken."
        }
    }
}
