import Capabilities
import Database
import Matching
import Store
import Telemetry

extension Command {
    static let match: Command = {
        var match = Command(
            "match",
            "Find which companies and people of the catalogue records are.",
            discussion: """
                Reads a CSV file whose first row names fields of Salesforce: Id, Name, Website, Phone, BillingCity … of
                accounts; FirstName, LastName, Email, Account.Name … of contacts; Company … of leads. Other columns are left
                alone. The answers come in the same order.

                Each has a status (matched, company_only or none), a reason where there is no match, a confidence from 0 to
                100, and the ids of the company and the person. The index that this needs is made at the first use, and
                brought up to date when the catalogue has changed.

                  loam match --object account --in accounts.csv --out matches.csv
                  loam match evaluate --object account --truth known.csv
                """,
            options: [
                OptionGroup("Records", .object, .input, .answers),
                OptionGroup("Answers", .explain, .threshold, .accuracy, .review),
                .output,
            ],
            configuration: Keys.forStorage
        ) { try await $0.matchFile() }
        match.subcommands = [
            Command(
                "evaluate",
                "Tell how well records are matched whose right answers are known.",
                discussion: """
                    The file is as for 'loam match', with the right answers in the columns truth_company_source_id and
                    truth_person_source_id: the id that the row had in the file it was loaded from, empty for none.
                    """,
                options: [OptionGroup("Records", .object, .truth), OptionGroup("Answers", .cases), .output],
                configuration: Keys.forStorage
            ) { try await $0.evaluateMatches() },
            Command(
                "train",
                "Learn from records how much each kind of agreement tells.",
                discussion: """
                    The model is kept beside the index and used from then on; --reset goes back to the built-in one.
                    Records with a column truth_company_source_id teach by it, others by what they have in common with the
                    catalogue. What people decided about accounts teaches too; then --in may be left out.
                    """,
                options: [OptionGroup("Records", .lesson, .reset), .output],
                configuration: Keys.forStorage
            ) { try await $0.trainModel() },
        ]
        return match
    }()
}

extension Option {
    fileprivate static let object = Option.value(
        "object",
        "OBJECT",
        "What the records are: \(listed(MatchObject.allCases.map(\.rawValue))).",
        choices: MatchObject.allCases.map(\.rawValue),
        required: true
    )
    fileprivate static let input = Option.value("in", "FILE", "Read the records from this file.", required: true)
    fileprivate static let answers = Option.value("out", "FILE", "Write the answers to this file.", required: true)
    fileprivate static let truth = Option.value("truth", "FILE", "Records with their right answers.", required: true)
    fileprivate static let lesson = Option.value("in", "FILE", "Learn from the accounts of this file.")
    fileprivate static let reset = Option.flag("reset", "Forget what was learned.")
    fileprivate static let review = Option.flag(
        "review",
        "Put borderline matches into the queue that people look through in the portal."
    )
    fileprivate static let explain = Option.flag("explain", "Write beside each answer what speaks for and against it.")
    fileprivate static let accuracy = Option.value(
        "minimum-accuracy",
        "N",
        "Take no person of whom the catalogue is less sure, 0 to 100."
    )
    fileprivate static let threshold = Option.value(
        "threshold",
        "N",
        "Match from this confidence on, 1 to 100; 70 when not said. 'loam match evaluate' tells what each costs."
    )
    fileprivate static let cases = Option.value(
        "cases",
        "N",
        "List so many records that came out wrong; 20 when not said."
    )
}

extension Invocation {
    fileprivate func matchFile() async throws -> ExitCode {
        let path = try required(Option.input)
        var file = try await preparedFile()
        file.explains = has(.explain)
        file.reviews = has(.review)
        if let text = self[.accuracy] {
            guard let minimum = UInt8(text), minimum <= 100 else {
                throw UsageError("The option --minimum-accuracy must be a whole number from 0 to 100.")
            }
            file.minimumAccuracy = minimum
        }
        if let text = self[.threshold] {
            guard let threshold = Int(text), (1...100).contains(threshold) else {
                throw UsageError("The option --threshold must be a whole number from 1 to 100.")
            }
            file.model.threshold = threshold
        }
        let progress = Progress("Matching", unit: .bytes, in: surroundings)
        let began = surroundings.clock.now()
        let totals = try await file.run(from: path, to: required(Option.answers)) { progress.update($0, of: $1) }
        progress.finish()
        let waiting = try await putIntoQueue(totals.borderline, of: file.object)
        let seconds = (surroundings.clock.now() - began).inSeconds
        if has(.json) {
            let reasons = totals.reasons.sorted { $0.key.rawValue < $1.key.rawValue }
            let json: JSON = [
                "records": .integer(totals.records), "matched": .integer(totals.matched),
                "company_only": .integer(totals.companyOnly), "none": .integer(totals.none),
                "unreadable": .integer(totals.unreadable),
                "reasons": .object(reasons.map { (name: $0.key.rawValue, value: .integer($0.value)) }),
                "seconds": .real(seconds), "in_review": waiting.map { .integer($0) } ?? .null,
            ]
            terminal.print(json.formatted)
        } else {
            terminal.print(
                "\(counted(totals.records, "record")): \(totals.matched) matched, \(totals.companyOnly) company only, "
                    + "\(totals.none) without a match."
            )
            if totals.unreadable > 0 {
                terminal.print("\(counted(totals.unreadable, "row")) could not be read and had no match.")
            }
            if let waiting {
                terminal.print("\(counted(waiting, "pair")) of a record and a profile to review in the portal.")
            }
        }
        return .done
    }

