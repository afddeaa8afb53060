import Database
import HTTP
import Jobs
import Telemetry

extension ProblemMapping {
    /// What a client may learn of errors that come from below the doors, and what the log says of the rest.
    static let ofLoam = ProblemMapping(
        translate: { error in (error as? DatabaseError).flatMap(Problem.init) },
        describe: { error in sentence(for: error) }
    )
}

extension Problem {
    /// The database's troubles that pass; nil for those that are faults of ours.
    fileprivate init?(_ error: DatabaseError) {
        switch error.code {
        case .busy, .serializationFailure, .deadlock, .timeout, .cannotConnect, .connectionLost, .commitUnknown,
            .exhausted, .closed:
            self.init(
                .serviceUnavailable,
                code: "database.unavailable",
                title: "The database cannot answer just now; try again in a moment.",
                headers: ["Retry-After": "2"]
            )
        case .full, .readOnly:
            self.init(
                Status(507),
                code: "database.full",
                title: "Nothing can be saved at the moment, because there is no space left; tell your administrator."
            )
        default: return nil
        }
    }
}
