package import Matching

/// Everything that would happen to a batch of records: the only thing from which a CRM is written.
package struct Plan: Sendable, Equatable {
    package let object: CRMObject
    /// In the order of the records' ids.
    package let outcomes: [Outcome]

    /// Records that go, in the order of their ids: an undo takes back what a run has made.
    package let removals: [Removal]

    package init(_ object: CRMObject, _ outcomes: [Outcome], removals: [Removal] = []) {
        self.object = object
        let isInOrder = zip(outcomes, outcomes.dropFirst()).allSatisfy { $0.record < $1.record }
        self.outcomes = isInOrder ? outcomes : outcomes.sorted { $0.record < $1.record }
        self.removals = removals.sorted { $0.record < $1.record }
    }

    /// A record that is deleted, as long as it is as it was when it was looked at.
    package struct Removal: Sendable, Hashable {
        package var record: CRMID
        package var version: String

        package init(_ record: CRMID, version: String) { (self.record, self.version) = (record, version) }
    }

    /// What is to become of one record.
    package struct Outcome: Sendable, Equatable {
        package var record: CRMID
        /// The record's mark of its last change when it was read: another one means that it has to be planned again.
        package var version: String
        /// The record that Salesforce locks together with this one.
        package var parent: CRMID?
        package var status: EnrichStatus
        package var profile: ProfileID?
        package var confidence = 0
        package var evidence: [Evidence] = []
        package var runnerUp: ProfileID?
        package var hasMoved: Moved?
        package var patch = Patch()
        package var price = Price.free
        /// Why nothing is written although there is a match.
        package var hold: Hold?
        package var followUps: [FollowUp] = []
        /// What is written into the package's own object; nil where that holds the profile already.
        package var export: Export?

        package init(_ record: CRMID, version: String, _ status: EnrichStatus) {
            (self.record, self.version, self.status) = (record, version, status)
        }

        /// Whether it has a match of which something is written.
        package var isEnriched: Bool { status.isMatch && isWritten }

        /// Whether anything is written for it, match or none.
        package var isWritten: Bool { !patch.isEmpty || followUps.contains(where: \.isWritten) || export != nil }
    }

    /// A record of the package's own object that is made or changed.
    package struct Export: Sendable, Equatable {
        /// Nil for a new one.
        package var record: CRMID?
        package var entries: [Patch.Entry]

        package init(_ record: CRMID?, _ entries: [Patch.Entry]) { (self.record, self.entries) = (record, entries) }
    }

    package var creditsNeeded: Int { profilesToPay.count }

    /// The profiles that have to be paid for, each once, in order.
    package var profilesToPay: [ProfileID] {
        outcomes.flatMap { outcome in
            let profile = outcome.price == .credit ? outcome.profile : nil
            return [profile].compactMap(\.self) + outcome.followUps.filter { $0.price == .credit }.map(\.person)
        }.sorted()
    }

    /// What follows from its records and is to be written.
    package var followUps: [FollowUp] { outcomes.flatMap { $0.followUps.filter(\.isWritten) } }

    /// The records that are changed, those with one parent beside each other so that their locks do not meet.
    package var changed: [Outcome] {
        // They are in the order of their ids already.
        let places = outcomes.indices.filter { !outcomes[$0].patch.isEmpty }
        return places.sorted { one, other in
            switch (outcomes[one].parent, outcomes[other].parent) {
            case (let parent?, let another?) where parent != another: parent < another
            case (nil, _?): true
            case (_?, nil): false
            default: one < other
            }
        }.map { outcomes[$0] }
    }
}
