/// A scale from zero to a round number that leaves the highest value just below its end.
struct Scale: Sendable, Equatable {
    let top: Int
    /// The values at which a line is drawn, the lowest first.
    let steps: [Int]

    init(highest: Int) {
        guard highest > 0 else {
            self.init(step: 1, count: 4)
            return
        }
        var power = 1
        while highest > 40 * power { power *= 10 }
        for factor in [1, 2, 5, 10] where highest <= 4 * factor * power {
            let step = factor * power
            self.init(step: step, count: max(2, (highest + step - 1) / step))
            return
        }
        self.init(step: 10 * power, count: 4)
    }

    private init(step: Int, count: Int) {
        top = step * count
        steps = (0...count).map { $0 * step }
    }
}

/// Numbers as SVG attributes have them: at most two decimals, never an exponent.
func svgNumber(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let whole = hundredths.magnitude / 100
    let rest = hundredths.magnitude % 100
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
}

/// A share of the width, so that the drawing fits any screen while its text keeps its size.
func svgPercent(_ share: Double) -> String { svgNumber(share * 100) + "%" }
