#if canImport(Glibc)
    import Glibc
#endif

/// All that a match hangs on beside the catalogue: weights, prior, threshold and calibration, with a version.
package struct Model: Sendable, Hashable, Codable {
    package var version = 1
    /// The part of records that the catalogue is thought to have.
    package var present = 0.9
    package var company = CompanyWeights()
    package var person = PersonWeights()
    /// From which confidence on an answer is a match.
    package var threshold = 70
    /// Likelihood as logarithm of the odds, and the confidence that was found for it; rising.
    package var calibration: [CalibrationPoint] = []

    package struct CalibrationPoint: Sendable, Hashable, Codable {
        package var odds: Double
        package var confidence: Double

        package init(odds: Double, confidence: Double) { (self.odds, self.confidence) = (odds, confidence) }
    }

    package init() {}

    /// The bits of one candidate before anything is compared.
    func prior(of count: Int) -> Bits {
        Bits(Float(log2(present / (1 - present)) - log2(Double(max(1, count)))))
    }

    /// The score that a candidate needs to be a match, where others and "none" have their share.
    package func needed(against others: some Sequence<Bits>) -> Bits {
        var sum = 1.0
        for other in others { sum += exp2(other.value) }
        return Bits(Float(Model.odds(Double(threshold + 1) / 100) + log2(sum)))
    }

    /// The confidence of a likelihood, 0…100.
    package func confidence(_ share: Double) -> Int {
        guard !calibration.isEmpty else { return Int((share * 100).rounded()) }
        let odds = Model.odds(share)
        guard let next = calibration.firstIndex(where: { $0.odds >= odds }) else {
            return Int((calibration[calibration.count - 1].confidence).rounded())
        }
        guard next > 0 else { return Int(calibration[0].confidence.rounded()) }
        let (low, high) = (calibration[next - 1], calibration[next])
        let part = high.odds > low.odds ? (odds - low.odds) / (high.odds - low.odds) : 1
        return Int((low.confidence + part * (high.confidence - low.confidence)).rounded())
    }

    /// The logarithm to the base of two of a likelihood's odds, within 30 either way.
    package static func odds(_ share: Double) -> Double {
        let bounded = min(max(share, 1e-9), 1 - 1e-9)
        return log2(bounded / (1 - bounded))
    }
}
