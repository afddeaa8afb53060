import Database
import Telemetry

extension FormulaFunction {
    /// The function on operands that are SQL already.
    func sql(
        _ parts: [SQL],
        _ operands: [FormulaNode],
        _ clock: FormulaClock,
        isText: (FormulaNode) -> Bool
    ) -> SQL {
        switch self {
        case .and: FormulaFunction.balanced(parts[...], " AND ")
        case .or: FormulaFunction.balanced(parts[...], " OR ")
        case .join: FormulaFunction.balanced(parts[...], " || ")
        case .not: "(NOT \(sql: parts[0]))"
        case .equal: "(\(sql: parts[0]) IS \(sql: parts[1]))"
        case .less: "coalesce(\(sql: parts[0]) < \(sql: parts[1]), 0)"
        case .lessOrEqual: "coalesce(\(sql: parts[0]) <= \(sql: parts[1]), 0)"
        case .isBlank: isText(operands[0]) ? "(\(sql: parts[0]) = '')" : "(\(sql: parts[0]) IS NULL)"
        case .blankValue:
            operands.contains(where: isText)
                ? "coalesce(nullif(\(sql: parts[0]), ''), \(sql: parts[1]))"
                : "coalesce(\(sql: parts[0]), \(sql: parts[1]))"
        case .choose: FormulaFunction.choice("CASE", parts[...])
        case .match: FormulaFunction.choice("CASE \(sql: parts[0])", parts.dropFirst())
        case .includes: "(instr(';' || \(sql: parts[0]) || ';', ';' || \(sql: parts[1]) || ';') > 0)"
        case .add: "(\(sql: parts[0]) + \(sql: parts[1]))"
        case .subtract: "(\(sql: parts[0]) - \(sql: parts[1]))"
        case .multiply: "(\(sql: parts[0]) * \(sql: parts[1]))"
        // A whole number in an integer column would lose the fraction.
        case .divide: "(\(sql: parts[0]) * 1.0 / \(sql: parts[1]))"
        case .largest: FormulaFunction.extreme("max(", parts)
        case .smallest: FormulaFunction.extreme("min(", parts)
        case .today: "\(clock.today.description)"
        case .now: "\(clock.now.withMilliseconds)"
        case .lineBreak: "'<br>'"
        case .wholeID, .textOfDate: self == .wholeID ? parts[0] : "coalesce(\(sql: parts[0]), '')"
        case .left, .right, .middle, .length, .upper, .lower, .trim, .begins, .contains, .find, .substitute, .padLeft,
            .padRight, .textOfNumber, .textOfMoment, .hyperlink, .image, .value, .isNumber:
            onTexts(parts)
        case .date, .year, .month, .day, .weekday, .addMonths, .addDays, .addToMoment, .daysBetween, .timeBetween,
            .dateOfText, .dateOfMoment, .momentOfText:
            onCalendar(parts)
        default: calculation(parts, operands)
        }
    }

    /// A chain split in halves, so that it nests by the logarithm of its length.
    private static func balanced(_ parts: ArraySlice<SQL>, _ sign: SQL) -> SQL {
        guard parts.count > 1, let first = parts.first else { return parts.first ?? "''" }
        if parts.count == 2, let last = parts.last { return "(\(sql: first)\(sql: sign)\(sql: last))" }
        let middle = parts.startIndex + parts.count / 2
        return "(\(sql: balanced(parts[..<middle], sign))\(sql: sign)\(sql: balanced(parts[middle...], sign)))"
    }

    private static func choice(_ start: SQL, _ parts: ArraySlice<SQL>) -> SQL {
        var sql = start
        var index = parts.startIndex
        while index + 1 < parts.endIndex {
            sql = sql + " WHEN \(sql: parts[index]) THEN \(sql: parts[index + 1])"
            index += 2
        }
        return sql + " ELSE \(sql: parts[index]) END"
    }

    /// With one operand SQLite would take the largest of all rows.
    private static func extreme(_ start: SQL, _ parts: [SQL]) -> SQL {
        parts.count == 1 ? parts[0] : start + parts.joined(separator: ", ") + ")"
    }

