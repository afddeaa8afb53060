import Telemetry

/// What a formula is worked out on.
package struct FormulaSubject {
    let clock: FormulaClock
    /// Whether the record is being made.
    let isNew: Bool
    /// The value of a field by its place in the formula's list.
    let current: (Int) -> Scalar
    /// The same before the change at hand.
    let prior: (Int) -> Scalar

    package init(
        clock: FormulaClock,
        isNew: Bool,
        current: @escaping (Int) -> Scalar,
        prior: @escaping (Int) -> Scalar
    ) {
        self.clock = clock
        self.isNew = isNew
        self.current = current
        self.prior = prior
    }
}

extension Formula {
    /// Works the formula out on a record.
    package func value(on subject: FormulaSubject) -> Scalar {
        evaluate(root, subject).scalar
    }

    /// Whether the formula's condition holds for a record.
    package func holds(for subject: FormulaSubject) -> Bool {
        evaluate(root, subject).isTrue
    }

    func evaluate(_ node: FormulaNode, _ subject: FormulaSubject) -> FormulaValue {
        switch node {
        case .value(let value): value
        case .field(let index): field(index, subject.current(index))
        case .apply(let function, let operands): apply(function, operands, subject)
        }
    }

    private func field(_ index: Int, _ scalar: Scalar) -> FormulaValue {
        let type = fields[index].type
        let value = FormulaValue(scalar, as: type)
        return value == .null && use == .field(blankAsZero: true) && (type == .number || type == .percent)
            ? .number(0) : value
    }

    private func apply(
        _ function: FormulaFunction,
        _ operands: [FormulaNode],
        _ subject: FormulaSubject
    ) -> FormulaValue {
        switch function {
        // These work out no more operands than they need.
        case .and: return .flag(operands.allSatisfy { evaluate($0, subject).isTrue })
        case .or: return .flag(operands.contains { evaluate($0, subject).isTrue })
        case .choose:
            var index = 0
            while index + 1 < operands.count {
                if evaluate(operands[index], subject).isTrue { return evaluate(operands[index + 1], subject) }
                index += 2
            }
            return evaluate(operands[index], subject)
        case .match:
            let value = evaluate(operands[0], subject)
            var index = 1
            while index + 1 < operands.count {
                if evaluate(operands[index], subject) == value { return evaluate(operands[index + 1], subject) }
                index += 2
            }
            return evaluate(operands[index], subject)
        case .blankValue:
            let value = evaluate(operands[0], subject)
            return value == .null ? evaluate(operands[1], subject) : value
        case .isNew: return .flag(subject.isNew)
        case .isChanged: return .flag(!subject.isNew && evaluate(operands[0], subject) != prior(operands[0], subject))
        case .priorValue: return subject.isNew ? evaluate(operands[0], subject) : prior(operands[0], subject)
        case .today: return .date(subject.clock.today.daysSince1970)
        case .now: return .moment(subject.clock.now)
        default: return function.result(of: operands.map { evaluate($0, subject) })
        }
    }

    private func prior(_ node: FormulaNode, _ subject: FormulaSubject) -> FormulaValue {
        let before = FormulaSubject(
            clock: subject.clock,
            isNew: false,
            current: subject.prior,
            prior: subject.prior
        )
        return evaluate(node, before)
    }
}

extension FormulaFunction {
    /// The result of a function whose operands are all worked out.
    fileprivate func result(of operands: [FormulaValue]) -> FormulaValue {
        switch self {
        case .not: .flag(!operands[0].isTrue)
        case .equal: .flag(operands[0] == operands[1])
        case .less: .flag(operands[0].precedes(operands[1]))
        case .lessOrEqual:
            .flag(operands[0] != .null && (operands[0] == operands[1] || operands[0].precedes(operands[1])))
        case .isBlank: .flag(operands[0] == .null)
        case .largest: FormulaFunction.extreme(operands) { $0.precedes($1) }
        case .smallest: FormulaFunction.extreme(operands) { $1.precedes($0) }
        case .add, .subtract, .multiply, .divide, .power, .absolute, .ceiling, .floor, .upwards, .downwards,
            .exponential,
            .logarithm, .decimalLogarithm, .squareRoot, .modulo, .round:
            calculate(operands.map(\.number))
        case .today, .now, .date, .year, .month, .day, .weekday, .addMonths, .addDays, .addToMoment, .daysBetween,
            .timeBetween, .dateOfText, .dateOfMoment, .momentOfText, .textOfDate, .textOfMoment:
            onCalendar(operands)
        default: onTexts(operands)
        }
    }

    /// Nothing when one of them is missing.
    private static func extreme(
        _ values: [FormulaValue],
        _ isBefore: (FormulaValue, FormulaValue) -> Bool
    ) -> FormulaValue {
        guard !values.contains(.null), var best = values.first else { return .null }
        for value in values.dropFirst() where isBefore(best, value) { best = value }
        return best
    }
}
