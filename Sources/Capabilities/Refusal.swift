/// Why a capability did not do what it was asked: one sentence for the person, a code for programs, faults by field.
package struct Refusal: Error, Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// What was entered needs a correction.
        case invalid
        case notFound
        /// It fits no more with what is stored.
        case conflict
        /// Not for this role, or not this way.
        case forbidden
        case notSignedIn
        /// May be tried again after the time.
        case tooMany(retryAfter: Duration)
        /// What it needs is not there at the moment.
        case notReady(retryAfter: Duration)
    }

    package let kind: Kind
    /// Stable, as in `user.last-admin`.
    package let code: String
    package let sentence: String
    /// By the name of the field: what is wrong with it.
    package let fields: [String: String]

    package init(_ kind: Kind, _ code: String, _ sentence: String, fields: [String: String] = [:]) {
        self.kind = kind
        self.code = code
        self.sentence = sentence
        self.fields = fields
    }
}

extension Refusal: CustomStringConvertible {
    package var description: String { sentence }
}

extension Refusal {
    package static let forbidden = Refusal(
        .forbidden,
        "role.not-allowed",
        "Your role does not allow this; ask an administrator."
    )
    package static let seatMissing = Refusal(
        .forbidden,
        "seat.missing",
        """
        You are signed in, but no product is assigned to you, so there is nothing here for you to work with. Ask an \
        administrator to assign you one at your identity provider; then load this page again.
        """
    )
    package static let sessionNeeded = Refusal(
        .forbidden,
        "session.needed",
        "This is for a signed-in person; sign in and try again."
    )
    static let formInvalid = "form.invalid"
}

/// The faults of a form, collected so that all are shown at once.
struct Faults {
    private var fields: [String: String] = [:]

    mutating func add(_ field: String, _ sentence: String) {
        if fields[field] == nil { fields[field] = sentence }
    }

    /// Throws when there are any.
    func check() throws(Refusal) {
        guard fields.isEmpty else { throw refusal }
    }

    var refusal: Refusal {
        let sentence = fields.count == 1 ? fields.values.first ?? "" : "\(fields.count) entries need a correction."
        return Refusal(.invalid, Refusal.formInvalid, sentence, fields: fields)
    }
}