    private func calculation(_ parts: [SQL], _ operands: [FormulaNode]) -> SQL {
        let first = parts.first ?? "NULL"
        switch self {
        case .absolute: return "abs(\(sql: first))"
        case .ceiling: return "(SELECT sign(v) * ceil(abs(v)) FROM (SELECT \(sql: first) AS v))"
        case .floor: return "trunc(\(sql: first))"
        case .upwards: return "ceil(\(sql: first))"
        case .downwards: return "floor(\(sql: first))"
        case .exponential: return "exp(\(sql: first))"
        case .logarithm: return "ln(\(sql: first))"
        case .decimalLogarithm: return "log10(\(sql: first))"
        case .squareRoot: return "sqrt(\(sql: first))"
        case .power: return "pow(\(sql: first), \(sql: parts[1]))"
        case .modulo: return "mod(\(sql: first), \(sql: parts[1]))"
        case .round:
            let digits = FormulaFunction.wholeNumber(operands[1]) ?? 0
            guard digits < 0 else { return "round(\(sql: first), \(digits))" }
            var scale = 1.0
            for _ in 0..<(-digits) { scale *= 10 }
            return "(round(\(sql: first) / \(scale)) * \(scale))"
        // What is asked only while a record is being saved never becomes a column.
        default: return "NULL"
        }
    }

    private func onTexts(_ parts: [SQL]) -> SQL {
        let first = parts[0]
        switch self {
        case .left: return "substr(\(sql: first), 1, \(sql: FormulaFunction.count(parts[1])))"
        case .right:
            let count = FormulaFunction.count(parts[1])
            return "(SELECT substr(t, -max(n, 1), n) FROM (SELECT \(sql: first) AS t, \(sql: count) AS n))"
        case .middle:
            return "substr(\(sql: first), max(1, \(sql: FormulaFunction.count(parts[1]))), "
                + "\(sql: FormulaFunction.count(parts[2])))"
        case .length: return "length(\(sql: first))"
        case .upper: return "upper(\(sql: first))"
        case .lower: return "lower(\(sql: first))"
        case .trim: return "trim(\(sql: first), char(9, 10, 13, 32))"
        case .begins:
            return "(SELECT substr(t, 1, length(p)) IS p FROM (SELECT \(sql: first) AS t, \(sql: parts[1]) AS p))"
        case .contains: return "(instr(\(sql: first), \(sql: parts[1])) > 0)"
        case .find:
            let start = parts.count > 2 ? FormulaFunction.count(parts[2]) : "1"
            return
                "(SELECT iif(s > 0 AND i > 0, i + s - 1, 0) FROM (SELECT instr(substr(t, max(s, 1)), p) AS i, s FROM "
                + "(SELECT \(sql: first) AS p, \(sql: parts[1]) AS t, \(sql: start) AS s)))"
        case .substitute: return "replace(\(sql: first), \(sql: parts[1]), \(sql: parts[2]))"
        case .padLeft: return FormulaFunction.padded(parts, "substr(f, 1, n - length(t)) || t")
        case .padRight: return FormulaFunction.padded(parts, "t || substr(f, 1, n - length(t))")
        case .textOfNumber: return "coalesce(rtrim(replace((\(sql: first) + 0.0) || '|', '.0|', ''), '|'), '')"
        case .textOfMoment: return "coalesce(replace(substr(\(sql: first), 1, 19), 'T', ' ') || 'Z', '')"
        case .value: return FormulaFunction.parsed(first, "CAST(v AS REAL)", "NULL")
        case .isNumber: return FormulaFunction.parsed(first, "1", "0")
        case .hyperlink:
            let target = parts.count > 2 ? parts[2] : "'_blank'"
            return
                "('<a href=\"' || \(sql: first) || '\" target=\"' || \(sql: target) || '\">' || \(sql: parts[1]) || '</a>')"
        default: return FormulaFunction.image(parts)
        }
    }

