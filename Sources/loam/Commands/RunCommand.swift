import Capabilities
import Enrichment
import Store
import Telemetry

extension Command {
    static let run = Command(
        "run",
        "Look at runs of enrichment, pause and stop them, and take them back.",
        discussion: "'loam job run' begins one.",
        subcommands: [
            Command(
                "list",
                "List runs, the newest first.",
                options: [OptionGroup("Runs", .runLimit), .output],
                configuration: Keys.forStorage,
                action: listRuns
            ),
            Command(
                "show",
                "Show a run: how far it is, and what it came to.",
                arguments: [.run],
                options: [.output],
                configuration: Keys.forStorage,
                action: showRun
            ),
            Command(
                "history",
                "Show what runs have done with a record of Salesforce.",
                arguments: [.record],
                options: [.output],
                configuration: Keys.forStorage,
                action: showHistory
            ),
            Command(
                "pause",
                "Pause a run after the batch under way.",
                arguments: [.run],
                configuration: Keys.forStorage
            ) { try await change($0, "The run is paused.") { try await $0.pause($1, by: $2) } },
            Command(
                "resume",
                "Let a paused run go on.",
                arguments: [.run],
                configuration: Keys.forStorage
            ) { try await change($0, "The run goes on.") { try await $0.resume($1, by: $2) } },
            Command(
                "stop",
                "Stop a run after the batch under way.",
                arguments: [.run],
                configuration: Keys.forStorage
            ) { try await change($0, "The run stops.") { try await $0.cancel($1, by: $2) } },
            Command(
                "undo",
                "Take back what a run wrote, as far as nobody has changed it since.",
                arguments: [.run],
                configuration: Keys.forStorage
            ) { invocation in
                let undo = try await invocation.onRun { try await $0.undo($1, by: $2) }
                invocation.terminal.print("The undo \(undo) begins.")
                return .done
            },
            Command(
                "apply",
                "Carry out the plan of a preview, exactly as it is.",
                arguments: [.run],
                options: [OptionGroup("Plan", .digest)],
                configuration: Keys.forStorage
            ) { invocation in
                let digest = try invocation.required(.digest)
                let run = try await invocation.onRun { try await $0.apply($1, digest: digest, by: $2) }
                invocation.terminal.print("The run \(run) begins.")
                return .done
            },
        ]
    )
}

@Sendable private func listRuns(_ invocation: Invocation) async throws -> ExitCode {
    var limit = 20
    if let text = invocation[.runLimit] {
        guard let number = Int(text), (1...500).contains(number) else {
            throw UsageError("The option --limit must be a number from 1 to 500.")
        }
        limit = number
    }
    let size = limit
    let page = try await invocation.asOperator { capabilities, name in
        try await capabilities.runs.list(size: size, by: try await capabilities.atCommandLine(as: name))
    }
    if invocation.has(.json) {
        invocation.terminal.print(JSON.array(page.runs.map { $0.json() }).formatted)
    } else if page.runs.isEmpty {
        invocation.terminal.print("There are no runs.")
    } else {
        var table = TextTable("id", "job", "what", "status", "total", "enriched", "errors", "credits", "started")
        for run in page.runs {
            table.add(
                run.id.rawValue,
                run.name,
                run.purpose.rawValue,
                run.ending?.rawValue ?? (run.waitsFor == nil ? run.state.rawValue : "waiting"),
                grouped(run.counts.total),
                grouped(run.counts.enriched),
                grouped(run.counts.errors),
                grouped(run.counts.credits),
                Timestamp(seconds: run.createdAt.seconds).iso8601
            )
        }
        invocation.terminal.output(table.text)
    }
    return .done
}

@Sendable private func showRun(_ invocation: Invocation) async throws -> ExitCode {
    let (run, digest, besides) = try await invocation.onRun { runs, id, caller in
        let run = try await runs.find(id, by: caller)
        let isPlan = run.purpose == .preview && run.state == .ended
        let digest = isPlan ? try await runs.digest(of: id, by: caller) : nil
        let refused = try await runs.shortfalls(of: id, size: Besides.shown, by: caller)
        let followed = try await runs.followUpCounts(of: id, by: caller)
        return (run, digest, Besides(followed: followed, refused: refused.first, total: refused.total))
    }
    guard !invocation.has(.json) else {
        invocation.terminal.print(run.json(digest: digest).formatted)
        return .done
    }
    let counts = run.counts
    let terminal = invocation.terminal
    terminal.print("\(run.name) (\(run.id)), \(run.ending?.rawValue ?? run.state.rawValue)")
    if let reason = run.reason { terminal.print(reason) }
    if let waitsFor = run.waitsFor, let since = run.waitsSince {
        terminal.print("It waits since \(Timestamp(seconds: since.seconds).iso8601): \(waitsFor)")
    }
    terminal.print(
        "Records: \(grouped(counts.total)) = \(grouped(counts.matched)) matched + \(grouped(counts.companyOnly)) company only + "
            + "\(grouped(counts.noMatch)) no match + \(grouped(counts.errors)) errors"
    )
    terminal.print("Enriched: \(grouped(counts.enriched)) records, \(grouped(run.fields)) fields")
    terminal.print(
        "Credits: \(grouped(counts.credits))"
            + (counts.deferred > 0 ? "; \(grouped(counts.deferred)) records wait for the next run" : "")
    )
    terminal.print("API calls: \(grouped(run.restCalls)) REST, \(grouped(run.bulkCalls)) Bulk")
    besides.lines.forEach(terminal.print)
    if let digest { terminal.print("Plan: \(digest)") }
    return .done
}

