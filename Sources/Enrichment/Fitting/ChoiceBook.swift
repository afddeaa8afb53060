/// The values of a picklist by what they are called: their own names before their labels, active ones before others.
struct ChoiceBook: Sendable {
    let choices: [Choice]
    private var byName: [String: Choice] = [:]

    init(_ choices: [Choice]) {
        self.choices = choices
        byName.reserveCapacity(choices.count * 2)
        for name in [\Choice.value, \Choice.label] as [KeyPath<Choice, String>] {
            for wanted in [true, false] {
                for choice in choices where choice.isActive == wanted {
                    let key = choice[keyPath: name].lowercased()
                    if byName[key] == nil { byName[key] = choice }
                }
            }
        }
    }

    /// The value of this name, whatever the case.
    subscript(name: String) -> Choice? { choices.isEmpty ? nil : byName[name.lowercased()] }
}

extension Choice {
    /// Throws where the value may not stand with that of the controlling field.
    func check(with controller: FieldValue?) throws(Misfit) {
        guard let allowedWith, let controller else { return }
        guard allowedWith.contains(controller.kept.text) else { throw .choiceNotAllowed }
    }
}
