/// Why a request of a directory is refused, in the words of RFC 7644, section 3.12.
package struct DirectoryFault: Error, Sendable, Equatable {
    package enum Kind: String, Sendable, Equatable {
        case invalidFilter, tooMany, uniqueness, mutability, invalidSyntax, invalidPath, noTarget, invalidValue
        case invalidVers, sensitive, invalidCursor
        case notFound, forbidden, unauthorized, preconditionFailed, tooLarge, notImplemented
        /// References between the operations of one bulk request that cannot be followed.
        case unresolved
    }

    package let kind: Kind
    /// For an administrator, who reads it in the identity provider.
    package let detail: String

    package init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        // It may repeat a name that was asked for, and U+0000 cannot be kept in the list of requests.
        self.detail = detail.replacing("\0", with: "")
    }

    package var status: Int {
        switch kind {
        case .invalidFilter, .tooMany, .mutability, .invalidSyntax, .invalidPath, .noTarget, .invalidValue,
            .invalidVers, .sensitive, .invalidCursor:
            400
        case .unauthorized: 401
        case .forbidden: 403
        case .notFound: 404
        case .uniqueness, .unresolved: 409
        case .preconditionFailed: 412
        case .tooLarge: 413
        case .notImplemented: 501
        }
    }

    /// The word that goes with a 400 or a clash; nil for what has none.
    package var word: String? {
        status == 400 || kind == .uniqueness ? kind.rawValue : nil
    }
}