/// What a run did beside its records.
private struct Besides: Sendable {
    static let shown = 20

    let followed: [RunFollowUp.State: Int]
    let refused: [RunShortfall]
    let total: Int

    /// None where there is nothing to tell.
    var lines: [String] {
        let parts = RunFollowUp.State.allCases.compactMap { state in
            followed[state].map { "\(grouped($0)) \(state.rawValue)" }
        }
        var lines = parts.isEmpty ? [] : ["What follows from them: " + parts.joined(separator: ", ")]
        if total > 0 {
            lines.append("Refused besides: \(grouped(total))")
            lines += refused.map { "  \($0.object) of \($0.record): \($0.words)" }
            if total > refused.count {
                lines.append("  … and \(grouped(total - refused.count)) more, on the page of the run")
            }
        }
        return lines
    }
}

@Sendable private func showHistory(_ invocation: Invocation) async throws -> ExitCode {
    guard let record = CRMID(try invocation.required(Argument.record)) else {
        throw UsageError("The argument <record> must be the id of a Salesforce record, of 15 or 18 letters and digits.")
    }
    let history = try await invocation.asOperator { capabilities, name in
        try await capabilities.runs.history(of: record, by: try await capabilities.atCommandLine(as: name))
    }
    if invocation.has(.json) {
        invocation.terminal.print(JSON.array(history.visits.map(\.json)).formatted)
        return .done
    }
    guard !history.visits.isEmpty else {
        invocation.terminal.print("No run has looked at this record.")
        return .done
    }
    for departure in history.departures {
        let moment = Timestamp(seconds: departure.deletedAt.seconds).iso8601
        let end = departure.master.map { "merged into \($0) in Salesforce" } ?? "deleted in Salesforce"
        invocation.terminal.print("\(moment)  \(end)")
    }
    for visit in history.visits {
        let moment = Timestamp(seconds: visit.run.createdAt.seconds).iso8601
        invocation.terminal.print(
            "\(moment)  \(visit.run.name), \(visit.run.purpose.rawValue): \(visit.record.status.label), "
                + "\(visit.record.price.rawValue)"
        )
        for entry in visit.outcome?.patch.changes ?? [] {
            let source =
                if case .mapped(let field, _, let from, _)? = entry.origin { " (\(field.label), \(from.source))" } else
                { "" }
            invocation.terminal.print("    \(entry.field): “\(entry.before.text)” → “\(entry.after.text)”\(source)")
        }
    }
    return .done
}

@Sendable private func change(
    _ invocation: Invocation,
    _ sentence: String,
    _ body: (Runs, ID<Run>, Caller) async throws -> Void
) async throws -> ExitCode {
    try await invocation.onRun(body)
    invocation.terminal.print(sentence)
    return .done
}

extension Invocation {
    /// Does something with the run that the argument names.
    fileprivate func onRun<Result>(_ body: (Runs, ID<Run>, Caller) async throws -> Result) async throws -> Result {
        guard let id = ID<Run>(parsing: try required(Argument.run)) else {
            throw UsageError("The argument <run> must be the id of a run; 'loam run list' shows them.")
        }
        return try await asOperator { capabilities, name in
            try await body(capabilities.runs, id, try await capabilities.atCommandLine(as: name))
        }
    }
}

extension Run {
    fileprivate func json(digest: String? = nil) -> JSON {
        [
            "id": .text(id.rawValue), "job": .optional(job?.rawValue), "name": .text(name),
            "object": .text(object.rawValue), "purpose": .text(purpose.rawValue), "state": .text(state.rawValue),
            "ending": .optional(ending?.rawValue), "reason": .optional(reason), "waitsFor": .optional(waitsFor),
            "digest": .optional(digest), "total": .integer(counts.total), "matched": .integer(counts.matched),
            "companyOnly": .integer(counts.companyOnly), "noMatch": .integer(counts.noMatch),
            "errors": .integer(counts.errors), "enriched": .integer(counts.enriched), "fields": .integer(fields),
            "credits": .integer(counts.credits), "deferred": .integer(counts.deferred),
            "restCalls": .integer(restCalls), "bulkCalls": .integer(bulkCalls), "createdAt": .text(createdAt.iso8601),
            "endedAt": .optional(endedAt?.iso8601),
        ]
    }
}

extension Runs.Visit {
    fileprivate var json: JSON {
        [
            "run": .text(run.id.rawValue), "name": .text(run.name), "purpose": .text(run.purpose.rawValue),
            "status": .text(record.status.rawValue), "price": .text(record.price.rawValue),
            "createdAt": .text(run.createdAt.iso8601),
            "changes": .array(
                (outcome?.patch.changes ?? []).map { entry in
                    [
                        "field": .text(entry.field.rawValue), "before": .text(entry.before.text),
                        "after": .text(entry.after.text),
                    ]
                }
            ),
        ]
    }
}

extension Option {
    fileprivate static let runLimit = Option.value("limit", "N", "How many at most. Default 20.")
    fileprivate static let digest = Option.value(
        "digest",
        "TEXT",
        "The digest of the plan, as 'loam run show' prints it."
    )
}

extension Argument {
    fileprivate static let run = Argument("run", "The id of the run.")
    fileprivate static let record = Argument("record", "The Salesforce id of the record.")
}
