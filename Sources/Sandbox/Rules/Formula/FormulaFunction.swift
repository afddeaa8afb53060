/// What a checked formula is made of: values, fields by their place in the formula's list, and functions on these.
indirect enum FormulaNode: Sendable, Equatable {
    case value(FormulaValue)
    case field(Int)
    case apply(FormulaFunction, [FormulaNode])
}

/// The functions and operators, each with operands of known types; where one name means several things, by type.
enum FormulaFunction: String, Sendable {
    // Logic
    case and = "AND"
    case or = "OR"
    case not = "NOT"
    /// Conditions and results by turns, then what holds otherwise: a chain of `IF` is one of these.
    case choose = "IF"
    /// The subject, values and results by turns, then what holds otherwise.
    case match = "CASE"
    case equal = "="
    case less = "<"
    case lessOrEqual = "<="
    case isBlank = "ISBLANK"
    case isNumber = "ISNUMBER"
    case blankValue = "BLANKVALUE"
    case isChanged = "ISCHANGED"
    case isNew = "ISNEW"
    case priorValue = "PRIORVALUE"
    case includes = "INCLUDES"
    case regex = "REGEX"

    // Numbers
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "^"
    case absolute = "ABS"
    case ceiling = "CEILING"
    case floor = "FLOOR"
    case upwards = "MCEILING"
    case downwards = "MFLOOR"
    case exponential = "EXP"
    case logarithm = "LN"
    case decimalLogarithm = "LOG"
    case squareRoot = "SQRT"
    case modulo = "MOD"
    case round = "ROUND"
    case largest = "MAX"
    case smallest = "MIN"
    case value = "VALUE"

    // Texts
    case join = "&"
    case left = "LEFT"
    case right = "RIGHT"
    case middle = "MID"
    case length = "LEN"
    case upper = "UPPER"
    case lower = "LOWER"
    case trim = "TRIM"
    case begins = "BEGINS"
    case contains = "CONTAINS"
    case find = "FIND"
    case substitute = "SUBSTITUTE"
    case padLeft = "LPAD"
    case padRight = "RPAD"
    case textOfNumber = "TEXT"
    case textOfDate = "TEXT of a date"
    case textOfMoment = "TEXT of a moment"
    case lineBreak = "BR"
    case hyperlink = "HYPERLINK"
    case image = "IMAGE"
    case wholeID = "CASESAFEID"

    // Dates
    case today = "TODAY"
    case now = "NOW"
    case date = "DATE"
    case year = "YEAR"
    case month = "MONTH"
    case day = "DAY"
    case weekday = "WEEKDAY"
    case addMonths = "ADDMONTHS"
    case addDays = "+ days"
    case addToMoment = "+ days to a moment"
    case daysBetween = "- of dates"
    case timeBetween = "- of moments"
    case dateOfText = "DATEVALUE"
    case dateOfMoment = "DATEVALUE of a moment"
    case momentOfText = "DATETIMEVALUE"
}

/// A function whose operands are checked one by one.
struct FormulaSignature {
    let function: FormulaFunction
    let parameters: [FormulaType]
    /// How many of the parameters may be left out, from the last on.
    var optional = 0
    let result: FormulaType

    /// What can be said by a list; functions whose operands depend on each other are in `FormulaChecker`.
    static let byName: [String: FormulaSignature] = [
        "ABS": .init(function: .absolute, parameters: [.number], result: .number),
        "ADDMONTHS": .init(function: .addMonths, parameters: [.date, .number], result: .date),
        "BEGINS": .init(function: .begins, parameters: [.text, .text], result: .flag),
        "BR": .init(function: .lineBreak, parameters: [], result: .text),
        "CASESAFEID": .init(function: .wholeID, parameters: [.text], result: .text),
        "CEILING": .init(function: .ceiling, parameters: [.number], result: .number),
        "CONTAINS": .init(function: .contains, parameters: [.text, .text], result: .flag),
        "DATE": .init(function: .date, parameters: [.number, .number, .number], result: .date),
        "DATETIMEVALUE": .init(function: .momentOfText, parameters: [.text], result: .moment),
        "DAY": .init(function: .day, parameters: [.date], result: .number),
        "EXP": .init(function: .exponential, parameters: [.number], result: .number),
        "FIND": .init(function: .find, parameters: [.text, .text, .number], optional: 1, result: .number),
        "FLOOR": .init(function: .floor, parameters: [.number], result: .number),
        "HYPERLINK": .init(function: .hyperlink, parameters: [.text, .text, .text], optional: 1, result: .text),
        "IMAGE": .init(
            function: .image,
            parameters: [.text, .text, .number, .number],
            optional: 2,
            result: .text
        ),
        "INCLUDES": .init(function: .includes, parameters: [.multipicklist, .text], result: .flag),
        "ISNEW": .init(function: .isNew, parameters: [], result: .flag),
        "ISNUMBER": .init(function: .isNumber, parameters: [.text], result: .flag),
        "ISPICKVAL": .init(function: .equal, parameters: [.picklist, .text], result: .flag),
        "LEFT": .init(function: .left, parameters: [.text, .number], result: .text),
        "LEN": .init(function: .length, parameters: [.text], result: .number),
        "LN": .init(function: .logarithm, parameters: [.number], result: .number),
        "LOG": .init(function: .decimalLogarithm, parameters: [.number], result: .number),
        "LOWER": .init(function: .lower, parameters: [.text], result: .text),
        "LPAD": .init(function: .padLeft, parameters: [.text, .number, .text], optional: 1, result: .text),
        "MCEILING": .init(function: .upwards, parameters: [.number], result: .number),
        "MFLOOR": .init(function: .downwards, parameters: [.number], result: .number),
        "MID": .init(function: .middle, parameters: [.text, .number, .number], result: .text),
        "MOD": .init(function: .modulo, parameters: [.number, .number], result: .number),
        "MONTH": .init(function: .month, parameters: [.date], result: .number),
        "NOT": .init(function: .not, parameters: [.flag], result: .flag),
        "NOW": .init(function: .now, parameters: [], result: .moment),
        "REGEX": .init(function: .regex, parameters: [.text, .text], result: .flag),
        "RIGHT": .init(function: .right, parameters: [.text, .number], result: .text),
        "ROUND": .init(function: .round, parameters: [.number, .number], result: .number),
        "RPAD": .init(function: .padRight, parameters: [.text, .number, .text], optional: 1, result: .text),
        "SQRT": .init(function: .squareRoot, parameters: [.number], result: .number),
        "SUBSTITUTE": .init(function: .substitute, parameters: [.text, .text, .text], result: .text),
        "TODAY": .init(function: .today, parameters: [], result: .date),
        "TRIM": .init(function: .trim, parameters: [.text], result: .text),
        "UPPER": .init(function: .upper, parameters: [.text], result: .text),
        "VALUE": .init(function: .value, parameters: [.text], result: .number),
        "WEEKDAY": .init(function: .weekday, parameters: [.date], result: .number),
        "YEAR": .init(function: .year, parameters: [.date], result: .number),
    ]
}
