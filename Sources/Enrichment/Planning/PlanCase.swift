/// All that is known of one record when it is planned.
package struct PlanCase: Sendable {
    package var record: Record
    package var match: Match
    package var person: Profile?
    /// Where the person works, or the company that the record is.
    package var company: Profile?
    /// Of a person who moved, the company that the record says.
    package var formerCompany: Profile?
    package var signals: [Signal]
    /// What Loam wrote last into the record's fields.
    package var lastWritten: [CRMField: FieldValue]
    /// Whether the last run had no credit left for it.
    package var isDeferred: Bool
    /// The record of the package's own object that holds the profile, nil where there is none yet.
    package var exported: ExportedProfile?
    /// The keys of the follow-ups that were made before.
    package var followUpsMade: Set<String>
    /// Of a person who moved, the org's account of the new company.
    package var newAccount: CRMID?
    /// Of a person who moved, whether the org has a record of them at the new company.
    package var isAtNewCompany = false

    package init(
        _ record: Record,
        _ match: Match,
        person: Profile? = nil,
        company: Profile? = nil,
        formerCompany: Profile? = nil,
        signals: [Signal] = [],
        lastWritten: [CRMField: FieldValue] = [:],
        isDeferred: Bool = false,
        exported: ExportedProfile? = nil,
        followUpsMade: Set<String> = []
    ) {
        self.record = record
        self.match = match
        self.person = person
        self.company = company
        self.formerCompany = formerCompany
        self.signals = signals
        self.lastWritten = lastWritten
        self.isDeferred = isDeferred
        self.exported = exported
        self.followUpsMade = followUpsMade
    }

    /// By what it is told from others, without what the record and the profiles say.
    package var bare: PlanCase {
        var record = record
        record.values = [:]
        return PlanCase(record, match, isDeferred: isDeferred)
    }
}

/// A record of the package's own object as it was read.
package struct ExportedProfile: Sendable, Equatable {
    package var id: CRMID
    package var values: [CRMField: FieldValue]

    package init(_ id: CRMID, _ values: [CRMField: FieldValue]) { (self.id, self.values) = (id, values) }
}