    /// A number of characters: whole, and not below zero.
    private static func count(_ number: SQL) -> SQL { "max(0, coalesce(CAST(\(sql: number) AS INTEGER), 0))" }

    private static func padded(_ parts: [SQL], _ filled: SQL) -> SQL {
        let fill = parts.count > 2 ? parts[2] : "' '"
        return "(SELECT iif(length(t) >= n OR p = '', substr(t, 1, n), \(sql: filled)) FROM (SELECT t, n, p, "
            + "replace(hex(zeroblob(min(n, 32000))), '00', p) AS f FROM (SELECT \(sql: parts[0]) AS t, "
            + "\(sql: count(parts[1])) AS n, \(sql: fill) AS p)))"
    }

    private static func parsed(_ text: SQL, _ found: SQL, _ otherwise: SQL) -> SQL {
        "(SELECT iif(v GLOB '*[0-9]*' AND v NOT GLOB '*[^0-9.+-]*' AND v NOT GLOB '*.*.*' AND v NOT GLOB '?*[+-]*', "
            + "\(sql: found), \(sql: otherwise)) FROM (SELECT trim(\(sql: text)) AS v))"
    }

    private static func image(_ parts: [SQL]) -> SQL {
        let style: SQL =
            parts.count > 3
            ? "coalesce(' style=\"height:' || rtrim(replace((\(sql: parts[2]) + 0.0) || '|', '.0|', ''), '|') || 'px; width:' || "
                + "rtrim(replace((\(sql: parts[3]) + 0.0) || '|', '.0|', ''), '|') || 'px;\"', '')"
            : "''"
        return
            "('<img src=\"' || \(sql: parts[0]) || '\" alt=\"' || \(sql: parts[1]) || '\"' || \(sql: style) || ' border=\"0\"/>')"
    }

    private func onCalendar(_ parts: [SQL]) -> SQL {
        let first = parts[0]
        switch self {
        case .year: return "CAST(substr(\(sql: first), 1, 4) AS INTEGER)"
        case .month: return "CAST(substr(\(sql: first), 6, 2) AS INTEGER)"
        case .day: return "CAST(substr(\(sql: first), 9, 2) AS INTEGER)"
        case .weekday: return "(strftime('%w', \(sql: first)) + 1)"
        case .date:
            return "(SELECT iif(date(v, '+0 days') = v, v, NULL) FROM (SELECT printf('%04d-%02d-%02d', \(sql: first), "
                + "\(sql: parts[1]), \(sql: parts[2])) AS v))"
        case .addDays: return "date(\(sql: first), CAST(\(sql: parts[1]) AS INTEGER) || ' days')"
        case .addMonths:
            return "(SELECT iif(date(d, '+1 day', 'start of month') = date(d, '+1 day'), "
                + "date(d, 'start of month', (m + 1) || ' months', '-1 day'), "
                + "min(date(d, m || ' months'), date(d, 'start of month', (m + 1) || ' months', '-1 day'))) "
                + "FROM (SELECT \(sql: first) AS d, CAST(\(sql: parts[1]) AS INTEGER) AS m))"
        case .addToMoment:
            return "strftime('%Y-%m-%dT%H:%M:%fZ', \(sql: first), printf('%.3f seconds', \(sql: parts[1]) * 86400.0))"
        case .daysBetween: return "(julianday(\(sql: first)) - julianday(\(sql: parts[1])))"
        case .timeBetween:
            return "((CAST(strftime('%s', \(sql: first)) AS REAL) + CAST('0' || substr(\(sql: first), 20, 4) AS REAL) "
                + "- CAST(strftime('%s', \(sql: parts[1])) AS REAL) - CAST('0' || substr(\(sql: parts[1]), 20, 4) AS REAL)) "
                + "/ 86400)"
        case .dateOfText: return "(SELECT iif(date(v, '+0 days') = v, v, NULL) FROM (SELECT \(sql: first) AS v))"
        case .dateOfMoment: return "substr(\(sql: first), 1, 10)"
        default: return "strftime('%Y-%m-%dT%H:%M:%fZ', nullif(\(sql: first), ''))"
        }
    }
}
