package import Database
import Telemetry

extension Formula {
    /// The formula as SQL, for a table's rows: its value as the database would hold it.
    ///
    /// The columns give the SQL of a field by its place in the formula's list. A text compares without regard to case, as
    /// the columns of a table do. Letters beyond ASCII keep their case in `UPPER` and `LOWER`, which SQLite does not know.
    package func sql(at clock: FormulaClock, columns: @escaping (Int) -> SQL) -> SQL {
        let compiler = FormulaCompiler(formula: self, clock: clock, columns: columns)
        let value = compiler.sql(root)
        return switch type {
        case .text, .picklist, .multipicklist: "(nullif(\(sql: value), '') COLLATE NOCASE)"
        case .number, .percent: "CAST(\(sql: value) AS REAL)"
        case .flag, .date, .moment: "(\(sql: value))"
        }
    }
}

/// Writes the parts of a formula as SQL.
///
/// Each part is a whole operand, in brackets where it needs them. Texts are never `NULL` but empty, and conditions are
/// never `NULL` but false; numbers, dates and moments are `NULL` when they are missing.
struct FormulaCompiler {
    let formula: Formula
    let clock: FormulaClock
    let columns: (Int) -> SQL

    func sql(_ node: FormulaNode) -> SQL {
        switch node {
        case .value(let value): literal(value)
        case .field(let index): field(index)
        case .apply(let function, let operands): apply(function, operands)
        }
    }

    private func literal(_ value: FormulaValue) -> SQL {
        switch value {
        case .null: "NULL"
        case .text(let text): "\(text)"
        case .number(let number): "\(number)"
        case .flag(let flag): flag ? "1" : "0"
        case .date, .moment: "\(value.scalar.text ?? "")"
        }
    }

    private func field(_ index: Int) -> SQL {
        let column = columns(index)
        switch formula.fields[index].type {
        case .text, .picklist, .multipicklist: return "coalesce(\(sql: column), '')"
        case .flag: return "coalesce(\(sql: column), 0)"
        case .number, .percent:
            return formula.use == .field(blankAsZero: true) ? "coalesce(\(sql: column), 0)" : column
        case .date, .moment: return column
        }
    }

    private func apply(_ function: FormulaFunction, _ operands: [FormulaNode]) -> SQL {
        let parts = operands.enumerated().map { index, node in
            node == .value(.null) && isText(function, index, operands) ? "''" : sql(node)
        }
        return function.sql(parts, operands, clock, isText: isText)
    }

    /// Whether an operand's place is one for a text, where what is missing is empty.
    private func isText(_ function: FormulaFunction, _ index: Int, _ operands: [FormulaNode]) -> Bool {
        switch function {
        case .and, .or, .not, .less, .lessOrEqual, .isNew, .add, .subtract, .multiply, .divide, .power, .absolute,
            .ceiling, .floor, .upwards, .downwards, .exponential, .logarithm, .decimalLogarithm, .squareRoot, .modulo,
            .round, .largest, .smallest, .textOfNumber, .textOfDate, .textOfMoment, .today, .now, .date, .year, .month,
            .day, .weekday, .addMonths, .addDays, .addToMoment, .daysBetween, .timeBetween, .dateOfMoment:
            false
        case .left, .right: index == 0
        case .middle: index == 0
        case .find: index < 2
        case .padLeft, .padRight: index != 1
        case .image: index < 2
        case .equal, .isBlank, .blankValue: operands.contains(where: isText)
        case .choose:
            (!index.isMultiple(of: 2) || index == operands.count - 1) && results(operands).contains(where: isText)
        case .match:
            index == 0 || (!index.isMultiple(of: 2) && index < operands.count - 1)
                ? isText(operands[0]) : results(operands).contains(where: isText)
        case .isNumber, .isChanged, .priorValue, .includes, .regex, .value, .join, .length, .upper, .lower, .trim,
            .begins,
            .contains, .substitute, .lineBreak, .hyperlink, .wholeID, .dateOfText, .momentOfText:
            true
        }
    }

    /// What `IF` and `CASE` may give: `IF` counts from its first result, and `CASE` has its subject before that.
    private func results(_ operands: [FormulaNode]) -> [FormulaNode] {
        let body = operands.dropLast()
        let isMatch = operands.count.isMultiple(of: 2)
        return body.enumerated().filter { $0.offset > 0 && $0.offset.isMultiple(of: 2) == isMatch }.map(\.element)
            + operands.suffix(1)
    }

    func isText(_ node: FormulaNode) -> Bool {
        switch node {
        case .value(.text): return true
        case .value: return false
        case .field(let index):
            return [.text, .picklist, .multipicklist].contains(formula.fields[index].type)
        case .apply(let function, let operands):
            switch function {
            case .join, .left, .right, .middle, .upper, .lower, .trim, .substitute, .padLeft, .padRight, .textOfNumber,
                .textOfDate, .textOfMoment, .lineBreak, .hyperlink, .image, .wholeID:
                return true
            case .choose, .match: return results(operands).contains(where: isText)
            case .blankValue, .priorValue: return operands.contains(where: isText)
            default: return false
            }
        }
    }
}
