import Capabilities
import Enrichment
import FoundationEssentials
import Jobs
import Store
import Telemetry

extension Command {
    static let job = Command(
        "job",
        "Look at jobs of Scheduled Enrich, run them, and keep them as files.",
        subcommands: [
            Command(
                "list",
                "List the jobs, the newest first.",
                options: [.output],
                configuration: Keys.forStorage,
                action: listJobs
            ),
            Command(
                "show",
                "Show one job: when it runs, what it looks at, and its mapping.",
                arguments: [.enrichJob],
                configuration: Keys.forStorage,
                action: showJob
            ),
            Command(
                "export",
                "Print a job as a document that 'loam job import' takes.",
                arguments: [.enrichJob],
                configuration: Keys.forStorage
            ) { invocation in
                let listed = try await invocation.onJob { capabilities, id, caller in
                    try await capabilities.enrichJobs.get(id, by: caller)
                }
                invocation.terminal.output(try EnrichJobDraft(listed.job).document)
                return .done
            },
            Command(
                "import",
                "Make a job of a document, or change one to it.",
                discussion: """
                    The job is verified against the org first; nothing is saved when anything is wrong with it. A new job is
                    off until 'loam job on'. With --job the document takes the place of what that job is.
                    """,
                arguments: [.document],
                options: [OptionGroup("Job", .replaced, .connection), .output],
                configuration: Keys.forStorage,
                action: importJob
            ),
            Command(
                "run",
                "Begin a run of a job now, whether it is on or off.",
                arguments: [.enrichJob],
                options: [OptionGroup("Run", .preview)],
                configuration: Keys.forStorage
            ) { invocation in
                let run = try await invocation.onJob { capabilities, id, caller in
                    invocation.has(.preview)
                        ? try await capabilities.runs.preview(id, by: caller)
                        : try await capabilities.runs.start(id, by: caller)
                }
                invocation.terminal.print("The run \(run) begins.")
                return .done
            },
            Command(
                "on",
                "Let a job run by its schedule.",
                arguments: [.enrichJob],
                configuration: Keys.forStorage
            ) { try await turn($0, on: true) },
            Command(
                "off",
                "Let a job run no more by its schedule.",
                arguments: [.enrichJob],
                configuration: Keys.forStorage
            ) { try await turn($0, on: false) },
        ]
    )
}

@Sendable private func turn(_ invocation: Invocation, on isOn: Bool) async throws -> ExitCode {
    try await invocation.onJob { capabilities, id, caller in
        try await capabilities.enrichJobs.setOn(isOn, id, by: caller)
    }
    invocation.terminal.print("The job is \(isOn ? "on" : "off").")
    return .done
}

@Sendable private func listJobs(_ invocation: Invocation) async throws -> ExitCode {
    let jobs = try await invocation.asOperator { capabilities, name in
        try await capabilities.enrichJobs.list(by: try await capabilities.atCommandLine(as: name))
    }
    if invocation.has(.json) {
        invocation.terminal.print(JSON.array(jobs.map(\.json)).formatted)
    } else if jobs.isEmpty {
        invocation.terminal.print("There are no jobs.")
    } else {
        var table = TextTable("id", "name", "object", "org", "interval", "next run", "status", "alerts")
        for listed in jobs {
            let job = listed.job
            table.add(
                job.id.rawValue,
                job.settings.name,
                job.settings.object.rawValue,
                listed.connection?.name ?? "",
                job.frequency?.interval ?? "By hand",
                listed.nextRunAt.map { Timestamp(seconds: $0.seconds).iso8601 } ?? "",
                job.isOn ? "on" : "off",
                job.alerts ? "on" : "off"
            )
        }
        invocation.terminal.output(table.text)
    }
    return .done
}

@Sendable private func showJob(_ invocation: Invocation) async throws -> ExitCode {
    let listed = try await invocation.onJob { capabilities, id, caller in
        try await capabilities.enrichJobs.get(id, by: caller)
    }
    let (job, settings) = (listed.job, listed.job.settings)
    let records =
        switch settings.records {
        case .all: "all"
        case .listView(let id): "those of the list view \(id)"
        case .criteria(let rows):
            rows.map { "\($0.field) \($0.comparison.label) \($0.text)" }.joined(separator: ", and ")
        }
    invocation.terminal.print("\(settings.name) (\(job.id)), \(job.isOn ? "on" : "off")")
    invocation.terminal.print("Enriches \(settings.object.rawValue) records of \(listed.connection?.name ?? "no org").")
    invocation.terminal.print("Runs: \(job.frequency?.words ?? "by hand only")")
    invocation.terminal.print("Records: \(records)")
    var table = TextTable("loam field", "salesforce field", "update option")
    for row in settings.mapping.rows { table.add(row.source.label, row.target.rawValue, row.rule.label) }
    invocation.terminal.output(table.text)
    return .done
}

