extension Plan {
    /// The records to be written that changed since they were planned, by the marks that some records have now: those that are
    /// not among them are as they were.
    package func changed(amongst marks: [CRMID: String]) -> [CRMID] {
        if marks.isEmpty { return [] }
        return outcomes.compactMap { outcome in
            guard !outcome.patch.isEmpty, let mark = marks[outcome.record], mark != outcome.version else { return nil }
            return outcome.record
        }
    }

    /// The same without these records.
    package func leavingOut(_ records: Set<CRMID>) -> Plan {
        records.isEmpty
            ? self : Plan(object, outcomes.filter { !records.contains($0.record) }, removals: removals)
    }
}
