package import Telemetry

/// That a company shows interest in a topic.
package struct Signal: Sendable, Equatable {
    package var number: Int64
    package var topic: String
    package var category: String
    package var score: Int?
    package var audienceStrength: String
    package var location: String
    package var observedOn: CivilDate
    package var provenance: Provenance

    package init(
        number: Int64,
        topic: String,
        category: String = "",
        score: Int?,
        audienceStrength: String = "",
        location: String = "",
        observedOn: CivilDate,
        provenance: Provenance
    ) {
        self.number = number
        self.topic = topic
        self.category = category
        self.score = score
        self.audienceStrength = audienceStrength
        self.location = location
        self.observedOn = observedOn
        self.provenance = provenance
    }

    /// One of the five points, nil where it is not known.
    package func value(of point: IntentPoint) -> FieldValue? {
        switch point {
        case .score: score.map { .number(DecimalNumber(Int64($0))) }
        case .audienceStrength: audienceStrength.isEmpty ? nil : .text(audienceStrength)
        case .location: location.isEmpty ? nil : .text(location)
        case .id: .number(DecimalNumber(number))
        case .issuedOn: .date(observedOn)
        }
    }
}
