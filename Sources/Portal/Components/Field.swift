import HTML

/// One input of a form with its label, its hint and what is wrong with it.
struct Field: Sendable {
    enum Kind: Sendable {
        case text, email, search
        case password(isNew: Bool)
        case options([Option])
        case suggestions([String])
    }

    struct Option: Sendable {
        let value: String
        let text: String
    }

    let name: String
    let label: String
    var kind = Kind.text
    var value = ""
    var hint: String?
    var fault: String?
    var isRequired = true
    /// Where nothing is required, nothing needs to be called optional.
    var saysOptional = true
    var autocomplete: String?
    var isFirst = false

    var html: HTML {
        """
        <div class="field\(when: fault != nil, " is-wrong")">
        <label for="\(id)">\(label)\(when: !isRequired && saysOptional, " <span class=\"optional\">optional</span>")</label>
        \(input)
        \(hint.map { "<p class=\"field-hint\" id=\"\(id)-hint\">\($0)</p>" as HTML })\(faultLine)</div>
        """
    }

    var id: String { "field-" + name }

    /// Tells a password manager whose password the form is about.
    static func username(_ email: String) -> HTML {
        """
        <input type="text" name="username" value="\(email)" autocomplete="username" aria-label="E-mail address" readonly \
        hidden>
        """
    }

    /// The input alone, for a place that brings a label of its own.
    var input: HTML {
        switch kind {
        case .text: input(type: "text")
        case .email: input(type: "email", autocomplete: "email")
        case .search: input(type: "search", autocomplete: "off")
        case .password(let isNew):
            input(type: "password", autocomplete: isNew ? "new-password" : "current-password")
        case .options(let options):
            """
            <select class="field-input" \(common)>\(each: options, option)</select>
            """
        case .suggestions(let values):
            """
            \(input(type: "text", list: id + "-list"))
            <datalist id="\(id)-list">\(each: values, { "<option>\($0)</option>" })</datalist>
            """
        }
    }

    private func option(_ option: Option) -> HTML {
        "<option value=\"\(option.value)\"\(attribute: "selected", when: option.value == value)>\(option.text)</option>"
    }

    private func input(type: String, autocomplete usual: String? = nil, list: String? = nil) -> HTML {
        """
        <input class="field-input" type="\(type)" value="\(value)" \(common)\
        \(attribute: "autocomplete", autocomplete ?? usual)\(attribute: "list", list)>
        """
    }

    private var common: HTML {
        let describedBy = [hint.map { _ in id + "-hint" }, fault.map { _ in id + "-fault" }].compactMap { $0 }
        return """
            id="\(id)" name="\(name)"\(attribute: "required", when: isRequired)\(attribute: "autofocus", when: isFirst)\
            \(attribute: "aria-invalid", fault.map { _ in "true" })\
            \(attribute: "aria-describedby", describedBy.isEmpty ? nil : describedBy.joined(separator: " "))
            """
    }

    var faultLine: HTML? {
        fault.map { "<p class=\"field-error\" id=\"\(id)-fault\">\(Icon.alert.html)\($0)</p>" }
    }
}

/// One of a few ways, each with a sentence that says what it means.
struct Choices: Sendable {
    struct Choice: Sendable {
        let value: String
        let text: String
        let detail: String
    }

    let name: String
    let label: String
    let choices: [Choice]
    var value = ""
    var fault: String?

    var html: HTML {
        """
        <fieldset class="field\(when: fault != nil, " is-wrong")" id="field-\(name)" tabindex="-1"\
        \(attribute: "aria-describedby", fault.map { _ in "field-\(name)-fault" })>
        <legend>\(label)</legend>
        <div class="choices">\(each: choices, choice)</div>
        \(fault.map { "<p class=\"field-error\" id=\"field-\(name)-fault\">\(Icon.alert.html)\($0)</p>" as HTML })\
        </fieldset>
        """
    }

    private func choice(_ choice: Choice) -> HTML {
        """
        <label class="choice"><input type="radio" name="\(name)" value="\(choice.value)" required\
        \(attribute: "checked", when: choice.value == value)><strong>\(choice.text)</strong>\
        <small>\(choice.detail)</small></label>
        """
    }
}

/// Something that is on or off.
struct Toggle: Sendable {
    let name: String
    let label: String
    var detail: String?
    var isOn = false

    var html: HTML {
        """
        <label class="toggle"><input type="checkbox" role="switch" name="\(name)" value="on"\
        \(attribute: "checked", when: isOn)><span>\(label)\
        \(detail.map { "<br><small class=\"muted\">\($0)</small>" as HTML })</span></label>
        """
    }
}
