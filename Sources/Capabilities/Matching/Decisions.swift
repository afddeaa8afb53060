import Matching
package import Store

/// What people have decided about records, as this process knows it: asked for each record, so it lies in memory.
package struct Decisions: Sendable {
    /// What was decided of one record.
    package struct OfRecord: Sendable, Equatable {
        /// The profile that the record is.
        package var same: Int64?
        /// Profiles that it is not.
        package var different: Set<Int64> = []
    }

    private var records: [ID<Organisation>: [MatchObject: [String: OfRecord]]] = [:]

    init() {}

    init(_ decisions: [MatchReview.Decision]) {
        for decision in decisions {
            guard let object = MatchObject(rawValue: decision.object) else { continue }
            var known = records[decision.organisation]?[object]?[decision.recordKey] ?? OfRecord()
            if decision.isSame { known.same = decision.number } else { known.different.insert(decision.number) }
            records[decision.organisation, default: [:]][object, default: [:]][decision.recordKey] = known
        }
    }

    /// What an organisation has decided about its records of one kind; nil where it has decided nothing.
    package func about(_ object: MatchObject, in organisation: ID<Organisation>?) -> DecidedRecords? {
        organisation.flatMap { records[$0]?[object] }.map { DecidedRecords(records: $0) }
    }
}

/// The records of one kind about which something was decided.
package struct DecidedRecords: Sendable {
    fileprivate let records: [String: Decisions.OfRecord]

    /// Nil when nothing was decided about this record.
    func about(id: String?, _ question: borrowing Question) -> Decisions.OfRecord? {
        records[RecordInputs.key(id: id, question)]
    }
}
