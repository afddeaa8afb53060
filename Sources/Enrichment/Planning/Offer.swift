package import Telemetry

/// What a run can write into a record: the values of its Loam fields, and who says so.
package struct Offer: Sendable {
    package var company: Profile?
    package var person: Profile?
    /// Of the company, the newest of each topic counts.
    package var signals: [Signal]
    package var status: EnrichStatus
    package var hasMoved: Moved?
    package var now: Timestamp

    package init(
        company: Profile? = nil,
        person: Profile? = nil,
        signals: [Signal] = [],
        status: EnrichStatus,
        hasMoved: Moved? = nil,
        now: Timestamp
    ) {
        self.company = company
        self.person = person
        self.signals = signals
        self.status = status
        self.hasMoved = hasMoved
        self.now = now
    }

    /// The value of a field, nil where nothing is known.
    package subscript(field: LoamField) -> SourcedValue? {
        switch field {
        case .company: company?[field]
        case .person: person?[field]
        case .run(let field): value(of: field).map { SourcedValue($0, .run) }
        case .intent(let point, let topic):
            newestSignal(of: topic).flatMap { signal in
                signal.value(of: point).map { SourcedValue($0, signal.provenance) }
            }
        }
    }

    /// Whether it could know the field at all: where the profile itself was not found, a field without a value says
    /// nothing.
    func isAskable(_ field: LoamField) -> Bool {
        switch field {
        case .company, .intent: company != nil
        case .person: person != nil
        case .run: true
        }
    }

    private func value(of field: RunField) -> FieldValue? {
        switch field {
        case .now: status.isMatch ? .moment(now) : nil
        case .status: .text(status.label)
        case .noMatchReason: status.reason.map { .text($0.label) }
        case .personHasMoved: hasMoved.map { .text($0.rawValue) }
        }
    }

    private func newestSignal(of topic: String) -> Signal? {
        signals.filter { $0.topic == topic }.max { ($0.observedOn, $0.number) < ($1.observedOn, $1.number) }
    }
}

/// Whether a person has left the company that the record says.
package enum Moved: String, Sendable, Hashable, CaseIterable {
    case yes = "Yes"
    case no = "No"
    case uncertain = "Uncertain"
}
