import Telemetry

/// Brings values of one Loam field into the form of one CRM field, or says why it cannot be done.
package struct Fitting: Sendable {
    /// A value in the form of its field.
    package struct Fitted: Sendable, Equatable {
        package var value: FieldValue
        /// Whether something of it was left out.
        package var isShortened = false

        package init(_ value: FieldValue, isShortened: Bool = false) {
            (self.value, self.isShortened) = (value, isShortened)
        }
    }

    /// What else the record will hold.
    package struct Surroundings: Sendable {
        /// What the field's controlling field will hold.
        package var controller: FieldValue?
        /// What the country beside a state will be; nil where the record has no such field.
        package var country: FieldValue?
        /// The country of which the catalogue says the state.
        package var sourceCountry: FieldValue?

        package init() {}
    }

    package let field: FieldSchema
    let kind: FieldKind
    let options: MappingRow.Options
    let choices: ChoiceBook
    private let places: PlaceFitting?

    package init(
        _ kind: FieldKind,
        into field: FieldSchema,
        _ options: MappingRow.Options = MappingRow.Options(),
        in schema: ObjectSchema
    ) {
        (self.field, self.kind, self.options) = (field, kind, options)
        choices = ChoiceBook(field.choices)
        places = kind == .country || kind == .state ? PlaceFitting(field, options.place, in: schema) : nil
    }

    /// Whether any value of the kind may fit the type: the table of conversions, of which what is missing is not
    /// allowed.
    package static func isPossible(_ kind: FieldKind, _ type: TargetType) -> Bool {
        switch type {
        case .string, .textarea, .encryptedstring, .combobox, .picklist: true
        case .multipicklist: kind == .list || kind == .text
        case .email, .phone, .url, .reference, .boolean: kind == .text
        case .int, .long, .double, .currency, .percent: kind == .number || kind == .text
        case .date, .datetime: kind == .date || kind == .moment || kind == .text
        case .other: false
        }
    }

    package func fit(
        _ value: FieldValue,
        _ surroundings: Surroundings = Surroundings()
    ) throws(Misfit) -> Fitted {
        guard Fitting.isPossible(kind, field.type) else { throw .neverFits }
        if let places {
            let text = kind == .country ? try places.country(value.text) : try places.state(value.text, surroundings)
            return try fitText(text, mayCut: false)
        }
        switch field.type {
        case .string, .encryptedstring, .combobox, .textarea: return try fitPlain(value)
        case .picklist: return try fitPicklist(value, surroundings)
        case .multipicklist: return try fitMultiPicklist(value)
        case .email: return try fitText(Fitting.email(value.text), mayCut: false)
        case .phone: return try fitText(Fitting.phone(value.text), mayCut: false)
        case .url: return try fitText(Fitting.url(value.text), mayCut: false)
        case .int, .long, .double, .currency, .percent: return Fitted(.number(try number(value)))
        case .boolean: return Fitted(.flag(try Fitting.flag(value)))
        case .date: return Fitted(.date(try Fitting.date(value)))
        case .datetime: return Fitted(.moment(try Fitting.moment(value)))
        case .reference: return Fitted(.text(try reference(value.text)))
        case .other: throw .neverFits
        }
    }

    /// Whether the field may be emptied.
    package func clear() throws(Misfit) {
        guard field.isNillable, field.type != .boolean else { throw .cannotBeEmptied }
    }

    // MARK: Texts

    private func fitPlain(_ value: FieldValue) throws(Misfit) -> Fitted {
        if case .list(let values) = value { return try fitList(values) }
        let text = value.kept.text
        return try fitText(field.type == .textarea ? text : Fitting.singleLine(text), mayCut: options.truncates)
    }

    private func fitText(_ text: String, mayCut: Bool) throws(Misfit) -> Fitted {
        guard field.length > 0, text.utf8.count > field.length, text.utf16.count > field.length else {
            return Fitted(.text(text))
        }
        guard mayCut else { throw .tooLong(field.length) }
        // Salesforce counts as UTF-16 does; a letter is never cut apart.
        var (end, length) = (text.startIndex, 0)
        while end < text.endIndex {
            length += text[end].utf16.count
            if length > field.length { break }
            end = text.index(after: end)
        }
        return Fitted(FieldValue.text(String(text[..<end])).kept, isShortened: true)
    }

    /// As many whole values as fit.
    private func fitList(_ values: [String]) throws(Misfit) -> Fitted {
        let most = options.mostValues ?? values.count
        var text = ""
        for (position, value) in values.prefix(most).enumerated() {
            let longer = (position == 0 ? "" : text + options.separator) + Fitting.singleLine(value)
            if field.length > 0, longer.utf16.count > field.length {
                guard options.truncates, position > 0 else { throw .tooLong(field.length) }
                return Fitted(.text(text), isShortened: true)
            }
            text = longer
        }
        return Fitted(.text(text), isShortened: values.count > most)
    }

    // MARK: Picklists

    private func fitPicklist(_ value: FieldValue, _ surroundings: Surroundings) throws(Misfit) -> Fitted {
        if case .list(let values) = value {
            // One of several: the first that the picklist has.
            for text in values {
                if let choice = try? choice(text, surroundings) {
                    return Fitted(.text(choice), isShortened: values.count > 1)
                }
            }
            throw .notAChoice
        }
        return try fitText(choice(value.kept.text, surroundings), mayCut: false)
    }

    private func fitMultiPicklist(_ value: FieldValue) throws(Misfit) -> Fitted {
        var offered = [value.kept.text]
        if case .list(let values) = value { offered = values }
        let most = options.mostValues ?? offered.count
        var (chosen, length): ([String], Int) = ([], 0)
        var isShortened = offered.count > most
        for text in offered.prefix(most) {
            guard let choice = try? choice(text, Surroundings()), !choice.contains(";"), !chosen.contains(choice),
                field.length == 0 || length + choice.utf16.count <= field.length
            else {
                isShortened = true
                continue
            }
            chosen.append(choice)
            length += choice.utf16.count + 1
        }
        guard !chosen.isEmpty else { throw .notAChoice }
        return Fitted(.list(chosen.sorted()), isShortened: isShortened)
    }

    private func choice(_ text: String, _ surroundings: Surroundings) throws(Misfit) -> String {
        guard let choice = choices[text] else {
            if field.isRestricted { throw .notAChoice }
            return Fitting.singleLine(text)
        }
        guard choice.isActive else { throw .choiceInactive }
        try choice.check(with: surroundings.controller)
        return choice.value
    }

    // MARK: Numbers and ids

    private func number(_ value: FieldValue) throws(Misfit) -> DecimalNumber {
        var number: DecimalNumber
        switch value {
        case .number(let given): number = given
        case .text(let text):
            guard let read = DecimalNumber(text) else { throw .notANumber }
            number = read
        default: throw .notANumber
        }
        let isWhole = field.type == .int || field.type == .long
        number = number.rounded(to: isWhole ? 0 : field.scale)
        let most = isWhole ? field.precision : field.precision - field.scale
        guard field.precision == 0 || number.wholeDigits <= most else { throw .tooManyDigits(most) }
        return number
    }

    private func reference(_ text: String) throws(Misfit) -> String {
        guard let id = CRMID(text) else { throw .notAReference }
        return id.text
    }
}
