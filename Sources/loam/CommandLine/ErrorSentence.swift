import Capabilities
import Crypto
import Database
import HTTP
import Jobs
import Mail
import Matching
import Store
import Tabular

/// What a person reads about an error: the words it brings, or its kind alone where it may carry a value.
func sentence(for error: any Error) -> String {
    switch error {
    case let failure as Failure: failure.message
    case let error as DatabaseError: error.message
    case let error as CryptoError: error.message
    case let error as ServerError: error.message
    case let error as HTTPClientError: error.message
    case let error as MailError: error.message
    case let refusal as Queue.Refusal: refusal.description
    case let refusal as Refusal: refusal.words
    case let error as IndexError: error.description
    case let error as MatchFileError: error.description
    case let error as ModelFileError: error.description
    case let error as TableError: error.description
    case let error as LoadedElsewhere: error.description
    case is CancellationError: "The command was stopped before it was done."
    default:
        "Something happened that this command does not expect (\(type(of: error))). Nothing more is known; "
            + "'loam doctor' may show what is wrong."
    }
}

extension Refusal {
    /// The sentence, and each fault when there are several.
    fileprivate var words: String {
        guard fields.count > 1 else { return sentence }
        return sentence + fields.sorted { $0.key < $1.key }.map { "\n  \($0.key): \($0.value)" }.joined()
    }
}
