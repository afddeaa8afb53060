import Telemetry

extension Patch.Entry {
    func write(to writer: inout ByteWriter) {
        writer.write(field.rawValue)
        before.write(to: &writer)
        action.write(to: &writer)
        writer.write(optional: origin) { $1.write(to: &$0) }
        writer.write(list: misfits) { writer, one in
            writer.write(one.source.rawValue)
            one.misfit.write(to: &writer)
        }
    }

    init(from reader: inout ByteReader) throws(PlanError) {
        let field = try reader.field()
        let before = try FieldValue(from: &reader)
        let action = try Patch.Action(from: &reader)
        let origin = try reader.optional { (reader) throws(PlanError) in try Patch.Origin(from: &reader) }
        let misfits = try reader.list { (reader) throws(PlanError) in
            Patch.Rejected(try reader.source(), try Misfit(from: &reader))
        }
        self.init(field, before: before, action, origin, misfits: misfits)
    }
}

extension Patch.Action {
    fileprivate func write(to writer: inout ByteWriter) {
        switch self {
        case .set(let value):
            writer.write(0 as UInt8)
            value.write(to: &writer)
        case .clear: writer.write(1 as UInt8)
        case .leave(let reason):
            writer.write(2 as UInt8)
            writer.write(reason)
        }
    }

    fileprivate init(from reader: inout ByteReader) throws(PlanError) {
        switch try reader.byte() {
        case 0: self = .set(try FieldValue(from: &reader))
        case 1: self = .clear
        case 2: self = .leave(try reader.oneOf(LeaveReason.self))
        default: throw .damaged
        }
    }
}

extension Patch.Origin {
    fileprivate func write(to writer: inout ByteWriter) {
        switch self {
        case .mapped(let source, let rule, let provenance, let isShortened):
            writer.write(0 as UInt8)
            writer.write(source.rawValue)
            writer.write(rule)
            writer.write(provenance.source)
            writer.write(optional: provenance.asOf) { $0.write($1.microseconds) }
            writer.write(isShortened)
        case .undone: writer.write(1 as UInt8)
        case .own: writer.write(2 as UInt8)
        }
    }

    fileprivate init(from reader: inout ByteReader) throws(PlanError) {
        switch try reader.byte() {
        case 0:
            let (source, rule) = (try reader.source(), try reader.oneOf(UpdateRule.self))
            let name = try reader.name()
            let asOf = try reader.optional { (reader) throws(PlanError) in
                Timestamp(microseconds: try reader.integer())
            }
            let provenance = Provenance(source: name, asOf: asOf)
            self = .mapped(source, rule, provenance, isShortened: try reader.flag())
        case 1: self = .undone
        case 2: self = .own
        default: throw .damaged
        }
    }
}

extension FieldValue {
    func write(to writer: inout ByteWriter) {
        switch self {
        case .blank: writer.write(0 as UInt8)
        case .text(let text):
            writer.write(1 as UInt8)
            writer.write(text)
        case .number(let number):
            writer.write(2 as UInt8)
            writer.write(number.description)
        case .flag(let flag):
            writer.write(3 as UInt8)
            writer.write(flag)
        case .date(let date):
            writer.write(4 as UInt8)
            writer.write(date.daysSince1970)
        case .moment(let moment):
            writer.write(5 as UInt8)
            writer.write(moment.microseconds)
        case .list(let values):
            writer.write(6 as UInt8)
            writer.write(list: values) { $0.write($1) }
        }
    }

    init(from reader: inout ByteReader) throws(PlanError) {
        switch try reader.byte() {
        case 0: self = .blank
        case 1: self = .text(try reader.text())
        case 2:
            guard let number = DecimalNumber(try reader.text()) else { throw .damaged }
            self = .number(number)
        case 3: self = .flag(try reader.flag())
        case 4:
            let days = try reader.integer()
            // The years 1 to 9999.
            guard (-719_162...2_932_896).contains(days) else { throw .damaged }
            self = .date(CivilDate(daysSince1970: days))
        case 5: self = .moment(Timestamp(microseconds: try reader.integer()))
        case 6: self = .list(try reader.list { (reader) throws(PlanError) in try reader.text() })
        default: throw .damaged
        }
    }
}

extension Misfit {
    /// Those that carry no limit, in an order that only grows at its end.
    private static let plain: [Misfit] = [
        .notANumber, .notADate, .notAMoment, .notAFlag, .notAnEmail, .notAURL, .notAPhone, .notAReference, .notAChoice,
        .choiceInactive, .choiceNotAllowed, .unknownCountry, .unknownState, .stateOfAnotherCountry, .countryMissing,
        .cannotBeEmptied, .neverFits,
    ]

    fileprivate func write(to writer: inout ByteWriter) {
        switch self {
        case .tooLong(let limit):
            writer.write(0 as UInt8)
            writer.write(limit)
        case .tooManyDigits(let limit):
            writer.write(1 as UInt8)
            writer.write(limit)
        default:
            writer.write(2 as UInt8)
            writer.write(Misfit.plain.firstIndex(of: self) ?? 0)
        }
    }

    fileprivate init(from reader: inout ByteReader) throws(PlanError) {
        switch try reader.byte() {
        case 0: self = .tooLong(try reader.number())
        case 1: self = .tooManyDigits(try reader.number())
        case 2:
            let place = try reader.number()
            guard Misfit.plain.indices.contains(place) else { throw .damaged }
            self = Misfit.plain[place]
        default: throw .damaged
        }
    }
}
