import Capabilities
import Glibc
import Matching

/// Matches files against an index that lies in a folder, without a database.
enum MatchProof {
    /// Prints how long it took from opening the index on, and the records a second.
    static func run(object: String, folder: String, input: String, output: String, threshold: Int?) async throws {
        let began = ContinuousClock.now
        var file = try file(object, folder)
        if let threshold { file.model.threshold = threshold }
        let opened = ContinuousClock.now
        let totals = try await file.run(from: input, to: output)
        let ended = ContinuousClock.now
        let (opening, matching) = ((opened - began) / .seconds(1), (ended - opened) / .seconds(1))
        print("opened in \(opening) s, \(totals.records) records in \(matching) s:", terminator: " ")
        print("\(Int(Double(totals.records) / matching)) records/s, \(totals.matched) matched")
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let seconds = Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
        print("\(usage.ru_maxrss / 1024) MB, \(seconds) s of processor time")
    }

    /// Prints precision, recall and calibration.
    static func evaluate(object: String, folder: String, input: String) throws {
        let evaluation = try Evaluation.run(file(object, folder), from: input)
        for line in [evaluation.decided] + evaluation.byThreshold {
            let threshold = line.threshold < 0 ? "decided" : "\(line.threshold)"
            print(threshold, "precision", line.precision, "recall", line.recall, "F1", line.f1)
        }
        for band in evaluation.calibration {
            print("confidence", band.from, "records", band.records, "mean", band.meanConfidence, "right", band.right)
        }
    }

    private static func file(_ object: String, _ folder: String) throws -> MatchFile {
        guard let object = MatchObject(rawValue: object) else { throw Usage() }
        return MatchFile(object: object, index: try CatalogueIndex.open(folder))
    }
}