    /// Tells how many pairs wait for a person now; nil when that was not asked for.
    private func putIntoQueue(_ pairs: [BorderlinePair], of object: MatchObject) async throws -> Int? {
        guard has(.review) else { return nil }
        return try await asOperator { app, name in
            try await app.reviews.enqueue(pairs, of: object, by: try await app.atCommandLine(as: name))
        }
    }

    fileprivate func evaluateMatches() async throws -> ExitCode {
        let file = try await preparedFile()
        let evaluation = try Evaluation.run(file, from: required(Option.truth))
        guard let most = Int(self[.cases] ?? "20"), most >= 0 else {
            throw UsageError("The option --cases must be a whole number.")
        }
        show(evaluation, cases: most)
        return .done
    }

    fileprivate func trainModel() async throws -> ExitCode {
        let models = ModelFile(folder: try indexFolder)
        if has(.reset) {
            try models.remove()
            terminal.print("The built-in model is used from now on.")
            return .done
        }
        let decided = try await withDatabase { try await DecidedAccount.all(in: $0) }
        guard self[.lesson] != nil || !decided.isEmpty else {
            throw UsageError("The option --in is missing, and nobody has decided about an account yet.")
        }
        let file = try await preparedFile(for: .account)
        let lesson = try Lesson.run(file, from: self[.lesson], and: decided)
        try models.write(lesson.model)
        terminal.print(
            "Learned from \(counted(lesson.records, "record")) and \(counted(lesson.decisions, "decision")); "
                + "the model is version \(lesson.model.version)."
        )
        return .done
    }

    private var indexFolder: String { get throws { try configuration().folder.indexPath } }

    /// The matching of one kind of record, with an index that is as the catalogue is.
    private func preparedFile(for known: MatchObject? = nil) async throws -> MatchFile {
        let named = self[.object].flatMap(MatchObject.init(rawValue:))
        guard let object = known ?? named else { throw UsageError("The option --object is missing.") }
        let folder = try indexFolder
        return try await withDatabase { database in
            let catalogue = OpenCatalogue(folder: folder, database: database, clock: surroundings.clock)
            let progress = Progress("Bringing the index up to date", unit: .rows, in: surroundings)
            try await catalogue.refresh { progress.update($0, of: nil) }
            progress.finish()
            let opened = try catalogue.current()
            var file = MatchFile(object: object, index: opened.index)
            file.model = opened.model
            try await catalogue.refreshDecisions()
            let organisation = try await database.read { db in try Organisation.installed(on: db) }
            file.decided = catalogue.decisions.about(object, in: organisation?.id)
            return file
        }
    }

    private func show(_ evaluation: Evaluation, cases most: Int) {
        let cases = evaluation.cases.prefix(most)
        if has(.json) {
            let json: JSON = [
                "records": .integer(evaluation.records), "with_truth": .integer(evaluation.truths),
                "decided": line(evaluation.decided), "by_threshold": .array(evaluation.byThreshold.map(line)),
                "calibration": .array(
                    evaluation.calibration.map {
                        [
                            "from": .integer($0.from), "records": .integer($0.records),
                            "mean_confidence": .real($0.meanConfidence), "right": .real($0.right),
                        ]
                    }
                ),
                "false_cases": .array(
                    cases.map {
                        [
                            "id": .text($0.id), "kind": .text($0.kind.rawValue), "confidence": .integer($0.confidence),
                            "reason": .text($0.reason), "answer": .text($0.answer), "truth": .text($0.truth),
                        ]
                    }
                ),
            ]
            return terminal.print(json.formatted)
        }
        var lines = TextTable("From confidence", "Precision", "Recall", "F1")
        for line in [evaluation.decided] + evaluation.byThreshold {
            let from = line.threshold < 0 ? "as decided" : "\(line.threshold)"
            lines.add(from, share(line.precision), share(line.recall), share(line.f1))
        }
        terminal.print(lines.text)
        var bands = TextTable("Confidence", "Records", "Mean", "Right")
        for band in evaluation.calibration {
            bands.add(
                "\(band.from)–\(band.from == 90 ? 100 : band.from + 9)",
                "\(band.records)",
                share(band.meanConfidence / 100),
                share(band.right)
            )
        }
        terminal.print(bands.text)
        guard !cases.isEmpty else { return }
        var wrong = TextTable("Record", "Came out", "Confidence", "Answer", "Truth")
        for one in cases { wrong.add(one.id, one.kind.rawValue, "\(one.confidence)", one.answer, one.truth) }
        terminal.print(wrong.text)
    }

    private func line(_ line: Evaluation.Line) -> JSON {
        [
            "threshold": line.threshold < 0 ? nil : .integer(line.threshold), "precision": .real(line.precision),
            "recall": .real(line.recall), "f1": .real(line.f1),
        ]
    }
}

/// Four digits behind the point, as `0.9931`.
private func share(_ value: Double) -> String {
    let text = String(Int((value * 10_000).rounded()))
    return text.count > 4 ? "1.0000" : "0." + String(repeating: "0", count: 4 - text.count) + text
}