@Sendable private func importJob(_ invocation: Invocation) async throws -> ExitCode {
    let path = try invocation.required(Argument.document)
    guard let bytes = FileManager.default.contents(atPath: path) else {
        throw Failure("The file \(path) cannot be read. Check its name and its permissions.")
    }
    let draft = try EnrichJobDraft(document: bytes)
    let replaced = invocation[.replaced]
    let id: ID<EnrichJob>
    do {
        id = try await invocation.asOperator { capabilities, name in
            let caller = try await capabilities.atCommandLine(as: name)
            if let replaced {
                let job = try await capabilities.job(called: replaced, by: caller)
                try await capabilities.enrichJobs.edit(job.id, to: draft, expecting: job.revision, by: caller)
                return job.id
            }
            let connection = try await capabilities.connection(called: invocation[.connection], by: caller)
            return try await capabilities.enrichJobs.create(draft, on: connection, isOn: false, by: caller).id
        }
    } catch let refusal as Refusal where !refusal.fields.isEmpty {
        let lines = refusal.fields.sorted { $0.key < $1.key }.map { "\n  \($0.key): \($0.value)" }.joined()
        throw Failure(refusal.sentence + lines)
    }
    if invocation.has(.json) {
        let json: JSON = ["id": .text(id.rawValue)]
        invocation.terminal.print(json.formatted)
    } else {
        invocation.terminal.print(
            replaced == nil ? "The job \(id) is made; it is off." : "The job \(id) is changed."
        )
    }
    return .done
}

extension Invocation {
    /// Does something with the job that the argument names.
    fileprivate func onJob<Result>(
        _ body: (Capabilities, ID<EnrichJob>, Caller) async throws -> Result
    ) async throws -> Result {
        let called = try required(Argument.enrichJob)
        return try await asOperator { capabilities, name in
            let caller = try await capabilities.atCommandLine(as: name)
            return try await body(capabilities, try await capabilities.job(called: called, by: caller).id, caller)
        }
    }
}

extension Capabilities {
    /// By its id, or by its name where only one has it.
    fileprivate func job(called text: String, by caller: Caller) async throws -> EnrichJob {
        let jobs = try await enrichJobs.list(by: caller).map(\.job)
        let found = jobs.filter { $0.id.rawValue == text || $0.settings.name == text }
        guard let job = found.first else {
            throw Failure("There is no job “\(text)”. 'loam job list' shows those that there are.")
        }
        guard found.count == 1 else { throw Failure("Several jobs are called “\(text)”. Name one by its id.") }
        return job
    }

    /// By its id or its name; the only one where none is named.
    fileprivate func connection(called text: String?, by caller: Caller) async throws -> ID<OrgConnection> {
        let all = try await connections.list(by: caller).filter { $0.state != .disconnected }
        let found = text.map { text in all.filter { $0.id.rawValue == text || $0.name == text } } ?? all
        guard let connection = found.first else {
            throw Failure(
                text.map { "There is no connected org “\($0)”." }
                    ?? "No Salesforce org is connected. Connect one in the portal first."
            )
        }
        guard found.count == 1 else { throw Failure("There are several orgs. Name one: --connection NAME.") }
        return connection.id
    }
}

extension EnrichJobs.Listed {
    fileprivate var json: JSON {
        [
            "id": .text(job.id.rawValue), "name": .text(job.settings.name),
            "object": .text(job.settings.object.rawValue), "connection": .text(job.connection.rawValue),
            "connectionName": .optional(connection?.name), "interval": .text(job.frequency?.interval ?? "By hand"),
            "nextRunAt": .optional(nextRunAt?.iso8601), "isOn": .flag(job.isOn), "alerts": .flag(job.alerts),
            "revision": .integer(job.revision), "createdAt": .text(job.createdAt.iso8601),
        ]
    }
}

extension Option {
    fileprivate static let preview = Option.flag("preview", "Plan everything and write nothing.")
    fileprivate static let replaced = Option.value("job", "JOB", "Change this job, by its id or its name.")
    fileprivate static let connection = Option.value(
        "connection",
        "ORG",
        "The org of a new job, by the id or the name of its connection; the only one when not said."
    )
}

extension Argument {
    fileprivate static let enrichJob = Argument("job", "The id or the name of the job.")
    fileprivate static let document = Argument("file", "The document, as 'loam job export' prints one.")
}
